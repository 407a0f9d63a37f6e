"""Markdown that is to be shown by other programs: what they would fetch or run is only words there.

Code stays as it is where that is safe. Whether it is, is not guessed: what was made is read by a parser to which HTML
is live, and when that finds a picture or a tag in it, the signs inside of code are taken, too.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from desktop.core.markdown.parser import parser

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_CODE_SPAN = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_IMAGE = re.compile(r"(?<!\\)((?:\\\\)*)!(?=\[)")  # not behind a backslash that takes its meaning already
_TAG = re.compile(r"(?<!\\)((?:\\\\)*)<(?=[A-Za-z/!?])(?!(?:https?://|mailto:)[^\s<>]*>)")
_LIVE = {"image", "html_inline", "html_block"}


def neutralize_markdown(markdown: str) -> str:
    """The same Markdown, in which pictures are links and HTML is text."""
    for made in (_with_code(markdown), _inert_words(markdown)):
        if not _acts(made):
            return made
    confirmation = "`" * (1 + max((len(run) for run in re.findall("`+", markdown)), default=2))
    return f"{confirmation}\n{markdown}\n{confirmation}"  # as code it surely does nothing


def _with_code(markdown: str) -> str:
    """Inert, but for blocks of code and code inside of lines."""
    lines = markdown.split("\n")
    code: set[int] = set()
    for token in parser().parse(markdown):
        if token.type in ("fence", "code_block") and token.map:
            code.update(range(*token.map))
    made, prose = [], list[str]()
    for at, line in enumerate(lines):
        if at in code:
            made += [_inert_prose("\n".join(prose))] if prose else []
            made.append(line)
            prose = []
        else:
            prose.append(line)
    return "\n".join([*made, _inert_prose("\n".join(prose))] if prose else made)


def _inert_prose(text: str) -> str:
    parts, at = [], 0
    for span in _CODE_SPAN.finditer(text):
        parts += [_inert_words(text[at : span.start()]), span.group()]
        at = span.end()
    return "".join([*parts, _inert_words(text[at:])])


def _inert_words(words: str) -> str:
    return _TAG.sub(r"\1\\<", _IMAGE.sub(r"\1\\!", words))


@cache
def _lively() -> "MarkdownIt":
    made = parser.__wrapped__()
    made.options["html"] = True
    return made


def _acts(markdown: str) -> bool:
    """Whether a program to which HTML is live would fetch or run something."""
    tokens = _lively().parse(markdown)
    return any(each.type in _LIVE for token in tokens for each in (token, *(token.children or ())))
