"""What screen readers and the system's voice say: answers without the signs of Markdown, formulas, places and marks."""
