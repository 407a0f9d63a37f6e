"""What the system offers for language: its voice, its dictionaries, and what its screen readers listen for."""
