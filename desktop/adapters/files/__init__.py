"""Files on the disk: written whole, private where they are the program's own, JSON. Not the history, see storage."""
