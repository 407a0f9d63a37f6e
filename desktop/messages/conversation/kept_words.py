"""The words about what is kept of conversations: deleted, left as a draft, saved again."""

from desktop.core.conversation.unkept import Unkept
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, sentences


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


def lost_if_closed(unkept: Unkept) -> str:
    """Returns what goes if Askance is closed now, because the history cannot be written."""
    if unkept.is_unknown:
        return _("The history can't be used. What you asked or typed since then goes when Askance closes.")
    conversations, drafts = len(unkept.conversations), len(unkept.drafts)
    of_conversations = counted(
        "The history can't be written: {count} conversation goes when Askance closes.",
        "The history can't be written: {count} conversations go when Askance closes.",
        conversations,
    )
    of_drafts = counted(
        "The history can't be written: {count} draft that wasn't sent goes when Askance closes.",
        "The history can't be written: {count} drafts that weren't sent go when Askance closes.",
        drafts,
    )
    return sentences(*([of_conversations] if conversations else []), *([of_drafts] if drafts else []))


def save_conversations_label() -> str:
    """Returns the label of the button that exports all conversations."""
    return _("Export all…")


def save_draft_label() -> str:
    """Returns the label of the button that saves what is typed and the pictures beside it."""
    return _("Save the draft…")


def close_anyway_label() -> str:
    """Returns the label of the button that closes Askance although something goes."""
    return _("Close anyway")


def save_draft_title() -> str:
    """Returns the title of the dialog that asks where to."""
    return _("Save the draft")


def save_draft_filter() -> str:
    """Returns the filter of that dialog. The pictures get names of the same beginning."""
    return _("Text, with its pictures beside it (*.txt)")


def draft_name() -> str:
    """Returns the name that is suggested for the file, without its ending."""
    return _("draft")


def saving_works_again() -> str:
    """Returns that the storage has recovered."""
    return _("Saving works again.")
