import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.conversation.attached_text import (
    LINES_OF_PART,
    AttachedText,
    TextPart,
    cut_to_lines,
    join_question,
    split_question,
    with_texts_replaced,
    words_of,
)
from desktop.core.conversation.conversation import title_of
from tests.helpers.clocks.effort import is_done_within

PIECES = st.lists(st.sampled_from(["a", "`", "```", "\n", "\n\n", "Attached text: ", "x\n````\n", " ", "é", "~"]))
TEXTS = st.lists(st.builds(AttachedText.of, PIECES.map("".join), PIECES.map("".join)), max_size=3).map(tuple)


@given(PIECES.map("".join), TEXTS)
def test_a_question_is_split_where_it_was_joined(words: str, texts: tuple[AttachedText, ...]) -> None:
    prompt = join_question(words, texts)
    assert join_question(*split_question(prompt)) == prompt
    if "Attached" not in words:
        assert split_question(prompt) == (words, texts)


def test_the_fence_is_longer_than_any_in_the_text() -> None:
    block = AttachedText.of("notes.md", "```py\n````` not the end\n```").as_sent
    assert block == "Attached text: notes.md\n``````\n```py\n````` not the end\n```\n``````"


def test_a_text_of_nothing_but_backticks_takes_no_time() -> None:
    def there_and_back() -> None:
        text = AttachedText.of("ticks", "`" * 200_000)
        assert split_question(join_question("w", (text,)))[1] == (text,)

    assert is_done_within(20, there_and_back)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("two\nlines.log", "two lines.log"),
        ("invoice\u202efdp.txt", "invoicefdp.txt"),
        ("", "text"),
        ("\x1b[31mred\x1b[0m.txt", "red.txt"),
        ("n" * 200, "n" * 99 + "…"),
        ("lone \udcff.txt", "lone ?.txt"),
    ],
)
def test_a_name_is_one_harmless_line(name: str, kept: str) -> None:
    assert AttachedText.of(name, "x").name == kept


def test_what_hides_or_commands_in_a_text_is_left_out() -> None:
    text = AttachedText.of("a", "\x1b[2J\x1b]0;title\x07red\r\nline\u202e two\x00\u200b\n\n")
    assert text.text == "red\nline two"


def test_the_title_is_of_what_was_typed_or_of_the_names() -> None:
    texts = (AttachedText.of("app.log", "secret line"), AttachedText.of("b.csv", "1,2"))
    assert title_of(join_question("What happened?", texts)) == "What happened?"
    assert title_of(join_question("", texts)) == "app.log, b.csv"
    assert words_of("plain") == "plain"


def test_typed_words_that_only_look_like_a_text_stay_words() -> None:
    for prompt in ("Attached text: a", "Attached text: a\n```\nopen", "x\n\nAttached text: a\n``\ny\n``"):
        assert split_question(prompt) == (prompt, ())


def test_a_part_has_whole_lines_within_its_bounds() -> None:
    text = "".join(f"line {number}\n" for number in range(5000))
    last = cut_to_lines(text, TextPart.LAST, 100_000).splitlines()
    assert (last[0], last[-1], len(last)) == (f"line {5000 - LINES_OF_PART}", "line 4999", LINES_OF_PART)
    assert cut_to_lines(text, TextPart.FIRST, 20) == "line 0\nline 1"
    assert cut_to_lines(text, TextPart.LAST, 25) == "line 4998\nline 4999\n"
    assert cut_to_lines("x" * 100, TextPart.LAST, 10) == "x" * 10


def test_private_text_is_replaced_in_every_text_and_name() -> None:
    texts = (AttachedText.of("ann@example.com.txt", "from ann@example.com, to bob@example.com.au"),)
    pairs = [("bob@example.com", "[b]"), ("bob@example.com.au", "[b2]"), ("ann@example.com", "[a]")]
    (text,) = with_texts_replaced(texts, pairs)
    assert (text.name, text.text) == ("[a].txt", "from [a], to [b2]")
