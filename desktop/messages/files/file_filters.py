"""The kinds of files as file dialogs name them, and the titles of those that open."""

from desktop.messages.language.catalogue import _


def pictures_filter(patterns: str) -> str:
    """Returns pictures or any file; `patterns` are the suffixes of pictures: “*.png *.jpg”."""
    pictures = _("Pictures")
    return f"{pictures} ({patterns});;{_all_files()}"


def pictures_and_texts_filter(patterns: str, text_patterns: str) -> str:
    """Returns pictures and text files, pictures alone, or any file."""
    both = _("Pictures and text files")
    return f"{both} ({patterns} {text_patterns});;{pictures_filter(patterns)}"


def runs_filter(suffix: str) -> str:
    """Returns files of runs over many pictures, or any file."""
    runs = _("Runs")
    return f"{runs} (*{suffix});;{_all_files()}"


def open_title() -> str:
    """Returns the title of the dialog that opens pictures and texts."""
    return _("Open pictures and text files")


def _all_files() -> str:
    words = _("All files")
    return f"{words} (*)"
