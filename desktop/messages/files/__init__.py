"""Sentences about files of the user: where something was saved, exports, backups, and how far long work on them is.

The words inside exported pages are in `pages`.
"""
