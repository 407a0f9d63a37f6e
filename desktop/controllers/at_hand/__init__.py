"""What works from anywhere: Quick ask, text from the screen, the tray icon, the global shortcut, the start at login."""
