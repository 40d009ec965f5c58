"""The process as a folder of TOML files: read, written, kept private, kept safe, checked."""
