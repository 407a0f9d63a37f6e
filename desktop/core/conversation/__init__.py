"""Conversations as values: turns, branches, search, stored forms, exports. Building requests is for core/asking."""
