"""Adapters: each speaks to one outside thing and fulfils a port; decisions belong to services."""
