"""The place of a history that is open: whether its files are still there, and still what this program wrote."""
