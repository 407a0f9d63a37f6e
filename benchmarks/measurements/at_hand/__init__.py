"""What is at hand while the window is not: from the keys of a global shortcut to the request."""
