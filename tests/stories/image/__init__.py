"""Stories of pictures: they come in, are covered, numbered and split."""
