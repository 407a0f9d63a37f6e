"""Stories of settings."""
