"""A backup of everything in one file: writing one, reading a stranger's, and putting it in the place of the history.

The daily copies of the history are in damage.
"""
