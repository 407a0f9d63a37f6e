"""Markdown for other programs, in which nothing is fetched and nothing runs.

Code stays unchanged where that is safe. This is checked, not guessed: a parser that knows HTML reads the result, and if
it finds an image or a tag, characters inside code are escaped, too.
"""

import re
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from desktop.core.markdown.link_safety import SCHEMES
from desktop.core.markdown.parser import parser

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_IMAGE = re.compile(r"(?<!\\)((?:\\\\)*)!(?=\[)")  # not if a backslash escapes it already
_TAG = re.compile(r"(?<!\\)((?:\\\\)*)<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)")
_LIVE = {"image", "html_inline", "html_block"}
_DESTINATION = re.compile(r"\](?=\([\s<]*([^\s)>]*))")
_REFERENCE = re.compile(r"^([ \t>]{0,12})\[(?=[^\]\n]+\]:[\s<]*([^\s>]*))", re.MULTILINE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LETTERS = str.maketrans(
    {"[": "&#91;", "]": "&#93;", "<": "&lt;", "&": "&amp;", **{mark: f"\\{mark}" for mark in "\\`*_#|~$"}}
)
"""Brackets become entities, since a backslash before one begins a formula in some programs."""


def escape_markdown(text: str) -> str:
    """Returns a foreign name, or another piece of plain text, so that Markdown shows it letter for letter."""
    return text.translate(_LETTERS)


def neutralize_markdown(markdown: str) -> str:
    """Returns the Markdown with images turned into links, and HTML and links of other schemes than ours into text."""
    for inert in (_with_code(markdown), _inert_words(markdown)):
        if not _acts(inert):
            return inert
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", markdown)), default=2))
    return f"{fence}\n{markdown}\n{fence}"  # as code it certainly does nothing


def _with_code(markdown: str) -> str:
    """Returns the Markdown made inert, except for code blocks and inline code."""
    lines = markdown.split("\n")
    code: set[int] = set()
    for token in parser().parse(markdown):
        if token.type in ("fence", "code_block") and token.map:
            code.update(range(*token.map))
    parts, prose = [], list[str]()
    for at, line in enumerate(lines):
        if at in code:
            parts += [_inert_prose("\n".join(prose))] if prose else []
            parts.append(line)
            prose = []
        else:
            prose.append(line)
    return "\n".join([*parts, _inert_prose("\n".join(prose))] if prose else parts)


def _inert_prose(text: str) -> str:
    parts, at = [], 0
    for span in _CODE_SPAN.finditer(text):
        parts += [_inert_words(text[at : span.start()]), span.group()]
        at = span.end()
    return "".join([*parts, _inert_words(text[at:])])


def _inert_words(words: str) -> str:
    words = _TAG.sub(r"\1\\<", _IMAGE.sub(r"\1\\!", words))
    words = _DESTINATION.sub(lambda found: "&#93;" if _is_odd(found[1]) else "]", words)
    return _REFERENCE.sub(lambda found: found[1] + ("&#91;" if _is_odd(found[2]) else "["), words)


def _is_odd(destination: str) -> bool:
    """Returns True for an address with a scheme that no link of ours has, however it is disguised."""
    plain = "".join(letter for letter in unescape(destination.replace("\\", "")) if letter.isprintable())
    scheme = _SCHEME.match(plain.strip())
    return scheme is not None and scheme[1].lower() not in SCHEMES


@cache
def _html_parser() -> "MarkdownIt":
    """Returns a parser that knows HTML, and takes every address for a link, as the most careless program would."""
    html_parser = parser.__wrapped__()
    html_parser.options["html"] = True
    html_parser.validateLink = lambda _: True  # type: ignore[assignment]
    return html_parser


def _acts(markdown: str) -> bool:
    """Returns True if a program that renders HTML would fetch or run something."""
    tokens = [part for token in _html_parser().parse(markdown) for part in (token, *(token.children or ()))]
    return any(part.type in _LIVE or _is_odd(str(part.attrs.get("href", ""))) for part in tokens)
