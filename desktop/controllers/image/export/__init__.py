"""Controllers that hand the image in view to other programs: by the clipboard, as a file, by dragging."""
