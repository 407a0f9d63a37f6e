"""The words about what is kept of conversations: deleted, left as a draft, saved again."""

from desktop.messages.language.catalogue import _


def deleted_conversation(title: str) -> str:
    """Returns that a conversation was deleted; its title may be empty."""
    return _("Deleted “{title}”").format(title=title) if title else _("Deleted the conversation")


def deleted_question() -> str:
    """Returns that one question was deleted."""
    return _("Deleted the question and its answer")


def draft_left(title: str) -> str:
    """Returns where a draft has gone; the title is empty if it has pictures alone."""
    if title:
        return _("“{title}” is in the list as a draft.").format(title=title)
    return _("Your pictures are in the list as a draft.")


def saving_works_again() -> str:
    """Returns that the storage has recovered."""
    return _("Saving works again.")
