"""Reads an organisation's policy where each system keeps it. desktop/core/settings/policy/ judges what it says."""
