"""What the record says when it is read as a whole. Pure reading: nothing here writes."""
