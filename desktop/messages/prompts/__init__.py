"""Words of saved prompts: those that come with Askance, what is said about each, and handing them on as a file.

Prompts of users are not here.
"""
