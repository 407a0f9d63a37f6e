"""Choosing a part of the screen: the overlay over a frozen screen, its magnifier, and the bar of what to do.

Taking the screen is an adapter.
"""
