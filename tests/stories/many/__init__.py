"""Stories of the window "Many pictures"."""
