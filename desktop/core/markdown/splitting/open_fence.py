"""A block of code that has not ended: it is not parsed while it grows, only searched for its end."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.core.markdown.parser import parser
from desktop.core.markdown.splitting.markdown_block import MarkdownBlock

if TYPE_CHECKING:
    from markdown_it.token import Token

_OPENING = re.compile(r"(`{3,})[^`\n\r\0]*\n|(~{3,})[^\n\r\0]*\n")


@dataclass(slots=True)
class OpenFence:
    """A fence without indentation at an offset of a text. `looked_at` is where the search for its end goes on."""

    start: int
    content: int
    token: "Token"
    end: re.Pattern[str]
    looked_at: int

    def closing(self, text: str, end: int) -> int | None:
        """Returns the offset behind the line that closes it; None if there is none in the lines up to `end`."""
        found = self.end.search(text, self.looked_at, end)
        self.looked_at = end
        return found.end() if found else None

    def block(self, text: str) -> MarkdownBlock:
        """Returns the code in a text that ends with it, closed or not."""
        last = max(self.content, text.rfind("\n", 0, len(text) - 1) + 1)
        is_closed = self.end.fullmatch(text[last:].removesuffix("\n") + "\n") is not None
        token = self.token.copy()
        token.content = text[self.content : last if is_closed else len(text)]
        return MarkdownBlock("code", text[self.start :].rstrip("\n"), (token,))


def fence_at(text: str, start: int, end: int) -> OpenFence | None:
    """Returns the fence that a text begins with at an offset; None if something else does, or code that is math."""
    opening = _OPENING.match(text, start, end)
    if opening is None or "\r" in text or "\0" in text:
        return None
    (token, *others) = parser().parse(f"{opening.group()}x\n", {})
    if others or token.type != "fence":
        return None
    mark = opening.group(1) or opening.group(2)
    closing = re.compile(rf"^ {{0,3}}{re.escape(mark[0])}{{{len(mark)},}}[ \t]*\n", re.MULTILINE)
    return OpenFence(start, opening.end(), token, closing, opening.end())
