"""Controllers of a question, from the typed text to its turn; the way itself belongs to services.asking."""
