"""What `askance ask` needs to ask a question: the services, and the user who decides. The command is cli/ask.py."""
