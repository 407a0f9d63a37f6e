"""Rectangles, points, lines, and the mapping between source and view pixels; nothing about images themselves."""
