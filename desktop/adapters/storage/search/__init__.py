"""The index of words in the history, and finding conversations by it; the fold of letters is in core/search."""
