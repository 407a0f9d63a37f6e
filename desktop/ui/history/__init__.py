"""The pane of the history: the list of conversations and its search. Searching and storing are services."""
