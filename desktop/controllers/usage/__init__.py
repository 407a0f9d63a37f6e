"""Labels of tokens and prices in the window; counting belongs to core.usage."""
