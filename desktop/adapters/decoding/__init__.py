"""Decoding of images and PDF pages, in a child process; operations on pixels belong to core.image."""
