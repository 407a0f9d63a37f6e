"""The forms of a policy for other tools, made of its keys: JSON schema, Windows' templates, a profile for macOS."""
