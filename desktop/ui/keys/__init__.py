"""The keyboard of the whole window: letters by key, going from pane to pane, the menu bar, and the list of all keys.

What one widget does with a key is in that widget.
"""
