"""The headless twin, run as a person runs it: arguments in, stdout, stderr and an exit code out."""
