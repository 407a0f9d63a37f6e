"""Scripts of lines of text: which one a line is in, and which ones are not read here."""
