"""The canvas: shows and edits annotated images. Storing them, undo and slow work belong to services."""
