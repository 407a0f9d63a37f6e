"""Families of text written for the model or easily overlooked: one module each. Private text is no part of it."""
