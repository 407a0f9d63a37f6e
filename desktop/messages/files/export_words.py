"""The words of exports and imports of conversations, and of printing."""

from desktop.core.conversation.export.format import ExportFormat
from desktop.core.conversation.export.html import HTML
from desktop.core.conversation.export.json import JSON
from desktop.core.conversation.export.markdown import MARKDOWN
from desktop.core.conversation.export.pdf import PDF
from desktop.core.conversation.export.registry import FORMATS
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import counted

FILTERS = {
    MARKDOWN: N_("Markdown with pictures (*.md)"),
    HTML: N_("Web page (*.html)"),
    PDF: N_("PDF (*.pdf)"),
    JSON: N_("JSON, can be imported (*.json)"),
}
FILTERS_OF_ALL_VERSIONS: dict[ExportFormat, str] = {
    MARKDOWN: N_("Markdown with pictures, all versions (*.md)"),
    HTML: N_("Web page, all versions (*.html)"),
    PDF: N_("PDF, all versions (*.pdf)"),
}
"""Each format as a file dialog takes it; a format that always has all versions is in the first table alone."""


def export_title() -> str:
    """Returns the title of the dialog that exports."""
    return _("Export")


def export_filters(has_branches: bool = False) -> str:
    """Returns the formats to export, as a file dialog takes them.

    Where there are several versions of questions, pages can show those that are open, or all.
    """
    formats = (_(FILTERS[entry]) for entry in FORMATS)
    return ";;".join((*formats, *(filters_of_all_versions() if has_branches else ())))


def filters_of_all_versions() -> tuple[str, ...]:
    """Returns those of the formats that show all versions of questions."""
    return tuple(_(FILTERS_OF_ALL_VERSIONS[entry]) for entry in FORMATS if entry in FILTERS_OF_ALL_VERSIONS)


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
