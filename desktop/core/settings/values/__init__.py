"""The forms of single values: each says what is one, and reads it. Settings and policies use them and not the other way round."""
