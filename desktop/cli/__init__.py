"""Commands without a window: one module each, all of them in commands.py. None of them imports Qt."""
