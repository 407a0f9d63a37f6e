"""The entries of the menus of a question, an answer, a link and selected text."""

from desktop.messages.language.catalogue import _, ngettext


def open_link() -> str:
    return _("Open link")


def copy_link() -> str:
    return _("Copy link")


def copy_selected_as_markdown() -> str:
    return _("Copy as Markdown")


def copy_selected_formatted() -> str:
    return _("Copy formatted text")


def select_all() -> str:
    return _("Select all")


def copy_answer_as_markdown() -> str:
    return _("Copy answer as Markdown")


def copy_answer_formatted() -> str:
    return _("Copy answer as formatted text")


def copy_with_pictures(count: int) -> str:
    """Returns the entry that copies an answer with the pictures of its question."""
    return ngettext("Copy picture and answer", "Copy pictures and answer", count)


def copy_question() -> str:
    return _("Copy question")


def ask_another_model() -> str:
    return _("Ask another model")


def this_computer() -> str:
    """Returns the answerer that needs no model."""
    return _("This computer")


def edit_question() -> str:
    return _("Edit question")


def continue_answer() -> str:
    return _("Continue answer")


def pin(is_pinned: bool) -> str:
    """Returns the entry that pins a question, or the one that takes the pin off."""
    return _("Unpin") if is_pinned else _("Pin")


def delete() -> str:
    return _("Delete")
