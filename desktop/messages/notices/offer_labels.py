"""The labels of buttons that many notices share."""

from desktop.messages.language.catalogue import _


def undo() -> str:
    return _("Undo")


def cancel() -> str:
    return _("Cancel")


def close() -> str:
    return _("Close")


def show() -> str:
    return _("Show")


def copy() -> str:
    return _("Copy")
