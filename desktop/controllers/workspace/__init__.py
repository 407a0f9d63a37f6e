"""Controllers of what is being worked on: the draft on the canvas and in the strip. Images come in by `image`."""
