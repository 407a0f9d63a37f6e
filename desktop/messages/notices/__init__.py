"""The words of the desktop's notifications, of buttons that many notices share, and of About.

A notice of a problem has its sentence in problem_tables.
"""
