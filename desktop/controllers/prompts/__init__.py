"""Choosing saved prompts, editing them, and handing them on as a file; keeping them is a service."""
