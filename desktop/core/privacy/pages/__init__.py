"""Looks through the own texts of pages that go beside pictures. What was read on pictures does not belong here."""
