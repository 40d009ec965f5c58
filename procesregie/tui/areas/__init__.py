"""The areas of the interface, one module each: what they list, in which groups, and what a record's card says first."""
