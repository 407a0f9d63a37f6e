"""Recognized text as values: lines, layout, selection, quotes, answers, exports. Recognizing is for adapters/ocr."""
