"""All constructor calls, and the files that a start reads. Decisions do not belong here."""
