"""Stories of the program as a whole: it starts, and it leaves."""
