"""Rows of a run: listing files as rows, preparing a row, its way as a question; not what becomes of its answer."""
