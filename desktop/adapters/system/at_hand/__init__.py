"""Global shortcuts of X11, of the desktop portal, of Windows and of macOS; the start at login; the desktop file.

What a shortcut does is for controllers/at_hand.
"""
