"""The table of a run as CSV, XLSX, JSON and Markdown: a registry, to which a format is added with a file.

Conversations as files are for core/conversation/export.
"""
