"""The words of a picture that leaves for another program or a file."""

from desktop.messages.language.catalogue import _


def copied_picture() -> str:
    """Returns that the picture is on the clipboard."""
    return _("Copied the picture.")


def copy_failed() -> str:
    """Returns that the system did not take the picture."""
    return _("Couldn't copy the picture: another program is using the clipboard. Try again.")


def copying_picture() -> str:
    """Returns that it is being encoded for the clipboard."""
    return _("Copying the picture…")


def preparing_picture() -> str:
    """Returns that it is being encoded as a model would get it."""
    return _("Preparing the picture…")


def saving_picture() -> str:
    """Returns that it is being encoded for a file."""
    return _("Saving the picture…")


def drag_again() -> str:
    """Returns that the picture was dropped before it was encoded."""
    return _("The picture wasn't ready yet. Drag it again in a moment.")


def picture_name(number: int) -> str:
    """Returns “Picture 2”, the name of a picture by its place in the strip or in a question."""
    return _("Picture {number}").format(number=number)


def picture_file(number: int) -> str:
    """Returns the file name that is suggested for a picture."""
    return picture_name(number) + ".png"


def save_title() -> str:
    """Returns the title of the dialog that saves a picture."""
    return _("Save picture")


def full_size_filters() -> tuple[str, str]:
    """Returns the formats at full size, as a file dialog names them: PNG first."""
    return _("PNG picture (*.png)"), _("JPEG picture (*.jpg)")


def as_sent_filter(model: str, suffix: str) -> str:
    """Returns the format in which the picture would go to a model."""
    return _("As sent to {model} (*{suffix})").format(model=model, suffix=suffix)
