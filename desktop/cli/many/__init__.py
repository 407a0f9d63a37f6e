"""`askance many`: one question over many pictures; its options, its run, and what it prints meanwhile.

A run itself belongs to services/many.
"""
