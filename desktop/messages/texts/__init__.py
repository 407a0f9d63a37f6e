"""Words about the texts beside a question. What is sent of them is in core/conversation/attached_text.py."""
