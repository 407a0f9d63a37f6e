"""The main job through AT-SPI alone, what is heard meanwhile, the controls of every window, and the stops of Tab."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers.images import encoded
from tests.stories.ocr_screens import LOG, screen
from tests.x11.reader.controls import controls, faults
from tests.x11.reader.focus import Stop, stops
from tests.x11.reader.reading import Reader, reading
from tests.x11.screen import Screen

pytestmark = [pytest.mark.x11, pytest.mark.slow, pytest.mark.xdist_group("x11")]

MARKS = re.compile(r"\*\*|##|```|\|---|\]\(|\$\$")
STOPS = 45


def paste(reader: Reader) -> None:
    """Pastes a picture by the action of the button."""
    owner = reader.at.copy(screen(*LOG), "image/png")
    reader.press("push button", "Paste")
    reader.wait_for("list item", "Picture 1 of 1")
    owner.kill()
    owner.wait()


def ask(reader: Reader, question: str) -> None:
    """Types a question and asks it, by actions."""
    assert reader.order("write", path=reader.wait_for("text", "Question").path, text=question) is True
    reader.press("push button", "Ask")


def test_the_main_job_is_done_by_actions_alone(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        assert reader.wait_for("frame", "Askance")
        paste(reader)
        canvas = reader.wait_for("canvas", "")
        assert "pixels" in canvas.description
        reader.order("listen")
        ask(reader, "What is due?")
        at.wait(lambda: any("The answer has ended" in one["said"] for one in heard(reader)), 60.0)
        conversation = reader.wait_for("document frame", "Conversation")
        inside = reader.inside(conversation)
        words = "\n".join(node.words for node in inside)
        assert "end of answer" in words and "What is due?" in words and "return sum" in words
        assert not MARKS.search(words)
        assert [node.name for node in inside if node.role == "link"] == ["the terms"]
        assert [node.name for node in inside if node.role == "table cell"][-4:] == ["apples", "3.50", "pears", "4.20"]
        assert {"Copy", "Ask again"} <= {node.name for node in inside if node.role == "push button" and node.actions}
        forecast = reader.wait_for("label", "What Enter would send")
        assert any(letter.isdigit() for letter in forecast.words)
        assert reader.inside(reader.wait_for("list", "Conversations"))
        assert faults(reader.tree()) == []


HEARD: list[dict[str, str]] = []


def heard(reader: Reader) -> list[dict[str, str]]:
    """Returns the announcements up to now."""
    HEARD.extend(one for one in reader.order("heard") if "announcement" in one["type"])
    return HEARD
