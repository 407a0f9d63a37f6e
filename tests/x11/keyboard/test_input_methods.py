"""Japanese is written by real input methods: in the question, in the search, and in a note on the picture.

While a word is composed, Enter belongs to the input method: it ends the word, and asks nothing.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from PIL import Image

from tests.helpers.images import encoded
from tests.loopback import Endpoint, saying
from tests.stories.processes import rows_on_disk
from tests.x11.keyboard.input_methods import fcitx, ibus
from tests.x11.screen import Screen, program
from tests.x11.steps import ASKANCE, on_disk, settled

pytestmark = [pytest.mark.x11, pytest.mark.slow, pytest.mark.xdist_group("x11")]
Method = Callable[[Screen], AbstractContextManager[dict[str, str]]]
NOTES = "SELECT edit FROM draft_sheets WHERE edit != ''"
KEYS, WORD = ("n", "i", "h", "o", "n", "n"), "にほん"


def copied(at: Screen, *keys: str) -> str:
    """Presses keys that copy. Returns the text on the clipboard; empty while there is none."""
    at.key(*keys)
    return at.pasted() if "UTF8_STRING" in at.targets() else ""


@pytest.mark.parametrize("method", [ibus, fcitx])
def test_words_are_composed_in_every_field_and_enter_ends_them(at: Screen, home: Path, method: Method) -> None:
    with Endpoint(answer=saying("はい")) as endpoint, method(at) as environment:
        settled(home, endpoint)
        with program(at, ASKANCE, home, OPENAI_API_KEY="sk-x", **environment):
            at.window("Askance")
            if method is ibus:  # whose engine starts with the first field, and takes no keys before it has
                at.key("ctrl+k")
                at.wait(lambda: copied(at, "ctrl+a", *KEYS, "Return", "ctrl+a", "ctrl+c") == WORD)
                at.key("BackSpace", "ctrl+n")
            at.key(*KEYS)
            at.key("Return")
            at.wait(lambda: copied(at, "ctrl+a", "ctrl+c") == WORD)
            assert endpoint.posts == []
            at.key("End", "Return")
            at.wait(lambda: rows_on_disk(home, "SELECT prompt, stage FROM turns") == [(WORD, "done")])
            at.key("ctrl+f")
            at_rest(at)
            at.wait(lambda: copied(at, "ctrl+a", *KEYS, "Return", "ctrl+a", "ctrl+c") == WORD)
            at.key("Escape")
            write_a_note(at, home)
            assert len(endpoint.posts) == 1


def at_rest(at: Screen) -> None:
    """Waits until nothing changes on the screen."""
    seen = [b""]

    def is_same() -> bool:
        before, seen[0] = seen[0], at.picture()
        return before == seen[0]

    at.wait(is_same)


def write_a_note(at: Screen, home: Path) -> None:
    """Pastes a picture, and composes a note on it.

    Keys may reach a field before it is open and IBus has changed to it, and an Enter of theirs would end the note.
    """
    owner = at.copy(encoded(Image.new("RGB", (400, 300), "#c8dcf0")), "image/png")
    at.key("ctrl+v")
    at.wait(lambda: on_disk(home) == 1)
    owner.kill()
    owner.wait()
    at.key("ctrl+shift+p", "t", "Return")
    at_rest(at)
    at.key(*KEYS)
    at_rest(at)
    at.key("Return")
    at.wait(lambda: copied(at, "ctrl+a", "ctrl+c") == WORD)
    at.key("Return")
    at.wait(lambda: any(WORD in str(json.loads(edit)) for (edit,) in rows_on_disk(home, NOTES)))
