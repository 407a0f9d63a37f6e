"""Answers as models write them: what a reader sees of them, as text and as HTML."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from desktop.core.markdown.blocks import IncrementalParser, parsed
from desktop.core.markdown.parser import parser
from desktop.core.markdown.plain_text import plain
from desktop.core.markdown.safe_html import html_of
from desktop.messages.pages.page_words import PAGE_WORDS
from tests.core.markdown.markdown_texts import meaning

FILE = Path(__file__).parents[2] / "data" / "markdown" / "as_models_write.json"
CASES: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["cases"]
_ELEMENT = re.compile(r"</?[a-z][^>]*>")


def seen(markdown: str) -> str:
    return "\n".join(plain(block) for block in parsed(markdown))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_is_seen(case: dict[str, Any]) -> None:
    text, html = seen(case["markdown"]), unescape(_ELEMENT.sub("", html_of(case["markdown"], PAGE_WORDS)))
    for words in case["expect"]["seen"]:
        assert words in text
        assert words in html
    for words in case["expect"]["not_seen"]:
        assert words not in text
        assert words not in html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("请用**Ctrl+C**。这是**“引号”**的", "<p>请用<strong>Ctrl+C</strong>。这是<strong>“引号”</strong>的</p>"),
        ("**중요:**다음", "<p><strong>중요:</strong>다음</p>"),
        ("これは*強調。*です", "<p>これは<em>強調。</em>です</p>"),
        ("**A.**B and **C**D", "<p><strong>A.</strong>B and <strong>C</strong>D</p>"),
        ("f**(x)**", "<p>f<strong>(x)</strong></p>"),
        ("**`git log`**s, **C++**is", "<p><strong><code>git log</code></strong>s, <strong>C++</strong>is</p>"),
        ("**'Word'**s and '**x**' now", "<p><strong>'Word'</strong>s and '<strong>x</strong>' now</p>"),
        ("• one\n• two", "<p>• one<br />\n• two</p>"),
        ("① one\n② two\nthree", "<p>① one<br />\n② two\nthree</p>"),
        ("**see (**x**) more**", "<p><strong>see (<strong>x</strong>) more</strong></p>"),
        ("match *.py or a.*b", "<p>match *.py or a.*b</p>"),
        ("2 ** 3 ** 4", "<p>2 ** 3 ** 4</p>"),
        ("a ~b~ and ~~c~~", "<p>a ~b~ and <s>c</s></p>"),
        ("已**改为**新值，~~删除（旧）~~的", "<p>已<strong>改为</strong>新值，<s>删除（旧）</s>的</p>"),
        ("値は~~古い。~~新しい", "<p>値は<s>古い。</s>新しい</p>"),
        ("~~old:~~new and 3~4, 5~~6", "<p><s>old:</s>new and 3~4, 5~~6</p>"),
        ("***強調。***です", "<p><em><strong>強調。</strong></em>です</p>"),
        ("x<sup>2</sup> H<SUB>2</SUB>O", "<p>x<sup>2</sup> H<sub>2</sub>O</p>"),
        ("<u>a</u> <mark>b</mark> <kbd>c</kbd>", "<p><u>a</u> <mark>b</mark> <kbd>c</kbd></p>"),
        ("<b>a <i>b</i></b>", "<p><strong>a <em>b</em></strong></p>"),
        ("one<br/>two<BR >three", "<p>one<br />\ntwo<br />\nthree</p>"),
        ("<b>never closed", "<p>&lt;b&gt;never closed</p>"),
        ("never opened</b>", "<p>never opened&lt;/b&gt;</p>"),
        ("<b>a <i>b</b> c</i>", "<p><strong>a &lt;i&gt;b</strong> c&lt;/i&gt;</p>"),
        ("<b>a **b</b> c**", "<p>&lt;b&gt;a <strong>b&lt;/b&gt; c</strong></p>"),
        ("**a <b>b** c</b>", "<p><strong>a &lt;b&gt;b</strong> c&lt;/b&gt;</p>"),
        ('<b onclick="x()">a</b>', "<p>&lt;b onclick=&quot;x()&quot;&gt;a&lt;/b&gt;</p>"),
        ("a <!-- hidden --> b", "<p>a  b</p>"),
        ("`<b>` and `**`", "<p><code>&lt;b&gt;</code> and <code>**</code></p>"),
        ("<code>a</code> <code>&lt;b&gt; *c*</code>", "<p><code>a</code> <code>&lt;b&gt; *c*</code></p>"),
        ("<code>a<br></code> <code> </code>", "<p>&lt;code&gt;a<br />\n&lt;/code&gt; &lt;code&gt; &lt;/code&gt;</p>"),
        (r"\<b>a\</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
    ],
)
def test_words_in_a_line(markdown: str, html: str) -> None:
    assert html_of(markdown, PAGE_WORDS).strip() == html


def test_comments_are_hidden_with_their_paragraph() -> None:
    assert html_of("one\n\n<!-- a\nb -->\n\ntwo", PAGE_WORDS) == "<p>one</p>\n<p>two</p>\n"
    assert seen("- <!-- x -->\n- y").strip() == "y"
    assert "<!-- never closed" in seen("<!-- never closed")


def test_foldable_parts_are_open_with_their_summary_in_strong_words() -> None:
    html = html_of("<details open>\n<summary>More <i>here</i></summary>\n\n- inside\n\n</details>\n\nafter", PAGE_WORDS)
    assert html == "<p><strong>More <em>here</em></strong></p>\n<ul>\n<li>inside</li>\n</ul>\n<p>after</p>\n"


@pytest.mark.parametrize(
    "markdown",
    [
        "<details><summary>More</summary>Inside</details>",
        "<details>\n<summary>\nMore\n</summary>\nInside\n</details>",
        "<details><summary>More</summary>\nInside</details>",
        "<DETAILS open>\n<summary>More</summary>\n\nInside\n\n</DETAILS>",
        "- <details><summary>More</summary>\n\n  Inside\n\n  </details>",
    ],
)
def test_foldable_parts_in_other_forms(markdown: str) -> None:
    text = seen(markdown)
    assert text.split() == ["More", "Inside"]
    assert "&lt;" not in html_of(markdown, PAGE_WORDS)


def test_a_line_that_only_speaks_of_the_tags_is_text() -> None:
    assert seen("Use `<details>` and `</details>`") == "Use <details> and </details>"
    assert seen("<details>a<details>b") == "<details>a<details>b"


@pytest.mark.parametrize(
    "markdown",
    ["```math\nx^2\n```", "\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}", "text:\n\\begin{cases} x \\end{cases}"],
)
def test_formulas_without_dollars(markdown: str) -> None:
    assert [block.kind for block in parsed(markdown)][-1] == "math"


def test_an_environment_that_never_ends_is_text() -> None:
    assert [block.kind for block in parsed("\\begin{align}\na\n\n\\end{align}")] == ["text", "text"]


def test_notes_begin_with_their_kind() -> None:
    (block,) = parsed("> [!WARNING]\n> Do not *touch* it.")
    assert block.kind == "quote"
    assert plain(block) == "Warning\nDo not touch it."
    assert html_of("> [!NOTE]\n>\n> a", PAGE_WORDS) == (
        "<blockquote>\n<p><strong>Note</strong></p>\n<p>a</p>\n</blockquote>\n"
    )
    assert plain(parsed("> [!OTHER]\n> x")[0]).startswith("[!OTHER]")
    assert plain(parsed("> [!tip] Words beside it\n> and more")[0]) == "Tip\nWords beside it and more"
    assert plain(parsed("> [!NOTE]-\n> x")[0]) == "Note\nx"
    assert "Note\n" not in plain(parsed("> [!NOTE](https://x.example)")[0])


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| or | `a || b` |", ["or", "a || b"]),
        ("| ``a ` | b`` | `c|d` |", ["a ` | b", "c|d"]),
        ("| $|x|$ | $5 |", ["|x|", "$5"]),
        ("| `a|b` | x \\| `c` |", ["a|b", "x | c"]),
        ("| `a \\| b` | c |", ["a | b", "c"]),
        ("| a ` b | c ` d |", ["a ` b", "c ` d"]),
        ("| 1 | 2 | 3 |", ["1", "2"]),
        ("| `a|b` | 2 | 3 |", ["`a", "b`"]),
        ("| $5 | $6 | `a|b` |", ["$5", "$6"]),
    ],
)
@pytest.mark.parametrize("before", ["", "> ", "  "])
def test_bars_in_code_part_no_cells(row: str, cells: list[str], before: str) -> None:
    lead = "- x\n\n" if before == "  " else ""
    html = html_of(lead + "\n".join(before + line for line in ("| A | B |", "|---|---|", row, "| e | f |")), PAGE_WORDS)
    found = [unescape(_ELEMENT.sub("", cell)) for cell in re.findall(r"<td>(.*?)</td>", html)]
    assert found == [*cells, "e", "f"]


def test_drawings_are_code() -> None:
    (before, code) = parsed('Here:\n<svg width="2"><rect/>\n</svg>')
    assert (before.kind, code.kind, code.language) == ("text", "code", "svg")
    assert code.code == '<svg width="2"><rect/>\n</svg>'


def test_every_kind_of_token_has_its_partner() -> None:
    """Tags of the renderer nest, whatever is written."""
    for markdown in ("<b>" * 30 + "x" + "</b>" * 30, "<b><i><u>" * 9 + "</i></b>" * 9, "[<b>a](http://x.example)</b>"):
        depth = 0
        for child in parser().parse(markdown)[1].children or []:
            depth += child.nesting
            assert depth >= 0
        assert depth == 0


STEPS = """1. Run:
   ```bash
   ls
   ```
   and look.
2. Then:

   | a | b |
   |---|---|
   | 1 | 2 |

   - deeper

     > quoted
3. End."""


def test_code_tables_and_quotes_in_lists_are_blocks_of_their_own() -> None:
    blocks = parsed(STEPS)
    assert [(block.kind, block.indent) for block in blocks] == [
        ("text", 0),
        ("code", 1),
        ("text", 0),
        ("table", 1),
        ("text", 0),
        ("quote", 2),
        ("text", 0),
    ]
    assert [plain(block) for block in blocks] == [
        "Run:",
        "ls",
        "and look.\nThen:",
        "a\tb\n1\t2",
        "deeper",
        "quoted",
        "End.",
    ]
    numbers = [token.info for block in blocks for token in block.tokens if token.type == "list_item_open"]
    assert numbers == ["1", "1", "2", "2", "", "2", "", "3"]
    continued = [
        bool(token.meta.get("continued"))
        for block in blocks
        for token in block.tokens
        if token.type == "list_item_open"
    ]
    assert continued == [False, True, False, True, False, True, True, False]
    for block in blocks:  # each is a whole by itself
        assert sum(token.nesting for token in block.tokens) == 0


def test_the_markdown_of_the_parts_is_that_of_the_list() -> None:
    lines = [line.strip() for block in parsed(STEPS) for line in block.source.split("\n")]
    assert [line for line in lines if line] == [line.strip() for line in STEPS.split("\n") if line.strip()]


def test_an_item_that_begins_with_code_keeps_its_number() -> None:
    first, code = parsed("7. ```\n   x\n   ```")
    assert [token.info for token in first.tokens if token.type == "list_item_open"] == ["7"]
    assert (code.code, code.indent) == ("x", 1)


def test_a_reference_that_comes_late_reaches_the_parts_of_a_list() -> None:
    text = "- see [a]\n\n  ```\n  x\n  ```\n- and [a]\n\nnext\n\n[a]: http://x.example\n"
    growing = IncrementalParser()
    for end in range(len(text)):
        growing.update(text[:end])
    growing.update(text, whole=True)
    assert meaning(growing.blocks) == meaning(parsed(text))
    kinds = [child.type for block in growing.blocks for token in block.tokens for child in token.children or []]
    assert kinds.count("link_open") == 2
