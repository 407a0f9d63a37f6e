"""A block of Markdown as it is shown, and the blocks of a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from desktop.core.markdown.parser import parser
from desktop.core.markdown.splitting.list_parts import ListPart, list_parts
from desktop.core.markdown.splitting.paragraph_cut import merged_paragraph
from desktop.core.markdown.splitting.runs import Run, runs_of
from desktop.core.markdown.syntax_highlighting import language_of

if TYPE_CHECKING:
    from markdown_it.token import Token

Env = dict[str, Any]
_JOINED = ("text", "table", "quote")
_KINDS = {
    "table_open": "table",
    "hr": "rule",
    "blockquote_open": "quote",
    "math_block": "math",
    "footnote_reference_open": "note",
}
_END_OF_QUOTE = re.compile(r"(?:\n[> ]*)+\Z")


@dataclass(frozen=True, slots=True, eq=False)
class MarkdownBlock:
    """One block as it is shown: text, code, table, quote, rule, math or note. `source` is its Markdown so far.

    Where a list was cut around such a block, `indent` is the number of lists around it, and `part` its index in the
    Markdown of the list as a `whole`. Where something long was cut, `joint` is what stands between this block and the
    one before, which it continues, and `head` are the lines at the top of the table that it continues.
    """

    kind: str
    source: str
    tokens: "tuple[Token, ...]" = field(repr=False)
    indent: int = 0
    whole: str = field(default="", repr=False)
    part: int = 0
    joint: str = ""
    head: str = field(default="", repr=False)

    @property
    def language(self) -> str:
        """The language that a code block names; empty if none."""
        return language_of(self.tokens[0].info)

    @property
    def code(self) -> str:
        """The text of a code block, without its final line feed."""
        return self.tokens[0].content.removesuffix("\n")

    @property
    def plain_joint(self) -> str:
        """What stands between this block and the one before in plain text; empty if it continues nothing."""
        if not self.joint:
            return ""
        return " " if self.tokens[0].type == "paragraph_open" else "\n"

    def continues(self, before: "MarkdownBlock | None", joint: str) -> bool:
        """Returns True if it is of a kind that goes on from the block before, where something was cut at a joint."""
        same = before is not None and before.kind == self.kind and before.indent == self.indent
        return bool(joint) and same and self.kind in _JOINED


class Placed(NamedTuple):
    """A block, and the line before which the text may be cut: that of its first letter; -1 if it may not be."""

    line: int
    block: MarkdownBlock


class Opening(NamedTuple):
    """The beginning of a text that continues something long: what must precede it so that it is parsed as that, what
    stood between it and the block before, and that block. With `is_open` it goes on with the paragraph at its end.
    """

    lead: str = ""
    joint: str = ""
    before: MarkdownBlock | None = None
    is_open: bool = False


def placed_blocks(text: str, env: Env, opening: Opening = Opening()) -> list[Placed]:  # noqa: B008 (a tuple)
    """Returns the blocks of a text, with lines counted from its first. `env` collects its references and footnotes."""
    whole = opening.lead + text
    lines, above = whole.split("\n"), opening.lead.count("\n")
    placed: list[Placed] = []
    for group in _groups(parser().parse(whole, env)):
        if above and not placed and group[0].type == "table_open":
            group = _without_head(group, above)
        placed += _of_group(group, lines, above, opening if not placed else Opening())
    if opening.is_open and opening.before is not None:
        placed[:1] = _after_paragraph(opening.before, opening, placed)
    return placed


def _after_paragraph(before: MarkdownBlock, opening: Opening, placed: list[Placed]) -> list[Placed]:
    """Returns in place of the first block the paragraph before, with the block if that goes on with it."""
    if not placed:
        return [Placed(0, before)]
    first = placed[0].block
    if (merged := merged_paragraph(before.tokens, first.tokens, opening.joint)) is None:
        return [Placed(0, before), Placed(-1, replace(first, joint=""))]
    source = before.source + opening.joint + first.source.removeprefix(opening.lead)
    return [Placed(0, replace(before, source=source, tokens=merged))]


def _groups(tokens: "list[Token]") -> "Iterator[list[Token]]":
    """Yields the tokens of each top-level block."""
    group: list[Token] = []
    for token in tokens:
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _without_head(table: "list[Token]", above: int) -> "list[Token]":
    """Returns a table without the head that was put above its rows to have them parsed."""
    body = next((at for at, token in enumerate(table) if token.type == "tbody_open"), None)
    if body is None:
        return table
    opening = table[0].copy()
    opening.map = [above, (table[0].map or (0, above))[1]]
    return [opening, *table[body:]]


def _of_group(group: "list[Token]", lines: list[str], above: int, opening: Opening) -> Iterator[Placed]:
    runs = list(runs_of(group, lines))
    first, last = group[0].map or (0, 0)
    head = opening.lead if opening.lead.endswith("\n") else "\n".join(lines[first : first + 2]) + "\n"
    before, joint = opening.before, opening.joint
    for at, run in enumerate(runs):
        end = runs[at + 1].line if at + 1 < len(runs) else last
        source = _source(run, lines[run.line : end], at + 1 < len(runs))
        for part, block in enumerate(_of_run(run, source, lines)):
            block_joint = joint if not part and block.continues(before, joint) else ""
            if block_joint:
                block = replace(block, joint=block_joint, head=head if block.kind == "table" else "")
            yield Placed(run.line - above if not part else -1, block)
            before = block
        joint = _joint(group[0].type, lines[end - 1] if end else "")


def _source(run: Run, lines: list[str], is_cut: bool) -> str:
    source = "\n".join(lines).rstrip("\n")
    return _END_OF_QUOTE.sub("", source) if is_cut and run.tokens[0].type == "blockquote_open" else source


def _joint(kind: str, line: str) -> str:
    """Returns what stands between two runs, of which the first ends with a line."""
    if kind == "blockquote_open":
        return "\n>\n"
    return "\n" if line.strip() else "\n\n"


def _of_run(run: Run, source: str, lines: list[str]) -> Iterator[MarkdownBlock]:
    first = run.tokens[0]
    parts = tuple(list_parts(run.tokens)) if first.type.endswith("list_open") else ()
    if len(parts) < 2:
        yield MarkdownBlock(_kind(first), source, tuple(run.tokens))
        return
    for at, part in enumerate(parts):
        yield MarkdownBlock(_kind(part.tokens[0]), _lines_of(part, lines), part.tokens, part.indent, source, at)


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
