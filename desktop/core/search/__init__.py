"""The fold of letters for every search, and patterns in it. The search of the history is in conversation."""
