"""The keyboard of the whole window: letters by key, rules of all windows, going from pane to pane, letters of menus.

What one widget does with a key is in that widget.
"""
