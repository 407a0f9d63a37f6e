"""The letters of a page of a PDF: their places, and which of them can be seen. Runs in the decoder's child only."""
