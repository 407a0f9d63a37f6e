"""One run, open in the window: its rows, its picture, its notices and what is pressed. Nothing here asks a server."""
