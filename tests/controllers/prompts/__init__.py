"""Saved prompts that are chosen, edited and handed on."""
