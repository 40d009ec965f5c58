"""What is typed while people talk: a line becomes a line of the record, and lines become records. No files, no screen."""
