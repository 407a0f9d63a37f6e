"""Controllers of recognized text: on the canvas, copied, and linked from answers. Private text is in `privacy`."""
