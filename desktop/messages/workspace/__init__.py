"""The words of the workspace: the steps that undo names, its tools, and the strip of pictures; not of the way in."""
