"""The sentences of problems by their kind, each with its next steps; `messages/problems.py` puts the facts in."""
