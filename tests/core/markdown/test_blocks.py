"""Splitting a growing Markdown text equals parsing the whole, and what is finished stays the same object."""

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.markdown.blocks import IncrementalParser, parsed
from desktop.core.markdown.plain_text import plain
from tests.core.markdown.markdown_texts import TEXTS, meaning, streamed


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_streamed_equals_whole(text: str, steps: list[int]) -> None:
    assert meaning(streamed(text, steps)) == meaning(parsed(text))


def test_finished_blocks_are_not_touched_again() -> None:
    growing = IncrementalParser()
    growing.update("first\n\nsecond\n\nthi")
    first = growing.blocks[0]
    growing.update("first\n\nsecond\n\nthird and **more**\n\nfourth")
    assert growing.blocks[0] is first
    assert [plain(block) for block in growing.blocks] == ["first", "second", "third and more", "fourth"]


def test_an_open_fence_is_code_at_once_and_grows() -> None:
    growing = IncrementalParser()
    growing.update("before\n\n```py\nx = 1\n\ny")
    assert [block.kind for block in growing.blocks] == ["text", "code"]
    assert growing.blocks[1].language == "py"
    growing.update("before\n\n```py\nx = 1\n\ny = 2\n```\nafter")
    assert growing.blocks[1].code == "x = 1\n\ny = 2"
    assert growing.blocks[2].kind == "text"


def test_a_late_reference_reaches_back() -> None:
    growing = IncrementalParser()
    growing.update("see [it]\n\nmore\n\nmore\n\n[it]: http://x.example/\n\nend", whole=True)
    kinds = [child.type for token in growing.blocks[0].tokens for child in token.children or []]
    assert "link_open" in kinds


def test_a_text_that_turns_out_otherwise_is_begun_again() -> None:
    growing = IncrementalParser()
    growing.update("one\n\ntwo\n\nthree")
    growing.update("other")
    assert [plain(block) for block in growing.blocks] == ["other"]


def test_html_and_pictures_are_words() -> None:
    (block,) = parsed("<img src=x onerror=alert(1)> ![alt](http://x.example/p.png)")
    assert plain(block) == "<img src=x onerror=alert(1)> alt"


def test_tables_as_plain_text_have_tabs() -> None:
    (block,) = parsed("| a | b |\n|---|---|\n| 1 | 2 |")
    assert block.kind == "table"
    assert plain(block) == "a\tb\n1\t2"


def test_kinds_of_blocks() -> None:
    blocks = parsed("# h\n\ntext\n\n- a\n\n> q\n\n---\n\n```\nx\n```\n\n    y\n")
    assert [block.kind for block in blocks] == ["text", "text", "text", "quote", "rule", "code", "code"]
