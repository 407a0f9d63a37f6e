"""The window "Many pictures": a table of answers, a picture beside it, and what stands between them and the money."""
