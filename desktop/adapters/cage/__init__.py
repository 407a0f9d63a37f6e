"""Restrictions that child processes put on themselves before they touch untrusted data, and how they are started.

What a child does, and how the program talks with it, belongs elsewhere.
"""
