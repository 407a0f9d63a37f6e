"""All export formats, in the order of the dialog. A new format is a module beside this one and an entry here."""

from desktop.core.conversation.export.format import ExportFormat
from desktop.core.conversation.export.html import HTML
from desktop.core.conversation.export.json import JSON
from desktop.core.conversation.export.markdown import MARKDOWN
from desktop.core.conversation.export.pdf import PDF

FORMATS: tuple[ExportFormat, ...] = (MARKDOWN, HTML, PDF, JSON)


def format_of(suffix: str) -> ExportFormat:
    """Returns the format of a file suffix (“.html”, in any case); Markdown for an unknown one."""
    return next((entry for entry in FORMATS if suffix.lower() in entry.suffixes), MARKDOWN)


def known_suffixes() -> frozenset[str]:
    """The suffixes of all formats, in lower case, each with its dot."""
    return frozenset(suffix for entry in FORMATS for suffix in entry.suffixes)
