"""Fonts, with and without those of a system."""
