"""A history that is damaged: its signs, checks, copies, and healing from a copy and from the damaged file itself."""
