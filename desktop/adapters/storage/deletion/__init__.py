"""Deleting from the history for good, and the record that keeps the deleted from returning by a copy or a salvage.

The seconds in which a deletion can be undone belong to services/conversation.
"""
