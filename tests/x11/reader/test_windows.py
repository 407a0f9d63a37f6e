"""The other windows through AT-SPI: every control has a name, a role and an action, and every Tab stop is seen."""

from pathlib import Path

import pytest
from PIL import Image

from tests.loopback import saying
from tests.x11.reader.reading import ANSWER, Reader, reading
from tests.x11.reader.steps import ask, in_window, judged, paste, stops_judged, wait_for_focus
from tests.x11.reader.tab_stops import press
from tests.x11.screen import Screen

pytestmark = [pytest.mark.x11, pytest.mark.slow, pytest.mark.xdist_group("x11"), pytest.mark.timeout(900)]


def closed(reader: Reader, key: str = "Escape") -> None:
    """Closes the window in front; something in the main window must have the focus then."""
    reader.at.key(key)
    reader.at.window("Askance")
    wait_for_focus(reader, "Askance")


def test_every_page_of_the_settings(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        at.key("ctrl+comma")
        at.window("Settings")
        pages = reader.wait_for("list", "Pages of the settings")
        names = [node.name for node in reader.inside(pages) if node.role == "list item"]
        assert len(names) >= 6
        found = []
        for at_row, name in enumerate(names):
            pages = reader.wait_for("list", "Pages of the settings")
            assert reader.order("focus", path=pages.path) is True
            at.key("Home", *["Down"] * at_row)
            at.wait(lambda name=name: "selected" in reader.wait_for("list item", name).states)  # type: ignore[misc]
            found += [f"{name}: {fault}" for fault in (*judged(reader, "Settings"), *stops_judged(reader, "Settings"))]
        assert found == []
        closed(reader)


def test_what_is_sent_before_and_after(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        paste(reader)
        at.type("What is due?")
        at.key("ctrl+i")
        at.window("What is sent")
        assert judged(reader, "What is sent") == []
        assert stops_judged(reader, "What is sent") == []
        closed(reader)


def test_two_answers_are_told_apart_and_the_find_bar_and_a_notice_are_stops(at: Screen, home: Path) -> None:
    with reading(at, home, *[saying(ANSWER)] * 2) as (reader, _endpoint):
        ask(reader, "What is due?")
        ask(reader, "And again?")
        assert judged(reader, "Askance") == []
        at.key("ctrl+f")
        reader.wait_for("text", "Find in this conversation")
        at.type("euros")
        assert judged(reader, "Askance") == []
        assert stops_judged(reader, "Askance", least=20) == []
        at.key("ctrl+f", "Escape")
        wait_for_focus(reader, "Askance")


def test_the_first_start(at: Screen, home: Path) -> None:
    with reading(at, home, is_first_start=True) as (reader, _endpoint):
        assert judged(reader, "Askance") == []
        assert stops_judged(reader, "Askance", least=6) == []


def test_pages_are_picked(at: Screen, home: Path) -> None:
    pages = home.parent / "pages.tiff"
    first, *others = (Image.new("RGB", (300, 200), color) for color in ("white", "#c8dcf0", "grey"))
    first.save(pages, save_all=True, append_images=others)
    with reading(at, home, arguments=(str(pages),)) as (reader, _endpoint):
        reader.wait_for("list item", "Picture 1")
        at.key("F10", "Right", "Right", "Up", "Up", "Up", "Return")
        at.window("Choose pages.*")
        assert judged(reader, "Choose pages") == []
        assert stops_judged(reader, "Choose pages.*") == []
        closed(reader)


def test_help_policy_and_about(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        at.key("F1")
        at.window("Keyboard shortcuts")
        assert judged(reader, "Keyboard shortcuts") == []
        wait_for_focus(reader, "Keyboard shortcuts", "document frame")
        assert stops_judged(reader, "Keyboard shortcuts") == []
        closed(reader)
        for keys, title in ((("Up", "Up"), "Policy"), (("Up",), "About Askance")):  # from the end of the last menu
            at.key("F10", "Left", *keys, "Return")
            at.window(title)
            assert judged(reader, title) == []
            wait_for_focus(reader, title)
            closed(reader)


def test_an_export(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        ask(reader, "What is due?")
        at.key("ctrl+shift+e")
        at.window("Export.*")
        assert judged(reader, "Export.*") == []
        assert stops_judged(reader, "Export.*") == []
        closed(reader)


def test_many_pictures(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        at.key("ctrl+shift+m")
        at.window("Many pictures")
        assert judged(reader, "Many pictures") == []
        assert stops_judged(reader, "Many pictures") == []
        assert in_window(reader, "Many pictures")
        closed(reader, "ctrl+w")


def test_quick_ask_and_a_pinned_picture(at: Screen, home: Path) -> None:
    with reading(at, home) as (reader, _endpoint):
        at.key("ctrl+shift+s")
        at.window("Askance capture")
        at.key("Right", "Return", "shift+Right", "shift+Right", "shift+Down", "shift+Down", "space")
        reader.wait_for("push button", "Quick ask, Q")
        reader.order("follow")
        for _ in range(12):
            stop = press(reader, "Tab")
            assert stop is not None and stop.is_seen, stop
            if stop.name == "Quick ask, Q":
                break
        else:
            raise AssertionError("Tab does not come to Quick ask")
        at.key("Return")
        at.window("Askance quick ask")
        assert judged(reader, "Askance quick ask") == []
        assert stops_judged(reader, "Askance quick ask", least=5) == []
        closed(reader)
        reader.wait_for("list item", "Picture 1")  # it was not asked about, and is a draft
        at.key("ctrl+shift+o")
        at.window("Pinned picture")
        pinned = reader.wait_for("image", "Pinned picture, ")
        assert "active" in pinned.states and "Esc closes it" in pinned.description
        closed(reader)
