"""Answers by the text that this computer reads: lines and cells that match a question. No server, no model."""
