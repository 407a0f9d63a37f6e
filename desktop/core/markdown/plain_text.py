"""Blocks of Markdown as they read without the signs of Markdown."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from desktop.core.markdown.blocks import parsed
from desktop.core.markdown.parser import MATH, formula_of
from desktop.core.markdown.splitting.markdown_block import MarkdownBlock

if TYPE_CHECKING:
    from markdown_it.token import Token


def plain(block: MarkdownBlock, formula: Callable[[str], str] = formula_of, numbered: bool = False) -> str:
    """Returns a block as plain text; table cells are separated by tabs.

    `formula` returns what stands for a formula's TeX; `numbered` keeps the numbers of a list.
    """
    if block.kind == "code":
        return block.code
    if block.kind == "rule":
        return "―――"
    if block.kind == "math":
        return formula(block.tokens[0].content)
    out: list[str] = []
    for token in block.tokens:
        if token.type == "inline":
            out.append("".join(inline_text(token.children or [], formula)))
        elif token.type in ("fence", "code_block"):
            out += [token.content.removesuffix("\n"), "\n"]
        elif token.type in ("td_close", "th_close"):
            out.append("\t")
        elif token.type == "tr_close":
            out = [*out[:-1], "\n"] if out and out[-1] == "\t" else [*out, "\n"]
        elif token.type in ("paragraph_close", "heading_close"):
            out.append("\n")
        elif token.type == "list_item_open":
            out += [f"{token.info}. "] if numbered and token.info else []
            out += ["☑ " if token.meta["checked"] else "☐ "] if "checked" in token.meta else []
        elif token.type == "footnote_reference_open":
            out.append(f"[{token.meta['label']}] ")
        elif token.type == "math_block":
            out.append(formula(token.content) + "\n")
    return "".join(out).rstrip("\n")


def plain_text(markdown: str) -> str:
    """Returns a complete text as it reads without the signs of Markdown, with an empty line between its blocks."""
    return joined((block.plain_joint, plain(block)) for block in parsed(markdown))


def joined(texts: Iterable[tuple[str, str]]) -> str:
    """Returns texts as one, each behind its joint or, without one, an empty line. Empty texts drop out."""
    parts: list[str] = []
    for joint, text in texts:
        if text:
            parts += (joint or "\n\n", text) if parts else (text,)
    return "".join(parts)


def inline_text(children: "list[Token]", formula: Callable[[str], str] = formula_of) -> Iterator[str]:
    """Yields the plain text of inline tokens, piece by piece; `formula` returns what stands for TeX."""
    for child in children:
        if child.type in ("text", "code_inline", "image"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield " " if child.type == "softbreak" else "\n"
        elif child.type in MATH:
            yield formula(child.content)
        elif child.type == "footnote_ref":
            yield f"[{child.meta['label']}]"
