"""What the search of the settings reads on a page; the search itself is in the window."""
