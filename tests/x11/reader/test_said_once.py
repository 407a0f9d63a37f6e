"""Screen readers that hear announcements, as Orca does since version 45, are told everything by one way alone.

They also speak the name and the description of what has the focus when these change: so neither may tell again what was
announced.
"""

from pathlib import Path

import pytest

from tests.x11.reader.reading import Reader, reading
from tests.x11.reader.steps import ask, paste
from tests.x11.screen import Screen

pytestmark = [pytest.mark.x11, pytest.mark.slow, pytest.mark.xdist_group("x11"), pytest.mark.timeout(900)]
CHANGES = ("property-change:accessible-name", "property-change:accessible-description")


def spoken(events: list[dict[str, object]]) -> list[str]:
    """Returns what such a screen reader speaks of these events."""
    return [
        str(event["said"])
        for event in events
        if "announcement" in str(event["type"])
        or (event["is_focused"] and any(change in str(event["type"]) for change in CHANGES))
    ]


def heard_until(reader: Reader, last: str) -> list[str]:
    """Waits until something with these words was spoken. Returns all that was."""
    heard: list[str] = []

    def look() -> bool:
        heard.extend(spoken(reader.order("heard")))
        return any(last in words for words in heard)

    reader.at.wait(look)
    return heard


def listen(reader: Reader) -> None:
    """Listens from now on; returns once the program has learnt of it, which Qt does a moment later."""
    reader.order("listen")

    def look() -> bool:
        reader.at.key("l", "v")
        return bool(spoken(reader.order("heard")))

    reader.at.wait(look)
    reader.at.key("a")
    heard_until(reader, "Arrow")


def test_marks_tools_notices_and_answers_are_said_once(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        paste(reader)
        reader.wait_for("text", "Text in the picture")
        at.key("ctrl+shift+p")
        listen(reader)
        at.key("b")
        assert heard_until(reader, "Box") == ["Box"]
        at.key("Left")
        assert len(heard_until(reader, "across")) == 1
        at.key("Return", "shift+Right", "shift+Down")
        assert len(heard_until(reader, " × ")) == 1
        at.key("Return")
        placed = heard_until(reader, "Box")
        assert len(placed) == 1
        at.key("Escape", "Escape")
        heard_until(reader, "Select")
        at.key("Tab")
        assert len(heard_until(reader, "1 of 1")) == 1
        at.key("Delete")
        assert len(heard_until(reader, "removed")) == 1
        at.key("ctrl+z")
        assert len(heard_until(reader, "Box")) == 1
        at.key("F6", "F6")
        announced = ask(reader, "What is due?")
        assert len(announced) == len(set(announced))
