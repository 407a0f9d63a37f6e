"""The reasons for a problem, where its kind has several; the kinds themselves are in core/errors.py."""
