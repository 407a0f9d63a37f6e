"""The sentences about the way to a server: proxies, and where an address leads; refusals are in problem_tables."""
