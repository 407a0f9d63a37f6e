"""Tests of desktop/core/settings/policy."""
