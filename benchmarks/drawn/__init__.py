"""Images with text that is known, drawn with real fonts: pages, the kept set, and screens drawn when needed."""
