"""Rows as lines of batch files: writing them, and taking results in, whenever and in whatever order they come.

Rows that are asked one by one are for services/many/rows.
"""
