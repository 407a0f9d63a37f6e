"""Connections as values: the servers that may answer, the one that does, and templates for well-known services."""
