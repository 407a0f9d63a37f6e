"""Markdown of answers: parsed, and written as safe HTML, Markdown, tables and colours. The window paints it."""
