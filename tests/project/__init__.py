"""Tests of the project itself: its documents, promises, import contracts, start-up imports and house rules."""
