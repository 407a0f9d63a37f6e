"""The kinds of files as file dialogs name them, and the titles of those that open."""

from desktop.messages.language.catalogue import _


def pictures_filter(patterns: str) -> str:
    """Returns pictures or any file; `patterns` are the suffixes of pictures: “*.png *.jpg”."""
    return f"{_('Pictures')} ({patterns});;{all_files_filter()}"


def pictures_and_texts_filter(patterns: str, text_patterns: str) -> str:
    """Returns pictures and text files, pictures alone, or any file."""
    return f"{_('Pictures and text files')} ({patterns} {text_patterns});;{pictures_filter(patterns)}"


def runs_filter(suffix: str) -> str:
    """Returns files of runs over many pictures, or any file."""
    return f"{_('Runs')} (*{suffix});;{all_files_filter()}"


def all_files_filter() -> str:
    """Returns any file."""
    return f"{_('All files')} (*)"


def open_title() -> str:
    """Returns the title of the dialog that opens pictures and texts."""
    return _("Open pictures and text files")
