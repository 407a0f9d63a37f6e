"""Models as values: how each looks at an image, what it costs, and the table that lists them; lookups by name are in
core/model_catalog.py."""
