"""How fast an endpoint may be asked: one pace for each host and key, shared by conversations and runs.

What an answer's headers say of limits is read in adapters/providers.
"""
