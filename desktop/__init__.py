"""Askance: paste a screenshot, ask about it, read the answer as it comes."""

__version__ = "0.1.0"
