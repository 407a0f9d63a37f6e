"""Runs over many pictures: a file for each, with its rows and cells; not the history of conversations."""
