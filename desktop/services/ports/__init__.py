"""Protocols of what the services need of the outside, by subject; the adapters that fulfil them do not belong here."""
