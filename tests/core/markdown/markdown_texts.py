"""Markdown texts for tests, and how their blocks are compared."""

from hypothesis import strategies as st
from markdown_it.token import Token

from desktop.core.markdown.blocks import IncrementalParser
from desktop.core.markdown.splitting.markdown_block import MarkdownBlock

LINES = st.sampled_from(
    [
        "",
        "",
        "word",
        "  two",
        "# head",
        "- item",
        "  - inner",
        "    indented",
        "1. one",
        "3) three",
        "```",
        "```py",
        "~~~",
        "> quote",
        ">",
        "| a | b |",
        "|---|---|",
        "---",
        "===",
        "[ref]: http://x.example/y",
        "see [ref] and [other][ref]",
        "*half",
        "`code",
        "<div>",
        "\t tab",
        "![p](http://x/y.png)",
        "text  ",
        "$$",
        "\\[",
        "\\]",
        "x^2 $a_1$ \\(b\\) $5",
        "[^1]: a note",
        "see [^1] and [^x]",
        "- [ ] task",
        "www.x.example",
        "<details><summary>More</summary>",
        "</details>",
        "<b>bold <sub>2</sub>",
        "**x</b>**",
        "<!-- hidden -->",
        "<!-- begins",
        "ends --> here",
        "\\begin{align}",
        "a &= b",
        "\\end{align}",
        "```math",
        "> [!NOTE]",
        "> - quoted item",
        "   ```",
        "<svg>",
        "</svg>",
        "**要点：**后面",
    ]
)


TEXTS = st.lists(LINES, max_size=14).map("\n".join)


def streamed(text: str, steps: list[int]) -> tuple[MarkdownBlock, ...]:
    """Returns the blocks of a text that has come in steps of these sizes, over and over."""
    growing, at, turn = IncrementalParser(), 0, 0
    while at < len(text):
        at = min(len(text), at + steps[turn % len(steps)])
        turn += 1
        growing.update(text[:at])
    growing.update(text, whole=True)
    return growing.blocks


def meaning(blocks: tuple[MarkdownBlock, ...]) -> list[object]:
    """What a reader would see, without line numbers."""

    def of(token: Token) -> object:
        return (
            token.type,
            token.tag,
            token.content,
            token.info,
            dict(token.attrs),
            [of(c) for c in token.children or []],
        )

    return [(block.kind, block.indent, [of(token) for token in block.tokens]) for block in blocks]
