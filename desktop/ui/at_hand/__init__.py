"""What is at hand while the window is not: the small window of Quick ask, and the tray icon."""
