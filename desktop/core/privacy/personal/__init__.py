"""Families of what belongs to a person or a place: addresses, numbers, accounts, papers. Secrets are no part of it."""
