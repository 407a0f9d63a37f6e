"""Conversations as files for other programs: one module for each format, and the registry of them.

Writing the files is for services/conversation, painting pages is for the window (PDF has only its entry here).
"""
