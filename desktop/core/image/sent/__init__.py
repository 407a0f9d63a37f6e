"""The place of a sent image in its source; its record is `SentImage`, and later covers are in core/image/covers."""
