"""How much is announced, read aloud or not, and what is said on request."""

from collections.abc import Callable

import pytest

from desktop.controllers.spoken.listening import ListeningController
from desktop.ui.actions import Actions
from desktop.ui.composer.sent_line import SentLine
from desktop.ui.screen_reader.announcements import Announcements, Weight, announcements
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings


class Room:
    """The controller over real settings, with a voice that keeps what it is given."""

    def __init__(self, bar: Bar, actions: Actions) -> None:
        self.settings, self.announcements, self.line = FakeSettings(), Announcements(), SentLine()
        self.actions = actions
        self.spoken: list[str] = []
        self.voice: Callable[[str], None] | None = self.spoken.append
        self.stopped = 0
        self.can_read = False
        self.controller = ListeningController(
            self.settings,
            self.announcements,
            self.line,
            actions["say_sent"],
            actions["read_here"],
            lambda: self.can_read,
            lambda: self.voice,
            self._stop,
            bar.notices,
        )
        self.controller.connect()
        self.controller.show()

    def _stop(self) -> None:
        self.stopped += 1


@pytest.fixture
def room(bar: Bar, actions: Actions) -> Room:
    return Room(bar, actions)


@pytest.mark.parametrize(("value", "weight"), [("few", Weight.NEEDED), ("usual", Weight.USUAL), ("all", Weight.EXTRA)])
def test_three_levels(room: Room, value: str, weight: Weight) -> None:
    room.settings.change(announced=value)
    assert room.announcements.wanted is weight


def test_reading_aloud_is_off_until_it_is_switched_on(room: Room) -> None:
    room.announcements.say(room.line, "one")
    room.settings.change(read_aloud=True)
    room.announcements.say(room.line, "two")
    room.settings.change(read_aloud=False)
    room.announcements.say(room.line, "three")
    assert room.spoken == ["two"] and room.stopped == 1


def test_without_a_voice_the_user_is_told_what_to_do(room: Room, bar: Bar) -> None:
    room.voice = None
    room.settings.change(read_aloud=True)
    assert "install speech-dispatcher" in bar.text
    assert not room.announcements.is_listening


def test_what_enter_would_send_is_said_on_request(room: Room) -> None:
    announcements.use_voice(room.spoken.append)
    try:
        room.line.show_waiting()
        room.actions["say_sent"].trigger()
    finally:
        announcements.use_voice(None)
    assert [text.partition(":")[0] for text in room.spoken] == ["What Enter would send"]


def test_reading_with_the_caret_needs_a_screen_reader(room: Room, bar: Bar) -> None:
    room.actions["read_here"].trigger()
    assert "F7" in bar.text
