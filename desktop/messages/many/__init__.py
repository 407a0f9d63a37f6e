"""The words of runs over many pictures."""
