"""Recognizing text in the background, and keeping it: what is read when. Reading itself is for adapters/ocr."""
