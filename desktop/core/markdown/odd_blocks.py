"""Blocks that models write besides CommonMark: bare TeX environments, math in fences, notes, foldable parts, SVG,
and rows of tables whose code has bars.

No rule here looks across a blank line, so that splitting an answer at blank lines never splits what it reads
(core/markdown/blocks.py).
"""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop.deferred import deferred

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it import token as tokens
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
else:
    tokens = deferred("markdown_it.token")

_ENVIRONMENT = re.compile(
    r"\\begin\{((?:equation|align|alignat|gather|multline|eqnarray|aligned|gathered|split|cases|array"
    r"|[pbBvV]?matrix)\*?)\}"
)
_PART = re.compile(r"<details(?:\s+open)?>|<summary>|</details>$", re.IGNORECASE)
_PARTS = re.compile(
    r"(?:<details(?:\s+open)?>)?\s*(?:<summary>(?P<summary>[\s\S]*?)</summary>)?(?P<rest>[\s\S]*)", re.IGNORECASE
)
_END = "</details>"
_BULLETS = frozenset("•◦▪‣●○■①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_SVG = re.compile(r"<svg[\s>]", re.IGNORECASE)
_CODE = r"(?<!`)(`+)(?!`)(?:.+?)(?<!`)\1(?!`)"
_MATH = r"\$(?![\s$])[^$]*?(?<![\s\\])\$"
_TOGETHER = (re.compile(f"{_CODE}|{_MATH}"), re.compile(_CODE))  # in which a bar parts no cells
_LONGEST_ROW = 2_000  # letters of a row that is divided anew: looking for code takes more than its length; chosen
_QUOTED = re.compile(r"[\s>]*")
_NOTE = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][-+]?(?![(\[:])[ \t]*\n?", re.IGNORECASE)


def use_odd_blocks(markdown: "MarkdownIt") -> None:
    """Adds the rules of this module to a parser."""
    may_interrupt: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "environment", _environment, may_interrupt)
    markdown.block.ruler.before("fence", "svg", _svg, may_interrupt)
    markdown.block.ruler.before("fence", "details", _details, may_interrupt)
    markdown.core.ruler.before("inline", "math_fence", _math_fence)
    markdown.core.ruler.before("inline", "note", _note)
    markdown.core.ruler.before("inline", "bars_in_rows", _bars_in_rows)
    markdown.core.ruler.after("inline", "bullets", _bullets)


def _line(state: "StateBlock", number: int) -> str:
    """Returns a line from its first sign on."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]].rstrip()


def _is_indented(state: "StateBlock", number: int) -> bool:
    return state.sCount[number] - state.blkIndent >= 4


def _until(state: "StateBlock", start: int, end: int, closing: str) -> int | None:
    """Returns the line after the one that ends with `closing`; None if a blank line comes first."""
    for number in range(start, end):
        line = _line(state, number)
        if not line or state.sCount[number] < state.blkIndent:
            return None
        if line.lower().endswith(closing.lower()):
            return number + 1
    return None


def _environment(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    r"""Reads `\begin{align} … \end{align}` without dollar signs as a formula on lines of its own."""
    begin = _ENVIRONMENT.match(_line(state, start))
    if begin is None or _is_indented(state, start):
        return False
    after = _until(state, start, end, rf"\end{{{begin[1]}}}")
    if after is None:
        return False
    if not silent:
        token = state.push("math_block", "math", 0)
        token.block, token.map = True, [start, after]
        token.content = state.getLines(start, after, state.blkIndent, False)
        state.line = after
    return True


def _svg(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Reads a drawing that was written into the text as code, which can be copied and saved."""
    if state.md.options.html or not _SVG.match(_line(state, start)) or _is_indented(state, start):
        return False
    after = _until(state, start, end, "</svg>")
    if after is None:
        return False
    if not silent:
        token = state.push("fence", "code", 0)
        token.info, token.markup, token.map = "svg", "```", [start, after]
        token.content = state.getLines(start, after, state.blkIndent, False).rstrip("\n") + "\n"
        state.line = after
    return True


def _details(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """Reads the tags of a foldable part. It is shown open, its summary as a line of strong words."""
    line = "" if state.md.options.html else _line(state, start)
    if not line or _is_indented(state, start) or not (_PART.match(line) or line.lower().endswith("</details>")):
        return False
    after = _until_summary_ends(state, start, end)
    parts = _PARTS.match("\n".join(_line(state, number) for number in range(start, after)))
    rest = parts["rest"].strip() if parts else ""
    rest = rest[: -len(_END)].rstrip() if rest[-len(_END) :].lower() == _END else rest
    if "<details" in rest.lower():
        return False
    if not silent:
        summary = " ".join((parts["summary"] or "").split()) if parts else ""
        for content in (f"<b>{summary}</b>" if summary else "", rest):
            if content:
                state.push("paragraph_open", "p", 1).map = [start, after]
                inline = state.push("inline", "", 0)
                inline.content, inline.map, inline.children = content, [start, after], []
                state.push("paragraph_close", "p", -1)
        state.line = after
    return True


def _until_summary_ends(state: "StateBlock", start: int, end: int) -> int:
    """Returns the line after the one with which a summary that begins on the first line ends."""
    line = _line(state, start).lower()
    if "<summary>" not in line or "</summary>" in line:
        return start + 1
    for number in range(start + 1, end):
        following = _line(state, number).lower()
        if not following:
            break
        if "</summary>" in following:
            return number + 1
    return start + 1


def _math_fence(state: "StateCore") -> None:
    """Turns code in the language `math` into a formula."""
    for token in state.tokens:
        if token.type == "fence" and token.info.strip().lower() == "math" and token.content.strip():
            token.type, token.tag, token.info, token.markup = "math_block", "math", "", ""


def _bullets(state: "StateCore") -> None:
    """Keeps the lines apart that begin with a bullet or a number in a circle, which Markdown knows no list of."""
    for token in state.tokens:
        children = token.children or []
        for this, following in pairwise(children):
            if this.type == "softbreak" and following.type == "text" and following.content[:1] in _BULLETS:
                this.type, this.tag = "hardbreak", "br"


def _note(state: "StateCore") -> None:
    """Turns `[!NOTE]` at the beginning of a quote into a line of strong words, and marks the quote."""
    at = 0
    while at < len(state.tokens) - 2:
        quote, paragraph, inline = state.tokens[at : at + 3]
        at += 1
        if (quote.type, paragraph.type) != ("blockquote_open", "paragraph_open"):
            continue
        found = _NOTE.match(inline.content)
        if found is None:
            continue
        quote.meta = {"note": found[1].lower()}
        head = [paragraph.copy(), inline.copy(), tokens.Token("paragraph_close", "p", -1)]
        head[1].content, head[1].children = f"<b>{found[1].capitalize()}</b>", []
        head[2].level, head[2].block = paragraph.level, True
        inline.content = inline.content[found.end() :]
        rest = at + 3 if not inline.content else at
        state.tokens[at:rest] = head


def _bars_in_rows(state: "StateCore") -> None:
    """Divides rows anew that have more cells than their table because a bar in code or math was not escaped.

    The specification drops what is too much; here a row that fits once such bars part nothing keeps all of it.
    """
    columns, lines = 0, None
    for at, token in enumerate(state.tokens):
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "td_open" and state.tokens[at - 1].type == "tr_open":
            row = state.tokens[at - 1].map
            lines = state.src.split("\n") if lines is None else lines
            cells = _divided(lines[row[0]], columns) if row else None
            for number, cell in enumerate(cells or ()):
                state.tokens[at + 1 + 3 * number].content = cell


def _divided(line: str, columns: int) -> list[str] | None:
    """Returns the cells of a row in which bars in code part nothing, if only so it has as many as its table."""
    if len(line) > _LONGEST_ROW or len(_cells(line, None)) <= columns:
        return None
    for together in _TOGETHER:
        cells = _cells(line, together)
        if len(cells) == columns:
            return cells
    return None


def _cells(line: str, together: re.Pattern[str] | None) -> list[str]:
    """Returns the cells of a line; bars in what stands `together` part none."""
    line = line[_QUOTED.match(line).end() :].rstrip()  # type: ignore[union-attr]  # matches everywhere
    line = line.removeprefix("|")
    cells, at = [""], 0
    while at < len(line):
        whole = together.match(line, at) if together else None
        if whole:
            cells[-1] += whole[0].replace("\\|", "|")
            at = whole.end()
        elif line[at] == "|":
            cells.append("")
            at += 1
        else:
            length = 2 if line[at] == "\\" else 1
            cells[-1] += line[at : at + length].replace("\\|", "|")
            at += length
    if not cells[-1].strip() and len(cells) > 1:
        cells.pop()
    return [cell.strip() for cell in cells]
