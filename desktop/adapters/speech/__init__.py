"""What the system offers for language: its voice, its dictionaries, and what its screen readers listen for.

What is said is decided by controllers/spoken.
"""
