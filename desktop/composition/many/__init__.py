"""The runs over many pictures: what composition makes of them for a window."""
