"""Tests of desktop/cli/policy."""
