"""Notifications over a real bus, with a stand-in for the service of the desktop."""
