"""The items of the canvas's scene: they paint values. What the user does is handled one folder up."""
