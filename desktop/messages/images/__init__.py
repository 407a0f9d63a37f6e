"""Sentences about pictures: how they could be shown, and why they could not."""
