"""Packages for Linux made of what PyInstaller built: .deb, .rpm, their sums, and a list of what is inside.

No code that the program itself runs belongs here.
"""
