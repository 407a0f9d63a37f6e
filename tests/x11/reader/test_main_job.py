"""The main job through AT-SPI alone, what is heard meanwhile, and the controls of the window."""

import re
from pathlib import Path

import pytest

from tests.stories.ocr_screens import LOG, screen
from tests.x11.reader.controls import controls, faults
from tests.x11.reader.reading import Node, Reader, reading
from tests.x11.screen import Screen

pytestmark = [pytest.mark.x11, pytest.mark.slow, pytest.mark.xdist_group("x11")]

MARKS = re.compile(r"\*\*|##|```|\|---|\]\(|\$\$")


def paste(reader: Reader) -> None:
    """Pastes a picture by the action of the button."""
    owner = reader.at.copy(screen(*LOG), "image/png")
    reader.press("push button", "Paste")
    reader.wait_for("list item", "Picture 1")
    owner.kill()
    owner.wait()


def ask(reader: Reader, question: str) -> list[str]:
    """Types a question and asks it, by actions. Returns the announcements up to the end of the answer."""
    reader.order("listen")
    assert reader.order("write", path=reader.wait_for("text", "Question").path, text=question) is True
    reader.press("push button", "Ask")
    announced: list[str] = []

    def has_ended() -> bool:
        announced.extend(event["said"] for event in reader.order("heard") if "announcement" in event["type"])
        return "The answer has ended." in announced

    reader.at.wait(has_ended, 60.0)
    return announced


def in_window(reader: Reader, title: str) -> list[Node]:
    """Returns what is in the window with these words in its title, once it is there."""
    found: list[Node] = []

    def look() -> bool:
        if any(title in top.name and top.is_showing for top in reader.tops()):
            nodes = reader.tree()
            tops = [node.path for node in nodes if len(node.path) == 1 and title in node.name]
            found[:] = [node for node in nodes if node.path[:1] == tops[-1]]
        return bool(list(controls(found)))

    reader.at.wait(look, 40.0)
    return found


def test_the_main_job_is_done_by_actions_alone_and_heard_without_marks(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        assert faults(in_window(reader, "Askance")) == []
        paste(reader)
        reader.wait_for("text", "Text in the picture")
        at.wait(lambda: re.search(r"\d", reader.wait_for("label", "What Enter would send").name), 30.0)
        at.wait(lambda: "db-prod-3 refused" in reader.wait_for("canvas", "").description)
        announced = ask(reader, "What is due?")
        assert announced[0] == "The answer begins." and announced[-1] == "The answer has ended."
        assert any("asks for 42 euros" in words for words in announced)
        assert not MARKS.search("\n".join(announced))
        inside = reader.inside(reader.wait_for("document frame", "Conversation"))
        words = "\n".join(node.words for node in inside)
        assert "end of answer" in words and "What is due?" in words and "return sum" in words
        assert not MARKS.search(words)
        assert [node.name for node in inside if node.role == "link"] == ["the terms, link to example.com"]
        cells = [node.name for node in inside if node.role == "table cell"]
        assert cells == ["apples", "3.50", "pears", "4.20"]
        assert {"Copy this answer", "Ask again"} <= {node.name for node in inside if node.actions}
        listed = reader.inside(reader.wait_for("list", "Conversations"))
        assert "What is due?" in {node.name for node in listed}
        assert faults(in_window(reader, "Askance")) == []
