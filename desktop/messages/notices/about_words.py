"""The words of the window About, and of a start without a screen."""

from desktop.messages.language.catalogue import _


def about_title() -> str:
    """Returns the title of the window."""
    return _("About Askance")


def what_it_does() -> str:
    """Returns what the program is for, in a sentence."""
    return _("Paste a screenshot, ask about it, read the answer.")


def unusable_screen() -> str:
    """Returns that no window opens, below what Qt has printed about it."""
    return _("the window can't open. The lines above say what is missing.")


def no_screen() -> str:
    """Returns why no window opens, and what works without one."""
    return _("there is no screen here. `askance ask PICTURE QUESTION` works without one.")
