"""Helpers that tests of several folders share, one module for each subject; the server is `tests/loopback.py`."""
