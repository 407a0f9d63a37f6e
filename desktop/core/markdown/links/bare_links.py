"""Addresses written into a sentence, where no space parts them from its words or signs.

The library ends an address at a space, as GitHub does. In Chinese, Japanese and Arabic sentences none follows: a full
stop or a quotation mark would become part of the address, which then leads nowhere. Nor does one come before it.

A pair of brackets within a path that is written in such letters belongs to it, as in `/wiki/東京（日本）`; behind other
letters it is the sentence's: `https://x.example/docs（中文版）`.
"""

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    InlineRule = Callable[[StateInline, bool], bool]

_RULES = ("gfm_autolink_www", "gfm_autolink_protocol")
_QUOTES, _SIGNS = "“”„«»‹›「」", "،؛؟۔।"
_WIDE = ("W", "F")  # East Asian widths
_SCHEMES = ("https", "http")
_HOST = re.compile(
    r"(?:://)?(?:(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}|localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?", re.IGNORECASE
)
_EMPHASIS = re.compile(r"[*~]{1,3}(?=([^*~]))")  # `_` is part of addresses such as /wiki_中
_BRACKETS = {"（": "）", "「": "」", "『": "』", "《": "》"}
_LONGEST_BRACKETS = 60  # letters between brackets that belong to a path; chosen


def use_bare_links(markdown: "MarkdownIt") -> None:
    """Has a parser with the library's rules for addresses end and begin them at signs without a space, too."""
    rules = dict(zip(markdown.inline.ruler.get_active_rules(), markdown.inline.ruler.getRules(""), strict=True))
    for name in _RULES:
        markdown.inline.ruler.at(name, _within_a_sentence(rules[name]))


def _end(source: str, start: int, last: int) -> int:
    """Returns where an address whose host follows `start` ends at the latest."""
    host = _HOST.match(source, start, last)
    if host is not None and host.end() < last and _is_wide(source[host.end()]):
        return host.end()  # letters behind a host in ASCII are the next word: no host mixes them
    at = start
    while at < last and not source[at].isspace():
        if ends_address(source[at]):
            closing = _closing(source, at, last)
            if closing < 0:
                break
            at = closing
        at += 1
    marks = (mark.start() for mark in _EMPHASIS.finditer(source, start, at) if _is_wide(mark.group(1)))
    return next(marks, at)


def _closing(source: str, at: int, last: int) -> int:
    """Returns where the bracket closes that opens at a place, if both belong to the path; -1 otherwise."""
    bracket, before = source[at], source[at - 1]
    is_in_path = (_is_wide(before) and not ends_address(before)) or (before == "/" and bracket != "（")
    if bracket not in _BRACKETS or not is_in_path:
        return -1
    closing = source.find(_BRACKETS[bracket], at, min(last, at + _LONGEST_BRACKETS))
    within = source[at + 1 : max(at, closing)]
    return -1 if any(letter.isspace() or ends_address(letter) for letter in within) else closing


def ends_address(letter: str) -> bool:
    """Returns True for a sign that ends an address, though no space stands before it."""
    return letter in _QUOTES or letter in _SIGNS or (_is_wide(letter) and unicodedata.category(letter)[0] == "P")


def _may_stand_before(letter: str) -> bool:
    return _is_wide(letter) or letter in _QUOTES or letter in _SIGNS


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in _WIDE


def _within_a_sentence(rule: "InlineRule") -> "InlineRule":
    """Returns the rule, restricted to the signs of an address, and with a space before it where none is needed."""

    def checked(state: "StateInline", silent: bool) -> bool:
        if silent or not state.src.startswith(("://", "www."), state.pos):
            return rule(state, silent)
        source, last, pending = state.src, state.posMax, state.pending
        state.posMax = _end(source, state.pos, last)
        start = state.pos - next((len(name) for name in _SCHEMES if pending.endswith(name)), 0)
        if start and _may_stand_before(source[start - 1]):
            state.src = f"{source[: start - 1]} {source[start:]}"
            if start == state.pos:  # `www.`, before which the library looks into what is pending
                state.pending = f"{pending[:-1]} " if pending else ""
        before = len(state.tokens)
        found = rule(state, silent)
        state.src, state.posMax = source, last
        if found:
            _put_back(state, before, source[start - 1] if start else "")
        else:
            state.pending = pending
        return found

    return checked


def _put_back(state: "StateInline", before: int, letter: str) -> None:
    """Puts the sign before an address back, in whose place a space stood for the library."""
    if len(state.tokens) > before and state.tokens[before].type == "text":
        text = state.tokens[before]
        if text.content.endswith(" ") and letter and not letter.isspace():
            text.content = text.content[:-1] + letter
