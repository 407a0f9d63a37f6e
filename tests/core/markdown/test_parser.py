"""The Markdown of answers, against the examples of its specifications, and what is math and what is money."""

import json
import re
from pathlib import Path

import pytest

from desktop.core.markdown.blocks import IncrementalParser, parsed
from desktop.core.markdown.parser import MATH, parser
from desktop.core.markdown.plain_text import plain
from tests.core.markdown.markdown_texts import meaning

DATA = Path(__file__).parents[2] / "data"


def examples(name: str) -> list[tuple[str, str]]:
    document = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return [(markdown, html) for markdown, html in document["examples"]]


def in_our_words(html: str) -> str:
    """The same HTML where renderers differ in attributes and names of elements that mean the same."""
    html = html.replace("<del>", "<s>").replace("</del>", "</s>").replace("<blockquote>\n</", "<blockquote></")
    html = re.sub(r' align="(\w+)"', r' style="text-align:\1"', html)
    html = re.sub(r' class="(contains-task-list|task-list-item|task-list-item-checkbox)"', "", html)
    return html.replace('checked="" disabled="" type="checkbox"', 'disabled="" type="checkbox" checked=""')


# Examples of CommonMark that read otherwise because addresses are links by themselves here; two of GFM where one tilde
# strikes out, which is wrong for "3~4 hours, 5~6"; and one whose e-mail address with an underscore is found in part.
OTHERWISE = {"commonmark": {608, 611, 612}, "gfm": {11, 13, 24}}


@pytest.mark.parametrize("name", ["commonmark", "gfm"])
def test_the_examples_of_the_specifications(name: str) -> None:
    with_html = parser.__wrapped__()  # the same parser; the examples also show raw HTML
    with_html.options["html"] = True
    differ = {
        number
        for number, (markdown, html) in enumerate(examples(name), 1)
        if in_our_words(with_html.render(markdown)) != in_our_words(html)
    }
    assert differ == OTHERWISE[name]


@pytest.mark.parametrize("name", ["commonmark", "gfm"])
@pytest.mark.parametrize("step", [1, 7])
def test_the_examples_streamed_equal_the_whole(name: str, step: int) -> None:
    for markdown, _ in examples(name):
        growing = IncrementalParser()
        for end in range(step, len(markdown), step):
            growing.update(markdown[:end])
        growing.update(markdown, whole=True)
        assert meaning(growing.blocks) == meaning(parsed(markdown)), markdown


@pytest.mark.parametrize("name", ["commonmark", "gfm"])
def test_no_html_is_live(name: str) -> None:
    for markdown, _ in examples(name):
        kinds = {token.type for token in parser().parse(markdown)}
        kinds |= {child.type for token in parser().parse(markdown) for child in token.children or []}
        assert not kinds & {"html_block", "html_inline"}


def formulas(text: str) -> list[str]:
    tokens = parser().parse(text)
    inside = [child for token in tokens for child in token.children or [token]]
    return [" ".join(token.content.split()) for token in inside if token.type in MATH]


@pytest.mark.parametrize(
    ("text", "math"),
    [
        ("The root is $x^2$ and it costs $20.", ["x^2"]),
        ("$n$ of them, the $n$th, $k$'s", ["n", "n", "k"]),
        (r"Inline \(a+b\) and \[ c = d \] too", ["a+b", "c = d"]),
        ("$$\nE = mc^2\n$$", ["E = mc^2"]),
        ("So:\n\\[\nx\n\\]\nand on", ["x"]),
        ("> quoted\n>\n> \\[\n> a = b\n> \\]", ["a = b"]),
        ("- item\n  $$\n  y\n  $$", ["y"]),
        (r"$f(x)$, $\alpha$, $2x$, $a, b$", ["f(x)", r"\alpha", "2x", "a, b"]),
        (r"a table | $x$", ["x"]),
        (r"面积是$S=\pi r^2$，其中$r$为半径，共$n$个。", [r"S=\pi r^2", "r", "n"]),
        ("변수 $x$는 $y_1$과 같다", ["x", "y_1"]),
        ("$`a+b`$ and $`c`$", ["a+b", "c"]),
    ],
)
def test_what_is_math(text: str, math: list[str]) -> None:
    assert formulas(text) == math


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 and $6.",
        "From $5 to $20 million, or 30$ each",
        "between $HOME/$PATH and $USER",
        "cheap: $, mid: $$, dear: $$$",
        "US$5, A$7 and HK$9",
        "$1,200.50 (was $1,300)",
        "从$5涨到$10，共$3和$4。",
        "花费$5到10$左右，价格$5和6$。",
        "設定$HOME與$PATH的值",
        "`$x$` and ``$y_1$``",
        r"an escaped \$x\$ and \\[1\\]",
        r"a reference \[1\], a path C:\[dir\]",
        "$$\nnot\n\nacross blank lines\n$$",
        "```\n$x^2$\n```",
    ],
)
def test_what_is_no_math(text: str) -> None:
    assert formulas(text) == []


def test_a_footnote_that_is_defined_late_is_one_in_what_was_finished_before() -> None:
    growing = IncrementalParser()
    growing.update("Said.[^a]\n\nMore text.\n\n")
    growing.update("Said.[^a]\n\nMore text.\n\n[^a]: By *whom*.\n", whole=True)
    assert [plain(block) for block in growing.blocks] == ["Said.[a]", "More text.", "[a] By whom."]
    assert [block.kind for block in growing.blocks] == ["text", "text", "note"]


def test_tasks_are_read_as_done_or_not() -> None:
    (block,) = parsed("- [x] done\n- [ ] to do")
    assert plain(block) == "☑ done\n☐ to do"
