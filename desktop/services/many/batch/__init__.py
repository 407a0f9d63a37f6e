"""Rows as lines of batch files: writing them, and taking results in, whenever and in whatever order they come."""
