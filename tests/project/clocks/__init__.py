"""Tests that the tests have no upper bounds on a clock, and of the helpers that they have instead."""
