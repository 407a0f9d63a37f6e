"""Scripts for proxies (PAC) of Windows and macOS: the system fetches and runs them, and is asked what they say.

No script is run by this program itself.
"""
