"""Findings in recognized text: private text and prompt injection, each family in a module, all of them in registry.py.

What happens with findings (notices, redaction, holding back a request) is for services/privacy and the controllers.
"""
