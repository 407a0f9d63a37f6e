"""Proxies: which one a connection goes through, its exceptions, and what goes wrong with it."""
