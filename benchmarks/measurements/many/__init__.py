"""Runs over many pictures: the rate, the overhead, the memory, and the table of the window."""
