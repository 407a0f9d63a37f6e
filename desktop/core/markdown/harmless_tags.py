"""The few HTML tags that models write for a reader: rendered as what they mean. All other HTML stays text.

A tag has no attributes here and does nothing but change how words look. One without its partner, or one that crosses
emphasis or a link, is text. Comments are left out.
"""

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

TAGS = {  # tag → element, token type
    "b": ("strong", "strong"),
    "strong": ("strong", "strong"),
    "i": ("em", "em"),
    "em": ("em", "em"),
    "s": ("s", "s"),
    "del": ("s", "s"),
    "u": ("u", "u"),
    "ins": ("u", "u"),
    "mark": ("mark", "mark"),
    "kbd": ("kbd", "kbd"),
    "sub": ("sub", "sub"),
    "sup": ("sup", "sup"),
}
_TAG = re.compile(rf"<(/?)({'|'.join(TAGS)})\s*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CODE = re.compile(r"<code>([^<>\n]+)</code\s*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?!-?>)")


def tag(state: "StateInline", silent: bool) -> bool:
    """Reads one harmless tag, code in tags, a break or a comment; the inline rule of the parser."""
    if state.src[state.pos] != "<" or state.md.options.html:
        return False
    if comment := _COMMENT.match(state.src, state.pos, state.posMax):
        end = state.src.find("-->", comment.end(), state.posMax)
        if end >= 0:
            state.pos = end + 3
            return True
    if line_break := _BREAK.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("hardbreak", "br", 0)
        state.pos = line_break.end()
        return True
    if (code := _CODE.match(state.src, state.pos, state.posMax)) and code[1].strip():
        if not silent:
            state.push("code_inline", "code", 0).content = html.unescape(code[1])
        state.pos = code.end()
        return True
    found = _TAG.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("text", "", 0)
        token.content = found[0]
        token.meta = {"tag": found[2].lower(), "nesting": -1 if found[1] else 1}
    state.pos = found.end()
    return True


def pair_tags(state: "StateInline") -> None:
    """Gives tags that have a partner their meaning; runs when emphasis has found its own. The others stay text."""
    opened: list[Token] = []
    for token in state.tokens:
        nesting = token.meta.get("nesting", token.nesting)
        if nesting > 0:
            opened.append(token)
        elif nesting < 0 and (partner := _partner(token, opened)) is not None and "tag" in token.meta:
            for own, word in ((partner, "open"), (token, "close")):
                element, kind = TAGS[own.meta["tag"]]
                own.type, own.tag, own.content = f"{kind}_{word}", element, ""
                own.nesting = own.meta["nesting"]


def _partner(closing: "Token", opened: "list[Token]") -> "Token | None":
    """Takes the partner of a closing token off the stack, and everything above it. None if it would cross emphasis."""
    for at in range(len(opened) - 1, -1, -1):
        partner = opened[at]
        if "tag" in closing.meta:
            if "tag" not in partner.meta:
                return None
            if partner.meta["tag"] != closing.meta["tag"]:
                continue
        elif partner.type.removesuffix("_open") != closing.type.removesuffix("_close"):
            continue
        del opened[at:]
        return partner
    return None


def drop_hidden_paragraphs(state: "StateCore") -> None:
    """Removes paragraphs that hold nothing but comments."""
    kept: list[Token] = []
    for token in state.tokens:
        if token.type == "paragraph_close" and len(kept) > 1 and _is_hidden(kept[-1]):
            del kept[-2:]
            continue
        kept.append(token)
    state.tokens = kept


def _is_hidden(token: "Token") -> bool:
    if token.type != "inline" or not token.content.lstrip().startswith("<!--"):
        return False
    return not any(child.content.strip() or child.type not in ("text", "softbreak") for child in token.children or [])
