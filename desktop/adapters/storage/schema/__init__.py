"""The schema of a history, and the version that it belongs to."""
