"""Stories about the folder."""
