"""The fold of letters for every search, patterns in it, and letters without accents.

The search of the history is in conversation.
"""
