"""Controllers that follow the change to another conversation: its title, and what leaves with the one before.

The change itself is a service.
"""
