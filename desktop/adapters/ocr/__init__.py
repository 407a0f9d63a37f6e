"""Text recognition in a child process; the values it returns belong to core.ocr."""
