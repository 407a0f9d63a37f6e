"""Families of secrets: keys, passwords, credentials. What belongs to a person is in `personal`."""
