"""Checks of docs/admin.md."""
