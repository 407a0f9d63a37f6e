"""Connections as values: the servers that may answer, the one that does, and templates for well-known services.

No server is asked here.
"""
