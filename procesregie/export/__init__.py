"""What leaves the folder: minutes. Never anything private."""
