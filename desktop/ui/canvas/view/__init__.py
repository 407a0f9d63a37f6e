"""What part of the picture is in view: zoom and panning; what is done on the picture is elsewhere."""
