"""Answers as they stream in: what grows with their length."""
