"""Twenty tasks by keyboard alone, on boards that write no Latin letters: Russian, Greek, Hebrew and Arabic; and on
Latin ones whose letters, digits and signs stand elsewhere: German, French and Dvorak.
"""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.stories.ocr_screens import LOG, screen
from tests.stories.processes import rows_on_disk
from tests.x11.keyboard.desk import BLUE, CODE, LINK, Desk, desk
from tests.x11.screen import Screen
from tests.x11.steps import on_disk

pytestmark = [pytest.mark.x11, pytest.mark.xdist_group("x11")]
LATIN = (pytest.param(layout, marks=pytest.mark.slow) for layout in ("de", "fr", "us:dvorak"))
LAYOUTS = ("ru", "gr", "il", "ara", *LATIN)
FIND_AND_OPEN = ("ctrl+K", "A", "S", "K", "Down", "Return")  # from anywhere; the last two wait for what is found


def ask(one: Desk, answers: int) -> None:
    one.hands.write("ask me")
    one.hands.press("Return")
    one.wait_for_answer(answers)


def to_transcript(one: Desk) -> None:
    one.hands.press("shift+F6")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_an_answer_is_asked_for_copied_followed_and_asked_again(at: Screen, home: Path, layout: str) -> None:
    """Ask, copy code, copy the answer, open a link, ask again, go between versions, edit the question."""
    with desk(at, home, layout) as one:
        hands = one.hands
        ask(one, 1)
        hands.copy_until("See the manual", "ctrl+shift+C")  # the window has it, too, not only the disk
        to_transcript(one)
        hands.press("Tab", "Tab", "Return")
        at.wait(lambda: one.opened.exists() and one.opened.read_text() == f"{LINK}\n")
        hands.press("Tab", "Tab", "Return")
        at.wait(lambda: hands.copied().strip() == CODE)
        hands.press("Tab", "Return")
        at.wait(lambda: "See the manual" in hands.copied())
        hands.press("ctrl+R")
        one.wait_for_answer(2)
        assert len(one.endpoint.posts[1].json["messages"]) == 1
        hands.copy_until("Two", "ctrl+shift+C")
        to_transcript(one)
        hands.press("Tab", "Tab", "Return")  # ‹
        hands.copy_until("See the manual", "ctrl+shift+C")
        hands.press("Tab", "Return")  # ›, beside the one that was pressed
        hands.copy_until("Two", "ctrl+shift+C")
        hands.press("ctrl+shift+U", "End", "BackSpace")
        hands.press("Return")
        one.wait_for_answer(3)
        first, edited = (
            post.json["messages"][-1]["content"] for post in (one.endpoint.posts[0], one.endpoint.posts[2])
        )
        assert edited == first[:-1]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_picture_is_covered_cropped_and_captured(at: Screen, home: Path, layout: str) -> None:
    """Cover, crop, capture a region, with arrows alone."""
    with desk(at, home, layout) as one:
        hands = one.hands
        one.paste(Image.new("RGB", (400, 300), BLUE))
        hands.press("ctrl+shift+P", "R")
        hands.repeat("Left", 5)
        hands.press("Return")
        hands.repeat("Right", 4)
        hands.repeat("Down", 3)
        hands.press("Return", "Escape", "Escape")
        hands.press("C")
        hands.repeat("shift+Left", 8)
        hands.repeat("shift+Down", 7)
        hands.press("Return", "Return")
        hands.press("F6", "F6")
        ask(one, 1)
        sent = one.image_sent()
        assert sent.size == (80, 70)
        assert sent.getpixel((60, 10)) == (0, 0, 0)
        assert sent.getpixel((10, 60)) == BLUE
        count = on_disk(home)
        hands.press("ctrl+shift+S")
        at.window("Askance capture")
        hands.repeat("Left", 3)
        hands.press("Return")
        hands.repeat("Right", 6)
        hands.repeat("Down", 4)
        hands.press("Return")
        at.wait(lambda: on_disk(home) == count + 1)
        at.window("Askance")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_conversations_are_found_deleted_brought_back_and_exported(
    at: Screen, home: Path, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Search all, find in one, delete and undo, settings, a prompt, export, the model, quit."""
    home.mkdir(exist_ok=True)
    monkeypatch.chdir(home)  # where a file is offered to be saved
    with desk(at, home, layout) as one:
        hands = one.hands
        ask(one, 1)
        hands.press("ctrl+N")
        hands.write("other")
        hands.press("Return")
        one.wait_for_answer(2)
        hands.copy_until("See the manual", *FIND_AND_OPEN, "ctrl+shift+C")
        hands.press("ctrl+F")
        hands.write("ask")
        hands.press("ctrl+A", "ctrl+C")
        at.wait(lambda: len(hands.copied()) == 3)
        hands.press("Escape")
        hands.press("ctrl+K", "Escape", "Down")
        hands.press("Delete")
        at.wait(lambda: rows_on_disk(home, "SELECT count(*) FROM going") == [(1,)])
        hands.press("ctrl+Z")
        at.wait(lambda: rows_on_disk(home, "SELECT count(*) FROM going") == [(0,)])
        hands.copy_until("See the manual", *FIND_AND_OPEN, "ctrl+shift+C")
        hands.press("ctrl+,")
        at.window("Settings")
        hands.press("Escape")
        at.window("Askance")
        hands.press("ctrl+/", "Down", "Return")
        hands.copy_until("Explain the error", "ctrl+A", "ctrl+C")
        hands.press("ctrl+shift+E")
        at.window("Export.*")
        hands.press("Return")
        at.wait(lambda: any("See [the manual]" in path.read_text() for path in home.glob("*.md")))
        at.window("Askance")
        hands.press("ctrl+M", "Up", "Return")  # the last entry: this computer
        settings = home / "config" / "settings.json"
        at.wait(lambda: json.loads(settings.read_text()).get("answers") == "computer")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pages_are_chosen_by_the_menu_bar_and_text_by_the_caret(at: Screen, home: Path, layout: str) -> None:
    """Page picker, text in a picture."""
    pages = home.parent / "pages.tiff"
    first, second = Image.new("RGB", (300, 200), BLUE), Image.new("RGB", (300, 200), "white")
    first.save(pages, save_all=True, append_images=[second])
    with desk(at, home, layout, str(pages)) as one:
        hands = one.hands
        at.wait(lambda: on_disk(home) == 1)
        hands.press("F10", "Right", "Right", "Up", "Up", "Up", "Return")
        at.window("Choose pages.*")
        hands.press("Escape")
        at.window("Askance")
        owner = at.copy(screen(*LOG[:4]), "image/png")
        hands.press("ctrl+V")
        at.wait(lambda: on_disk(home) == 2)
        owner.kill()
        owner.wait()
        hands.press("ctrl+shift+P")
        hands.copy_until(LOG[0], "Escape", "Return", "shift+End", "ctrl+C")
