"""The reasons for a problem, where its kind has several."""
