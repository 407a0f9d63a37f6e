"""Phrases of published attacks that belong to no grammar of one language."""
