"""The words of notifications."""
