"""The fonts of the window, and letters that are drawn to see whether there are any. Nothing else belongs here."""
