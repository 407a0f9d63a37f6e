"""Notifications of the desktop, by the services of each system."""
