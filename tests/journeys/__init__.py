"""Whole stories: an evening with twenty-one parties, told headless and through a real terminal."""
