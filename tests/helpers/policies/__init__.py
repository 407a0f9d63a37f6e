"""Policies for tests of several folders."""
