"""An answer's Markdown as blocks, split while it grows.

A finished block is parsed once and stays the same object, so that it is laid out once. Rules of splitting: only
complete lines count; the text is cut before its last top-level token if a blank line precedes it; inside an open fence
only new lines are examined. Link references that arrive late cause the earlier blocks that may use them to be parsed
again. The streamed blocks equal those of the whole text (tests/core/markdown/test_blocks.py).

HTML is text here, and images are their alternative text and an address; nothing in a block can act.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from desktop.core.markdown.list_parts import ListPart, list_parts
from desktop.core.markdown.parser import MATH, formula_of, parser

if TYPE_CHECKING:
    from markdown_it.token import Token

Env = dict[str, Any]
_FENCES = ("```", "~~~")
_KINDS = {
    "table_open": "table",
    "hr": "rule",
    "blockquote_open": "quote",
    "math_block": "math",
    "footnote_reference_open": "note",
}


@dataclass(frozen=True, slots=True, eq=False)
class MarkdownBlock:
    """One block as it is shown: text, code, table, quote, rule, math or note. `source` is its Markdown so far.

    Where a list was cut around such a block, `indent` is the number of lists around it, and `part` its index in the
    Markdown of the list as a `whole`.
    """

    kind: str
    source: str
    tokens: "tuple[Token, ...]" = field(repr=False)
    indent: int = 0
    whole: str = field(default="", repr=False)
    part: int = 0

    @property
    def language(self) -> str:
        """The language that a code block names; empty if none."""
        words = self.tokens[0].info.split()
        return words[0] if words else ""

    @property
    def code(self) -> str:
        """The text of a code block, without its final line feed."""
        return self.tokens[0].content.removesuffix("\n")


def parsed(text: str, env: Env | None = None) -> tuple[MarkdownBlock, ...]:
    """Returns all blocks of a complete text. `env` collects its link references and footnotes."""
    env = {} if env is None else env
    return tuple(_blocks(parser().parse(text, env), text.split("\n")))


def _blocks(tokens: "list[Token]", lines: list[str]) -> Iterator[MarkdownBlock]:
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            start, end = group[0].map or (0, 0)
            source = "\n".join(lines[start:end]).rstrip("\n")
            parts = tuple(list_parts(group)) if group[0].type.endswith("list_open") else ()
            if len(parts) > 1:
                for at, part in enumerate(parts):
                    own = _lines_of(part, lines)
                    yield MarkdownBlock(_kind(part.tokens[0]), own, part.tokens, part.indent, source, at)
            else:
                yield MarkdownBlock(_kind(group[0]), source, tuple(group))
            group = []


def _lines_of(part: ListPart, lines: list[str]) -> str:
    """Returns the lines of a part of a list, indented as they were."""
    around = ("bullet_list_open", "ordered_list_open", "list_item_open")
    maps = [token.map for token in part.tokens if token.map and token.type not in around]
    start, end = min((first for first, _ in maps), default=0), max((last for _, last in maps), default=0)
    return "\n".join(lines[start:end]).rstrip("\n")


def _kind(token: "Token") -> str:
    if token.type in ("fence", "code_block"):
        return "code"
    return _KINDS.get(token.type, "text")


class IncrementalParser:
    """Splits a text that grows at its end into blocks."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._text = ""
        self._is_whole = False  # nothing more was expected
        self._cut = 0  # everything before this offset is in `_finished`
        self._trusted = 0  # everything before this offset has been examined for a cut
        self._env: Env = {}
        self._finished: list[MarkdownBlock] = []
        self._tail: tuple[MarkdownBlock, ...] = ()
        self._changed_from = 0

    @property
    def blocks(self) -> tuple[MarkdownBlock, ...]:
        """All current blocks; finished ones are the same objects as before."""
        return (*self._finished, *self._tail)

    def update(self, text: str, whole: bool = False) -> int:
        """Continue with `text`, which begins with the previous text (otherwise parsing starts again).

        `whole` is True if nothing more will come. Returns the index of the first block that may have changed.
        """
        if not text.startswith(self._text) or (self._is_whole and text != self._text):
            self._begin()
        self._is_whole = whole
        self._changed_from = len(self._finished)
        self._text = text
        end = text.rfind("\n") + 1
        if end > self._trusted and not self._in_open_fence(end):
            self._cut_before_last(end)
        self._trusted = max(end, self._trusted)
        self._tail = parsed(text[self._cut :], _copy_of(self._env))
        if whole:
            self._finish(text[self._cut :])
            self._cut = len(text)
            self._tail = ()
        return self._changed_from

    def _in_open_fence(self, end: int) -> bool:
        """Returns True if the tail is one unindented open fence that the new lines do not close."""
        opening = self._text[self._cut : self._text.find("\n", self._cut) + 1]
        if self._trusted <= self._cut or not opening.startswith(_FENCES):
            return False
        mark = opening[0] * (len(opening) - len(opening.lstrip(opening[0])))
        if mark[0] == "`" and "`" in opening[len(mark) :]:
            return False
        new = self._text[self._trusted : end].split("\n")
        return not any(line.lstrip(" ").startswith(mark) for line in new)

    def _cut_before_last(self, end: int) -> None:
        """Finish everything before the last top-level token of the complete lines."""
        tail = self._text[self._cut : end]
        tokens = parser().parse(tail, _copy_of(self._env))
        starts = [token.map[0] for token in tokens if token.level == 0 and token.map and token.nesting >= 0]
        lines = tail.split("\n")
        if not starts or starts[-1] == 0 or lines[starts[-1] - 1].strip(" \t"):
            return
        before = "\n".join(lines[: starts[-1]]) + "\n"
        self._finish(before)
        self._cut += len(before)

    def _finish(self, part: str) -> None:
        """Parse a part for good, and earlier blocks again if its references may change their meaning."""
        known = _known(self._env)
        blocks = parsed(part, self._env)
        if _known(self._env) > known:
            for at, block in enumerate(self._finished):
                if "[" in block.source and block.kind != "code":
                    self._finished[at] = _reparsed(block, self._env)
                    if self._finished[at] is not block:
                        self._changed_from = min(self._changed_from, at)
        self._finished.extend(blocks)


def _copy_of(env: Env) -> Env:
    """Returns a copy of the references and footnotes, for a preliminary parse."""
    notes = env.get("footnotes", {})
    return {
        "references": dict(env.get("references", {})),
        "footnotes": {
            "refs": dict(notes.get("refs", {})),
            "list": {k: dict(v) for k, v in notes.get("list", {}).items()},
        },
    }


def _known(env: Env) -> int:
    """The number of defined references and footnotes."""
    return len(env.get("references", {})) + len(env.get("footnotes", {}).get("refs", {}))


def _reparsed(block: MarkdownBlock, env: Env) -> MarkdownBlock:
    """Returns the block parsed with more references; the same object if nothing changed."""
    blocks = parsed(block.whole or block.source, env)
    if block.part >= len(blocks) or (len(blocks) > 1 and not block.whole):
        return block
    again = blocks[block.part]
    return block if str(again.tokens) == str(block.tokens) else again


def plain(block: MarkdownBlock) -> str:
    """Returns a block as plain text; table cells are separated by tabs."""
    if block.kind == "code":
        return block.code
    if block.kind == "rule":
        return "―――"
    if block.kind == "math":
        return formula_of(block.tokens[0].content)
    out: list[str] = []
    for token in block.tokens:
        if token.type == "inline":
            out.append("".join(inline_text(token.children or [])))
        elif token.type in ("fence", "code_block"):
            out += [token.content.removesuffix("\n"), "\n"]
        elif token.type in ("td_close", "th_close"):
            out.append("\t")
        elif token.type == "tr_close":
            out = [*out[:-1], "\n"] if out and out[-1] == "\t" else [*out, "\n"]
        elif token.type in ("paragraph_close", "heading_close"):
            out.append("\n")
        elif token.type == "list_item_open" and "checked" in token.meta:
            out.append("☑ " if token.meta["checked"] else "☐ ")
        elif token.type == "footnote_reference_open":
            out.append(f"[{token.meta['label']}] ")
        elif token.type == "math_block":
            out.append(formula_of(token.content) + "\n")
    return "".join(out).rstrip("\n")


def plain_text(markdown: str) -> str:
    """Returns a complete text as it reads without the signs of Markdown, with an empty line between its blocks."""
    return "\n\n".join(plain(block) for block in parsed(markdown))


def inline_text(children: "list[Token]") -> Iterator[str]:
    """Yields the plain text of inline tokens, piece by piece."""
    for child in children:
        if child.type in ("text", "code_inline", "image"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield " " if child.type == "softbreak" else "\n"
        elif child.type in MATH:
            yield formula_of(child.content)
        elif child.type == "footnote_ref":
            yield f"[{child.meta['label']}]"
