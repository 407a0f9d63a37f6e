"""The words of labels, by what they announce; where they stand on a page does not matter here."""
