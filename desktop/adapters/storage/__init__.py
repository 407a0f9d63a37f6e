"""The history on disk: SQLite, image files, backups and the command line's inbox; no other module knows SQL."""
