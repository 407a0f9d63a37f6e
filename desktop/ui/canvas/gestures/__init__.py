"""Gestures without Qt: a drag or a key in, a new annotated image out. Mouse and keyboard events stay one folder up."""
