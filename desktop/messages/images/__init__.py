"""Sentences about pictures: coming in, choosing pages, how they were shown, text in them, going out; not findings."""
