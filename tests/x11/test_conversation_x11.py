"""The conversation at a real X server: code is dragged out, a word is selected, words are found, a branch is begun."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageGrab

from desktop.ui.theme import LIGHT
from tests.loopback import Endpoint, saying
from tests.x11.screen import Screen, program
from tests.x11.steps import ASKANCE, drag, settled

pytestmark = pytest.mark.x11
ANSWER = "Wonderful\n\n```python\nprint(1)\n```\n"


def first_row_of(color: str, image: Image.Image, x: int, top: int) -> int:
    """Where a colour begins in a column, from a height on; -1 where it never does."""
    wanted = tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))
    column = (y for y in range(top, image.height) if image.getpixel((x, y)) == wanted)
    return next(column, -1)


def card_head(at: Screen, place: tuple[int, int, int, int]) -> tuple[int, int]:
    """A point in the head of the code's card, once it is painted and stands still."""
    left, top, width, height = place
    x = left + round(width * 0.8)
    seen: list[int] = []

    def found() -> bool:
        image = ImageGrab.grab(bbox=(0, 0, left + width, top + height), xdisplay=at.display).convert("RGB")
        seen.append(first_row_of(LIGHT.card, image, x, top + 60))
        return len(seen) > 1 and seen[-1] == seen[-2] > 0

    at.wait(found)
    return x, seen[-1] + 12


def last_words(endpoint: Endpoint, number: int) -> str:
    content = endpoint.posts[number].json["messages"][-1]["content"]
    return content if isinstance(content, str) else str(content[0]["text"])


@contextlib.contextmanager
def answered(at: Screen, home: Path) -> Iterator[tuple[Endpoint, tuple[int, int, int, int], tuple[int, int]]]:
    """The program with the answer on its page: its endpoint, the window's place, and the head of the code's card."""
    with Endpoint(answer=saying(ANSWER)) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            place = at.place(at.window("Askance"))
            at.type("Show me")
            at.key("Return")
            at.wait(lambda: endpoint.posts)
            yield endpoint, place, card_head(at, place)


def test_code_is_dragged_into_the_next_question(at: Screen, home: Path) -> None:
    with answered(at, home) as (endpoint, place, head):
        drag(at, head, (place[0] + round(place[2] * 0.8), place[1] + place[3] - 70))
        at.do("xdotool", "mousemove", str(head[0]), str(place[1] + place[3] - 70), "click", "1")
        at.key("Return")
        at.wait(lambda: len(endpoint.posts) == 2)
        assert last_words(endpoint, 1) == "print(1)"


def test_a_word_is_selected_by_a_double_click_and_copied(at: Screen, home: Path) -> None:
    with answered(at, home) as (_, place, head):
        word = str(place[0] + round(place[2] * 0.725)), str(head[1] - 36)
        at.do("xdotool", "mousemove", *word, "click", "--repeat", "2", "--delay", "60", "1")
        at.wait(lambda: at.pasted("primary") == "Wonderful")  # for the middle button
        at.key("ctrl+c")
        at.wait(lambda: "UTF8_STRING" in at.targets())
        assert at.pasted() == "Wonderful"


def test_a_question_is_asked_otherwise_with_the_keyboard_alone(at: Screen, home: Path) -> None:
    with Endpoint(script=[saying("one"), saying("two")]) as endpoint:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x"):
            at.window("Askance")
            at.type("First?")
            at.key("Return")
            log = home / "data" / "history.sqlite-wal"
            at.wait(lambda: log.exists() and b"doneone" in log.read_bytes())  # its stage and its answer, as kept
            at.key("ctrl+shift+u")
            at.key("End", "BackSpace")
            at.type(" or second?")
            at.key("Return")
            at.wait(lambda: len(endpoint.posts) == 2)
            assert last_words(endpoint, 1) == "First or second?"
            assert len(endpoint.posts[1].json["messages"]) == 1
