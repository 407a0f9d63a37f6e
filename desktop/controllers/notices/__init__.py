"""Controllers that tell of what happens while the window is not looked at."""
