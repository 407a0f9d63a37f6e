"""Conversations on paper: pages with a head and a number, for a PDF file or a printer. The window is elsewhere."""
