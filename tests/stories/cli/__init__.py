"""Stories of the commands without a window, as processes of their own."""
