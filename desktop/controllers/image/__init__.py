"""Controllers that bring images in, and that say how a model sees them. Work on the draft is in `workspace`."""
