"""The words about conversations: what was deleted, left or copied, and the menus of questions and answers.

Words about their files are in `files`.
"""
