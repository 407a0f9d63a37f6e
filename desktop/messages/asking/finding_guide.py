"""The words of the bar that leads from one finding on a picture to the next."""

from desktop.core.privacy.findings import Finding
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.finding_words import finding_name
from desktop.messages.findings import LONGEST_QUOTE
from desktop.messages.language.catalogue import _


def finding_words(at: int, count: int, finding: Finding) -> str:
    """Returns “1 of 3, a key: “sk-…””, of the place to which the user was led."""
    words = _("{number} of {count}, {finding}: “{quote}”") if finding.text else _("{number} of {count}, {finding}")
    quote = untrusted_line(finding.text, LONGEST_QUOTE)
    return words.format(number=at, count=count, finding=finding_name(finding), quote=quote)


def cover_label(is_all: bool = False) -> str:
    """Returns the offer to cover one finding, or all."""
    return _("Cover all") if is_all else _("Cover")


def next_label() -> str:
    """Returns the offer to go on to the next finding."""
    return _("Next")
