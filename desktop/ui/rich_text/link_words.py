"""Links in words: what they say, and where they lead."""

from desktop.core.markdown.link_safety import target_of
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import _
from desktop.messages.network.link_warnings import host_label
from desktop.ui.rich_text.inline_writer import FOLD_LINK
from desktop.ui.rich_text.number_chips import MARK_SCHEME
from desktop.ui.rich_text.quotes import SPOT_SCHEME

LONGEST_LINK = 120


def link_words(text: str, address: str) -> str:
    """Returns the name of a link: “the terms, link to example.com”, with what is suspicious about it."""
    shown = untrusted_line(text, LONGEST_LINK)
    if address == FOLD_LINK:
        return _("{words}, show or hide").format(words=shown)
    if address.startswith(MARK_SCHEME):
        return _("Number {number}, show in the picture").format(number=address.removeprefix(MARK_SCHEME))
    if address.startswith(SPOT_SCHEME):
        return _("{words}, found in the picture").format(words=shown)
    target = target_of(address, text)
    if target is None:
        return shown
    return _("{words}, link to {host}").format(words=shown, host=host_label(target))
