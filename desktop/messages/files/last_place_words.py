"""The words at leaving where nothing can be written: what is lost, and the question for another place."""

from pathlib import Path

from desktop.messages.language.catalogue import _


def not_saved() -> str:
    """Returns the title of the question for a place."""
    return _("Not saved")


def kept_nowhere(tried: Path | None) -> str:
    """Returns that no folder takes what was asked and typed; `tried` is the one that the user chose before."""
    if tried is not None:
        return _("“{name}” can't be written either.").format(name=tried.name)
    return _("Askance can't write to any of its folders, so what you asked and typed is kept nowhere.")


def choose_or_lose() -> str:
    """Returns the next step: a folder, or the loss."""
    return _("Choose a folder for it, for example on another disk, or it is lost.")


def choose_folder_label() -> str:
    """Returns the label of the button that opens the dialog for a folder."""
    return _("Choose a folder…")


def choose_folder_title() -> str:
    """Returns the title of that dialog."""
    return _("Choose a folder")


def close_label() -> str:
    """Returns the label of the button that gives up what was not saved."""
    return _("Close without saving")


def saved_title() -> str:
    """Returns the title of the message after it."""
    return _("Saved")


def saved_in(folder: Path) -> str:
    """Returns where it lies."""
    return _("Saved in “{folder}”.").format(folder=folder)


def how_to_bring_it_back(data_folder: Path) -> str:
    """Returns how the next start finds it."""
    return _("To have it back, move this folder into “{data}” once that can be written, and start Askance.").format(
        data=data_folder
    )


def lost() -> str:
    """Returns that it is lost, for standard error."""
    return _("nothing could be written, so what you asked and typed is lost.")
