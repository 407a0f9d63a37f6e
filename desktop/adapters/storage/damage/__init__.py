"""A history that is damaged: its signs, checks, copies, and healing from a copy and from the damaged file itself.

A history that cannot be used at all, for now, is for stand_in.
"""
