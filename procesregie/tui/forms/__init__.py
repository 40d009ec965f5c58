"""Forms: one for every record and every row, made from the model's declaration."""
