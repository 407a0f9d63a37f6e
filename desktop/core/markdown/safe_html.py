"""Markdown → inert HTML, for the clipboard, for dragging and for exported pages.

It fetches nothing and runs nothing: HTML written by a model is text, images are their alternative text, and links go
only where a click in the window would go, with their host in words.
"""

import html
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol
from xml.etree import ElementTree

from desktop.core.markdown.link_safety import LinkTarget, target_of
from desktop.core.markdown.parser import MATH, formula_of, parser
from desktop.core.markdown.syntax_highlighting import Code, highlight, language_of
from desktop.core.script_language import language_on_page
from desktop.core.untrusted_text import strip_control_characters
from desktop.deferred import deferred

if TYPE_CHECKING:
    from latex2mathml import converter
    from markdown_it.token import Token
else:
    converter = deferred("latex2mathml.converter")

LONGEST_FORMULA = 1000  # characters; chosen
_ALLOWED = {"display", "stretchy", "fence", "separator", "columnalign", "rowspacing", "columnspacing", "linethickness"}
_ALLOWED |= {"accent", "accentunder", "mathvariant", "minsize", "maxsize", "form", "lspace", "rspace", "width", "xmlns"}


class HtmlWords(Protocol):
    """The words that stand beside what a model wrote; `desktop/messages/pages/` has them in every language."""

    def host_of(self, target: LinkTarget) -> str:
        """Returns the host of a link, with what is suspicious about it."""
        ...

    def picture_at(self, name: str, target: LinkTarget | None) -> str:
        """Returns what stands for a picture that is named by its address; `target` is None if it must not be a link."""
        ...


def html_of(markdown: str, words: HtmlWords, page_language: str = "") -> str:
    """Returns an answer as HTML. On a page of a language code is coloured (by CSS class), math is MathML, and blocks
    name the language that their letters tell.
    """
    page = bool(page_language)
    tokens = parser().parse(strip_control_characters(markdown))
    if page:
        _name_languages(tokens, page_language)
    for token in tokens:
        if token.children:
            token.children = _inert(token.children, words, page)
    return str(parser().renderer.render([_block(token, page) for token in tokens], parser().options, {}))


def _name_languages(tokens: "list[Token]", page_language: str) -> None:
    """Sets `lang` on the tag around each text whose letters tell its language."""
    for at, token in enumerate(tokens[1:], 1):
        if token.type == "inline" and (language := language_on_page(token.content, page_language)):
            opener = tokens[at - 2] if tokens[at - 1].hidden else tokens[at - 1]  # of a paragraph, or of its list entry
            if opener.nesting == 1:
                opener.attrSet("lang", language)


def _block(token: "Token", page: bool) -> "Token":
    """Returns the block token, or one with its finished HTML where the renderer has none."""
    if token.type == "math_block":
        return _raw(token, f"<p>{_math(token, page)}</p>\n")
    if token.type == "footnote_reference_open":
        return _raw(token, f'<div class="note"><sup>{html.escape(token.meta["label"])}</sup>\n')
    if token.type == "footnote_reference_close":
        return _raw(token, "</div>\n")
    if token.type in ("fence", "code_block") and page:
        colored = _in_colors(Code(language_of(token.info), token.content))
        return _raw(token, f"<pre><code>{colored}</code></pre>\n")
    return token


def _raw(token: "Token", content: str) -> "Token":
    """Returns a token that the renderer writes out unchanged."""
    raw = token.copy()
    raw.type, raw.content, raw.nesting = "html_block", content, 0
    return raw


def _inert(children: "list[Token]", words: HtmlWords, page: bool) -> "list[Token]":
    inert: list[Token] = []
    after = ""  # the target of the open link, to be written behind it; "-" if it must not be a link
    for at, child in enumerate(children):
        if child.type == "link_open":
            inside = takewhile(lambda later: later.type != "link_close", children[at:])
            text = "".join(later.content for later in inside if later.type in ("text", "code_inline"))
            address = str(child.attrGet("href") or "")
            target = target_of(address, text)
            if target is None:
                after = "-"
                continue
            child.attrs = {"href": address, "rel": "noopener noreferrer"}
            after = "" if target.host in text and not target.warning else f" ({words.host_of(target)})"
        elif child.type == "link_close":
            if after != "-":
                inert.append(child)
                inert.append(_raw(child, html.escape(after)))
            after = ""
            continue
        elif child.type == "image":
            target = target_of(str(child.attrGet("src") or ""))
            child = _raw(child, html.escape(words.picture_at(child.content, target)))
        elif child.type in MATH:
            child = _raw(child, _math(child, page))
        elif child.type == "footnote_ref":
            child = _raw(child, f"<sup>{html.escape(child.meta['label'])}</sup>")
        inert.append(child)
    return inert


def _math(token: "Token", page: bool) -> str:
    tex = formula_of(token.content)
    return (page and mathml(tex, token.type != "math_inline")) or f"<code>{html.escape(tex)}</code>"


@cache
def mathml(tex: str, display: bool) -> str:
    """Returns a formula as MathML; empty if it cannot be converted. Attributes that could act are removed."""
    if len(tex) > LONGEST_FORMULA:
        return ""
    try:
        root = ElementTree.fromstring(converter.convert(tex, display="block" if display else "inline"))  # noqa: S314 (made here)
    except Exception:  # the library raises many kinds of errors
        return ""
    for element in root.iter():
        element.attrib = {name: value for name, value in element.attrib.items() if name in _ALLOWED}
        element.tag = element.tag.rpartition("}")[2]
    return ElementTree.tostring(root, encoding="unicode")


def _in_colors(code: Code) -> str:
    """Returns code as HTML with a span for each coloured part."""
    parts, at = [], 0
    for span in highlight(code):
        parts.append(html.escape(code.text[at : span.start]))
        piece = html.escape(code.text[span.start : span.start + span.length])
        parts.append(f'<span class="{span.kind}">{piece}</span>')
        at = span.start + span.length
    return "".join([*parts, html.escape(code.text[at:])])
