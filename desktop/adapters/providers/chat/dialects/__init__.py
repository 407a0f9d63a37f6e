"""Answers in the shapes of other interfaces, turned into choices of chat completions; nothing is read of them here."""
