"""Stories of conversations: branches, deleting, the list and its search, files."""
