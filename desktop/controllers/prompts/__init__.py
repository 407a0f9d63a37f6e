"""Choosing saved prompts, editing them, and handing them on as a file."""
