"""Faces on photos. Imported by the reader's child process only, and loaded when they are first looked for."""
