"""The order and the cache of text recognition in the background. Recognizing itself is for adapters/ocr."""
