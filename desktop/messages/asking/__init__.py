"""Sentences about a question on its way: what it waits for, and what would be sent. Findings have their own modules."""
