"""Two records compared: changes as data, applied, and said in words."""
