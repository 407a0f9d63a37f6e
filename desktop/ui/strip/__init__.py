"""The strip of images below the canvas; what its menu does is for controllers/workspace."""
