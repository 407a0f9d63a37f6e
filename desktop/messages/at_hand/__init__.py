"""The words of what is at hand without the main window: the small window, and captures of the screen."""
