"""Proxies: which one a connection goes through, its exceptions, and what goes wrong with it.

The form of a proxy's address belongs to core/settings/values.
"""
