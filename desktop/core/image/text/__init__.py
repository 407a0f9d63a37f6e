"""Measures of the text on an image that need no text recognition; what is recognised belongs to core/ocr."""
