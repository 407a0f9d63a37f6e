"""The parser of answers: CommonMark with tables, strikethrough, task lists, bare links, footnotes and math.

HTML is text, except for a few harmless tags (core/markdown/harmless_tags.py). Math is `$…$`, `$$…$$`, `\\(…\\)`,
`\\[…\\]`, a bare environment or a fence of `math`. A dollar sign means money unless it is certainly math (`_is_math`).
No formula crosses a blank line, so that splitting an answer at blank lines never splits one (core/markdown/blocks.py).
"""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from desktop.core.markdown.emphasis import asterisks, is_cjk, tildes
from desktop.core.markdown.harmless_tags import drop_hidden_paragraphs, pair_tags, tag
from desktop.core.markdown.links.bare_links import use_bare_links
from desktop.core.markdown.odd_blocks import use_odd_blocks
from desktop.deferred import deferred

if TYPE_CHECKING:
    import markdown_it
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from mdit_py_plugins import footnote, gfm_autolink
    from mdit_py_plugins.dollarmath import index as dollarmath
    from mdit_py_plugins.texmath import index as texmath

    InlineRule = Callable[[StateInline, bool], bool]
    BlockRule = Callable[[StateBlock, int, int, bool], bool]
else:
    markdown_it = deferred("markdown_it")
    footnote = deferred("mdit_py_plugins.footnote")
    gfm_autolink = deferred("mdit_py_plugins.gfm_autolink")
    dollarmath = deferred("mdit_py_plugins.dollarmath.index")
    texmath = deferred("mdit_py_plugins.texmath.index")

MATH = ("math_inline", "math_inline_double", "math_block")
_INSIDE = r"((?:(?!\\[()\[\]]|\n[ \t]*\n)[\s\S]){1,4000})"
_BRACKETS = {  # token name → opening bracket, pattern of the whole formula
    "math_inline": ("\\(", re.compile(rf"\\\({_INSIDE}\\\)")),
    "math_inline_double": ("\\[", re.compile(rf"\\\[{_INSIDE}\\\]")),
}
_SURE = re.compile(r"[\\^_{}=<>|]")  # no price contains these
_WORD = re.compile(r"[^\W\d_]{3,}")
_IN_WORD, _ORDINAL = re.compile(r"\w"), re.compile(r"(?:st|nd|rd|th|s)\b")
_MARKED = re.compile(r"`([^`\n]+)`")
_SHORT_WORD = re.compile(r"[^\W\d_]{2,}")


@cache
def parser() -> "MarkdownIt":
    """Returns the shared parser. The first call takes about 80 ms."""
    markdown = markdown_it.MarkdownIt("commonmark", {"html": False, "maxNesting": 20, "tasklists": True})
    markdown.enable(["table", "strikethrough"])
    markdown.use(gfm_autolink.gfm_autolink_plugin)
    use_bare_links(markdown)
    markdown.use(footnote.footnote_plugin, inline=False, move_to_end=False)
    markdown.inline.ruler.at("emphasis", asterisks)
    markdown.inline.ruler.at("strikethrough", tildes)
    markdown.inline.ruler.before("escape", "harmless_tag", tag)
    markdown.inline.ruler2.before("fragments_join", "pair_tags", pair_tags)
    markdown.core.ruler.after("inline", "hidden", drop_hidden_paragraphs)
    use_odd_blocks(markdown)
    inside = dollarmath.math_inline_dollar(allow_space=False, allow_double=True)
    markdown.inline.ruler.before("escape", "math_inline", _unless_money(inside))
    markdown.block.ruler.before("fence", "math_block", dollarmath.math_block_dollar(allow_labels=False))
    for name, (opening, rex) in _BRACKETS.items():
        in_line: texmath.RuleDictType = {"name": name, "rex": rex, "tmpl": "{0}", "tag": opening}
        in_line["pre"] = _begins_math(rex)
        markdown.inline.ruler.before("escape", f"{name}_brackets", texmath.make_inline_func(in_line))
        if opening == "\\[":
            of_block: texmath.RuleDictType = {"name": "math_block", "rex": rex, "tmpl": "{0}", "tag": opening}
            markdown.block.ruler.before("fence", "math_block_brackets", _alone(texmath.make_block_func(of_block)))
    return markdown


def _unless_money(rule: "InlineRule") -> "InlineRule":
    """Returns the rule for dollar signs, restricted to those that are neither money nor names of variables."""

    def checked(state: "StateInline", silent: bool) -> bool:
        start = state.pos
        if not rule(state, True):
            return False
        end, source = state.pos, state.src
        state.pos = start
        joined = (start and _is_in_word(source[start - 1])) or (
            _is_in_word(source[end : end + 1]) and not _ORDINAL.match(source, end)
        )
        inside = source[start:end].strip("$")
        marked = _MARKED.fullmatch(inside)  # as GitLab and GitHub write it, too
        if joined or not (_is_math(inside) or marked):
            return False
        if not rule(state, silent):
            return False
        if marked and not silent:
            state.tokens[-1].content = marked[1]
        return True

    return checked


def _is_in_word(letter: str) -> bool:
    """Returns True for a letter or digit of a script that parts its words by spaces."""
    return bool(_IN_WORD.match(letter)) and not is_cjk(letter)


def _is_math(inside: str) -> bool:
    """Returns True if the text between two dollar signs is math: it has a character of math, or no words."""
    if "`" in inside or "\n\n" in inside or not inside.strip():
        return False
    if any(map(is_cjk, inside)) and not _SURE.search(inside):
        return False  # “从$5到$”
    if re.match(r"\s*[\d.,]*\d", inside) and _SHORT_WORD.search(inside) and not re.search(r"[\\^_{=]", inside):
        return False  # “$5 or 6$”, “$20 million”
    return bool(_SURE.search(inside)) or not _WORD.search(inside)


def _begins_math(rex: re.Pattern[str]) -> Callable[[str, int], bool]:
    """Returns a check that tells math in backslash brackets from escaped brackets such as `\\[1\\]`."""

    def check(source: str, at: int) -> bool:
        match = rex.match(source, at)
        if match is None or not _IN_WORD.search(match[1]):
            return False
        sure = _SURE.search(match[1]) or match[1].startswith("\n")
        return bool(sure) or (_is_math(match[1]) and source[at + 1] == "(")

    return check


def _alone(rule: "BlockRule") -> "BlockRule":
    """Returns the block rule, restricted to formulas with nothing behind them on their last line.

    Inside quotes and lists the rule would take their markers for a part of the formula; there the inline rule finds it.
    """

    def checked(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        before, known = state.line, len(state.tokens)
        if state.level or not rule(state, start, end, silent):
            return False
        if silent:
            return True
        last = state.line - 1
        if state.src[state.bMarks[last] : state.eMarks[last]].rstrip().endswith("\\]"):
            state.tokens[-1].map = [start, last + 1]
            return True
        del state.tokens[known:]
        state.line = before
        return False

    return checked


def formula_of(content: str) -> str:
    """Returns the TeX of a formula token, on one line."""
    return " ".join(content.split())
