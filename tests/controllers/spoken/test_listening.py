"""How much is announced, read aloud or not, and what is said on request."""

import pytest

from desktop.controllers.spoken.listening import ListeningController
from desktop.ui.actions import Actions
from desktop.ui.composer.sent_line import SentLine
from desktop.ui.screen_reader.announcements import Announcements, Weight, announcements
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings


class FakeVoice:
    """Keeps what it is given to say, if `is_there`."""

    def __init__(self) -> None:
        self.is_there = True
        self.spoken: list[str] = []
        self.stopped = 0

    def start(self) -> bool:
        return self.is_there

    def say(self, text: str) -> None:
        self.spoken.append(text)

    def stop(self) -> None:
        self.stopped += 1


class Room:
    """The controller over real settings."""

    def __init__(self, bar: Bar, actions: Actions) -> None:
        self.settings, self.announcements, self.line = FakeSettings(), Announcements(), SentLine()
        self.actions = actions
        self.voice = FakeVoice()
        self.can_read = False
        self.controller = ListeningController(
            self.settings,
            self.announcements,
            self.line,
            actions,
            lambda: self.can_read,
            self.voice,
            bar.notices,
        )
        self.controller.connect()
        self.controller.show()


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
    assert room.voice.spoken == ["two"] and room.voice.stopped == 1


def test_without_a_voice_the_user_is_told_what_to_do(room: Room, bar: Bar) -> None:
    room.voice.is_there = False
    room.settings.change(read_aloud=True)
    assert "install speech-dispatcher" in bar.text
    assert not room.announcements.is_listening


def test_what_enter_would_send_is_said_on_request(room: Room) -> None:
    announcements.use_voice(room.voice.say)
    try:
        room.line.show_waiting()
        room.actions["say_sent"].trigger()
    finally:
        announcements.use_voice(None)
    assert [text.partition(":")[0] for text in room.voice.spoken] == ["What Enter would send"]


def test_reading_with_the_caret_needs_a_screen_reader(room: Room, bar: Bar) -> None:
    room.actions["read_here"].trigger()
    assert "F7" in bar.text
