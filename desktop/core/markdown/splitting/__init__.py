"""How Markdown is cut into blocks that can be parsed, laid out and shown one by one. No state is kept here."""
