"""The window of the settings and its pages. Settings are declared in core, and stored by a service."""
