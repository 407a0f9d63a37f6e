"""What comes between: the notice that holds a question back, the search of all conversations, a deletion."""

from pathlib import Path

import pytest

from tests.loopback import saying
from tests.x11.reader.reading import ANSWER, reading
from tests.x11.reader.steps import ask, in_window, judged, stops_judged, wait_for_focus
from tests.x11.screen import Screen

pytestmark = [pytest.mark.x11, pytest.mark.slow, pytest.mark.xdist_group("x11"), pytest.mark.timeout(900)]
PRIVATE = "my card is 4111 1111 1111 1111"


def test_a_question_that_is_held_back_says_why_and_is_let_go_by_a_button(at: Screen, home: Path) -> None:
    with reading(at, home, private_text="warn") as (reader, endpoint):
        reader.order("listen")
        assert reader.order("write", path=reader.wait_for("text", "Question").path, text=PRIVATE) is True
        reader.press("push button", "Ask")
        button = reader.wait_for("push button", "anyway")
        assert "Alt" in button.name or "Alt" in button.description
        announced: list[str] = []

        def is_said() -> bool:
            announced.extend(event["said"] for event in reader.order("heard") if "announcement" in event["type"])
            return any("card" in words.lower() for words in announced)

        at.wait(is_said)
        assert judged(reader, "Askance") == []
        assert stops_judged(reader, "Askance", least=15) == []
        assert endpoint.posts == []
        reader.press("push button", "anyway")
        reader.wait_for("push button", "Copy this answer")


def test_a_conversation_is_searched_and_deleted(at: Screen, home: Path) -> None:
    with reading(at, home, saying(ANSWER)) as (reader, _endpoint):
        ask(reader, "What is due?")
        at.key("ctrl+k")
        wait_for_focus(reader, "Askance", name="Search all conversations")
        at.type("euros")
        reader.wait_for("list item", "What is due?")
        assert judged(reader, "Askance") == []
        at.key("Down")
        wait_for_focus(reader, "Askance", "list", "list item")
        at.key("Escape")
        at.key("ctrl+k")
        wait_for_focus(reader, "Askance", name="Search all conversations")
        at.key("ctrl+a", "BackSpace")
        reader.wait_for("list item", "What is due?")
        at.key("Down")
        wait_for_focus(reader, "Askance", "list", "list item")
        at.key("Delete")
        reader.wait_for("push button", "Undo")
        assert judged(reader, "Askance") == []


def test_a_column_is_added_to_many_pictures(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        at.key("ctrl+shift+m")
        at.window("Many pictures")
        reader.press("push button", "Add column")
        at.window("Add column")
        assert judged(reader, "Add column") == []
        assert stops_judged(reader, "Add column") == []
        wait_for_focus(reader, "Add column")
        at.key("ctrl+a")
        reader.order("write", path=reader.wait_for("text", "Name").path, text="Total")
        at.key("Escape")
        at.window("Many pictures")
        wait_for_focus(reader, "Many pictures")
        assert in_window(reader, "Many pictures")
        at.key("ctrl+w")
