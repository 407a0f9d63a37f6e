"""The own text of a page of a PDF as lines and blocks, like text that was read. Reading pages does not belong here."""
