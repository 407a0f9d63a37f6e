"""Bounds of the work that one image may cost, and signs of life while it goes on; nothing of what is read."""
