"""Runs over many pictures: the rate, the overhead, and the memory."""
