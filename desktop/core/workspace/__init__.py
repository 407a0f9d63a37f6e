"""The draft of the next question and its undo history; not what was asked already (core/conversation)."""
