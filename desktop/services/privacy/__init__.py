"""Findings, consents and the last gate before bytes leave; patterns belong to core.privacy."""
