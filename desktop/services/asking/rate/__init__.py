"""How fast an endpoint may be asked: one pace for each host and key, shared by conversations and runs."""
