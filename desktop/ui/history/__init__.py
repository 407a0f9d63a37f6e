"""The pane of the history: the list of conversations, its search, and the key that brings back what was taken away.

Searching and storing are services.
"""
