"""The library of saved prompts."""
