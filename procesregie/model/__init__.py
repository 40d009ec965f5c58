"""Records and what their fields mean. No files, no git, no screen."""
