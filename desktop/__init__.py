"""Askance: paste a screenshot, ask about it, read the answer as it comes."""

__version__ = "0.1.0"
PROJECT_URL = "https://askance.example"
"""Address of the project's repository. Not decided yet; a test compares every other place that names it."""
