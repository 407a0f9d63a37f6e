"""The transcript for screen readers: a part for each question, paragraph, table, formula and link in view.

Roles and interfaces are in ui/screen_reader.
"""
