"""What works from anywhere: Quick ask, text from the screen, the tray icon, the global shortcut, the start at login.

A capture into the main window belongs to `image`.
"""
