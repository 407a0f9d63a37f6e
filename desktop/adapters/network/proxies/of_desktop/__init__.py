"""The proxy in a Linux desktop's own settings: KDE's file, GNOME's settings, and the resolvers for scripts.

Variables of the environment are read one folder up.
"""
