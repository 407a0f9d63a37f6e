"""The tool bar above the canvas, and the order in which it gives up room. The tools themselves are in `tools`."""
