"""Families of private text: one module each, with its patterns and the checks of its numbers. No other findings."""
