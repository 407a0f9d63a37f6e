"""Labels in ten and more languages, and the private values that stand behind, beside or under them."""
