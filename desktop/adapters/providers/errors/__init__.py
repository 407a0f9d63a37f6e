"""Refusals of endpoints: reading a body in any dialect, the table of words, recognising the kind, waiting times.

Sentences for users are in messages/problem_tables, not here.
"""
