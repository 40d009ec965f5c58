"""Tests tell stories: real folders, real git, real processes."""
