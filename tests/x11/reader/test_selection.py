"""Caret, selection and lines of the conversation: what a screen reader does in the text of a question and an answer."""

from pathlib import Path

import pytest

from tests.x11.reader.reading import Node, Reader, reading
from tests.x11.reader.steps import ask
from tests.x11.screen import Screen

pytestmark = [pytest.mark.x11, pytest.mark.slow, pytest.mark.xdist_group("x11"), pytest.mark.timeout(900)]
WANTED = "42 euros"


def part(reader: Reader, words: str) -> Node:
    """Returns the text in the conversation that has these words."""
    found: list[Node] = []

    def look() -> bool:
        inside = reader.inside(reader.wait_for("text", "Conversation"))
        found[:] = [node for node in inside if node.role == "text" and words in (node.text or "")]
        return bool(found)

    reader.at.wait(look)
    return found[0]


def test_words_are_selected_copied_and_left_by_assistive_technologies(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        ask(reader, "What is due?")
        text = part(reader, WANTED)
        assert text.text is not None
        start = text.text.index(WANTED)
        assert reader.order("focus", path=text.path) is True
        at.wait(lambda: "focused" in part(reader, WANTED).states)
        assert reader.order("move caret", path=text.path, to=start) is True
        at.wait(lambda: reader.order("selection", path=text.path) == {"selected": [], "caret": start})
        assert reader.order("select", path=text.path, start=start, end=start + len(WANTED)) is True
        selected = {"selected": [WANTED], "caret": start + len(WANTED)}
        at.wait(lambda: reader.order("selection", path=text.path) == selected)
        at.key("ctrl+c")
        at.wait(lambda: "UTF8_STRING" in at.targets() and at.pasted() == WANTED)
        at.key("Home", "shift+End")  # by the keyboard, told to whoever listens
        (line,) = (line for line in reader.order("lines", path=text.path) if WANTED in line)
        at.wait(lambda: reader.order("selection", path=text.path)["selected"] == [line])
        at.key("ctrl+c")
        at.wait(lambda: at.pasted() == line)


def test_code_is_read_line_by_line_and_a_question_is_a_text_of_its_own(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        ask(reader, "What is due?\nAnd when?")
        code = part(reader, "return sum")
        lines = reader.order("lines", path=code.path)
        assert lines == ["def total(rows):", "    return sum(row.price for row in rows)  # a comment"]
        question = part(reader, "And when?")
        assert question.path != code.path
        assert reader.order("lines", path=question.path) == ["What is due?", "And when?"]
        assert reader.order("focus", path=code.path) is True
        at.wait(lambda: "focused" in part(reader, "return sum").states)
        assert reader.order("move caret", path=code.path, to=0) is True
        at.key("Down")
        at.wait(lambda: reader.order("selection", path=code.path)["caret"] == len(lines[0]) + 1)
        at.key("shift+End", "ctrl+c")
        at.wait(lambda: "UTF8_STRING" in at.targets() and at.pasted() == lines[1])
