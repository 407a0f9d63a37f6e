"""Sentences about how pictures could be shown."""
