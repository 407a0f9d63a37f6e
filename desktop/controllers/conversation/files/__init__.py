"""Controllers that write conversations to files and paper and read them back: export, import, PDF, print, backup.

Pictures as files belong to controllers/image/export.
"""
