"""Controllers of the settings and of what follows from them in the window. Asking by them is in `asking`."""
