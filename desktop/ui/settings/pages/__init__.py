"""Pages of the settings window that are fields and little more; pages with lists of their own have folders beside."""
