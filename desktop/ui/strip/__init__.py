"""The strip of images below the canvas."""
