"""The words of labels, by what they announce."""
