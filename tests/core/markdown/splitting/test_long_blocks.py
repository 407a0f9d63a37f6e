"""Long lists, tables, quotes and paragraphs are cut into blocks, the same however the text has come."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from benchmarks.drawn.answers import KINDS, answer_of
from desktop.core.markdown.blocks import IncrementalParser, parsed
from desktop.core.markdown.parser import parser
from desktop.core.markdown.plain_text import plain, plain_text
from desktop.core.markdown.splitting.paragraph_cut import PIECE
from tests.core.markdown.markdown_texts import LINES, meaning, streamed

SENTENCE = st.lists(
    st.sampled_from(["The log", "**three**", "`code`", "[it]", "shows.", "Then it", "$5", "(ends)", "[^1]"]), min_size=1
).map(" ".join)
ITEM = st.one_of(
    SENTENCE.map(lambda text: f"- {text}"),
    SENTENCE.map(lambda text: f"  - {text}"),
    SENTENCE.map(lambda text: f"3. {text}"),
    st.sampled_from(["", "  ```\n  x\n  ```", "- [ ] task", "- $$", "  more", "* other", "    code"]),
)
QUOTED = st.one_of(
    SENTENCE.map(lambda text: f"> {text}"), st.sampled_from([">", "lazy", "> - item", "> ```", "> [!NOTE]"])
)
ROW = SENTENCE.map(lambda text: f"| {text} | 1 |")
LONG = st.one_of(
    st.lists(ITEM, min_size=20, max_size=60).map("\n".join),
    st.lists(QUOTED, min_size=20, max_size=60).map("\n".join),
    st.lists(ROW, min_size=10, max_size=40).map(lambda rows: "\n".join(["| a | b |", "|---|--:|", *rows])),
    st.lists(SENTENCE, min_size=20, max_size=80).map(" ".join),
    st.lists(SENTENCE, min_size=20, max_size=80).map("\n".join),
    st.lists(LINES, min_size=5, max_size=40).map("\n".join),
    st.just("[it]: http://x.example/\n[^1]: a note"),
)
TEXTS = st.lists(st.tuples(LONG, st.sampled_from(["\n", "\n\n"])), min_size=1, max_size=3).map(
    lambda parts: "".join(text + end for text, end in parts)
)


def seen(tokens: list[Token]) -> list[object]:
    """Returns what a reader would see of tokens, cut or not: words, code, items, cells."""
    found: list[object] = []
    for token in tokens:
        if token.type == "inline":
            found.append((token.content, [(child.type, dict(child.attrs)) for child in token.children or []]))
        elif token.type in ("fence", "code_block", "math_block"):
            found.append((token.type, token.info, token.content.rstrip("\n")))
        elif token.type == "list_item_open" and not token.meta.get("continued"):
            found.append(("item", token.info, token.meta.get("checked")))
        elif token.type in ("hr", "heading_open", "tr_open", "th_open", "td_open"):
            found.append((token.type, token.tag, dict(token.attrs)))
    return found


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.lists(st.integers(1, 900), min_size=1, max_size=6))
def test_streamed_equals_whole(text: str, steps: list[int]) -> None:
    whole, grown = parsed(text), streamed(text, steps)
    assert meaning(grown) == meaning(whole)
    assert [(block.joint, block.head) for block in grown] == [(block.joint, block.head) for block in whole]


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_what_is_cut_means_what_it_means_uncut(text: str) -> None:
    uncut = parser().parse(text, {})
    if any(len(token.content) > PIECE for token in uncut):
        return  # parsed in pieces, in which bold words may be lost
    assert seen([token for block in parsed(text) for token in block.tokens]) == seen(uncut)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "nested list"])
def test_only_a_short_end_of_a_long_block_is_open(kind: str) -> None:
    text, growing = answer_of(kind, 12_000), IncrementalParser()
    for at in range(100, len(text) + 1, 100):
        before = growing.blocks
        kept = growing.update(text[:at])
        assert growing.blocks[:kept] == before[:kept]
    assert kind in ("paragraph", "code") or sum(len(block.source) for block in growing.blocks[kept:]) < 1500


@pytest.mark.parametrize("kind", ["list", "table", "quote", "paragraph"])
def test_parts_read_as_one(kind: str) -> None:
    text = answer_of(kind, 30_000)
    text = text[: text.rindex("\n" if kind != "paragraph" else ".")]
    blocks = parsed(text)
    assert len(blocks) > 1
    assert all(block.joint for block in blocks[1:])
    assert "".join(block.joint + block.source for block in blocks).rstrip("\n>") == text.rstrip("\n>")
    assert "\n\n" not in plain_text(text)
    assert sum(len(plain(block)) for block in blocks) <= len(plain_text(text))


def test_a_later_part_of_a_table_has_no_head_and_the_same_columns() -> None:
    first, second, *_ = parsed("| a | b |\n|---|--:|\n" + "| one | 1 |\n" * 60)
    assert any(token.type == "th_open" for token in first.tokens)
    assert not any(token.type == "th_open" for token in second.tokens)
    assert second.head == "| a | b |\n|---|--:|\n"
    assert [token.attrs for token in second.tokens if token.type == "td_open"][:2] == [
        {},
        {"style": "text-align:right"},
    ]


def test_a_closed_fence_is_finished_at_once_and_an_open_one_is_code() -> None:
    growing = IncrementalParser()
    growing.update("```py\nx = 1\n")
    growing.update("```py\nx = 1\n``")
    assert growing.blocks[0].code == "x = 1\n``"
    growing.update("```py\nx = 1\n```")
    assert growing.blocks[0].code == "x = 1"
    growing.update("```py\nx = 1\n```\n- a\n- b")
    (code, after) = growing.blocks
    growing.update("```py\nx = 1\n```\n- a\n- b\n- c")
    assert growing.blocks[0] is code
    assert plain(after) == "a\nb"


def test_the_blocks_of_an_end_leave_the_growing_text_alone() -> None:
    growing = IncrementalParser()
    growing.update("one\n\ntwo\n\nthr")
    before = growing.blocks
    assert [plain(block) for block in growing.ended("one\n\ntwo\n\nthree\n\nfour")] == ["one", "two", "three", "four"]
    assert growing.blocks == before
