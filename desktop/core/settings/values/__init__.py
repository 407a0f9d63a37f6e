"""The forms of single values: each says what is one, and reads it. What uses them does not belong here."""
