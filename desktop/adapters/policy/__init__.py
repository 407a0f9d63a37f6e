"""Reads an organisation's policy where each system keeps it; core/settings/policy judges what it says."""
