"""Markdown that is to be shown by other programs: what they would fetch or run is only words there."""

import re

from desktop.core.dialect import parser

_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_PICTURE = re.compile(r"!(?=\[)")
_TAG = re.compile(r"(?<!\\)<(?=[A-Za-z/!?])(?!https?://|mailto:)")


def inert(markdown: str) -> str:
    """The same Markdown, in which pictures are links and HTML is text. Code stays as it is."""
    lines = markdown.split("\n")
    code: set[int] = set()
    for token in parser().parse(markdown):
        if token.type in ("fence", "code_block") and token.map:
            code.update(range(*token.map))
    return "\n".join(line if at in code else _inert_line(line) for at, line in enumerate(lines))


def _inert_line(line: str) -> str:
    parts, at = [], 0
    for span in _CODE_SPAN.finditer(line):
        parts += [_inert_words(line[at : span.start()]), span.group()]
        at = span.end()
    return "".join([*parts, _inert_words(line[at:])])


def _inert_words(words: str) -> str:
    return _TAG.sub(r"\\<", _PICTURE.sub(r"\\!", words))
