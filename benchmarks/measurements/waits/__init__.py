"""Measures what a person waits for between a picture, Enter and the request."""
