"""The constructor calls of runs over many pictures: for commands, and for the window that makes them when wanted.

No other constructor calls belong here.
"""
