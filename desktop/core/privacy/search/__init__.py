"""Searches rows of text with patterns, and puts the findings together; what is looked for is told by the families."""
