"""Settings in force, keys and endpoints; the settings themselves are declared in core.settings."""
