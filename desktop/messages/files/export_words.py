"""The words of exports and imports of conversations, and of printing."""

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted


def export_title() -> str:
    """Returns the title of the dialog that exports."""
    return _("Export")


def export_filters(has_branches: bool = False) -> str:
    """Returns the formats to export, as a file dialog takes them.

    Where there are several versions of questions, pages can show those that are open, or all.
    """
    formats = (
        _("Markdown with pictures (*.md)"),
        _("Web page (*.html)"),
        _("PDF (*.pdf)"),
        _("JSON, can be imported (*.json)"),
    )
    return ";;".join((*formats, *(filters_of_all_versions() if has_branches else ())))


def filters_of_all_versions() -> tuple[str, ...]:
    """Returns those of the formats that show all versions of questions."""
    return (
        _("Markdown with pictures, all versions (*.md)"),
        _("Web page, all versions (*.html)"),
        _("PDF, all versions (*.pdf)"),
    )


def name_of_all() -> str:
    """Returns the file name that is suggested for all conversations."""
    return _("Askance conversations")


def nothing_to_export() -> str:
    """Returns that the conversation has no questions."""
    return _("Nothing to export yet.")


def exporting() -> str:
    """Returns that an export is being written."""
    return _("Exporting…")


def printing() -> str:
    """Returns that pages are being printed."""
    return _("Printing…")


def print_cancelled() -> str:
    """Returns what becomes of pages that were printed before."""
    return _("Printing cancelled. Pages that are already at the printer may still come out.")


def print_failed() -> str:
    """Returns that the printer took no pages."""
    return _("Printing failed.")


def import_title() -> str:
    """Returns the title of the dialog that imports."""
    return _("Import conversations")


def json_filter() -> str:
    """Returns the kind of file, as a file dialog names it."""
    return _("JSON (*.json)")


def reading_file() -> str:
    """Returns that a file to import is being read."""
    return _("Reading the file…")


def imported(count: int) -> str:
    """Returns how many conversations came."""
    return counted("Imported {count} conversation.", "Imported {count} conversations.", count)
