"""Tests of desktop/adapters/policy."""
