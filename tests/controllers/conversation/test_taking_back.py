import pytest
from PySide6.QtWidgets import QWidget

from desktop.controllers.conversation.taking_back import TakingBackController
from desktop.ui.history.undo_key import UndoKey
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory


class Room:
    def __init__(self, bar: Bar) -> None:
        self.bar, self.history = bar, FakeHistory()
        self.key = UndoKey(bar.parent, QWidget(bar.parent), lambda: True)
        self.controller = TakingBackController(self.history, self.key, bar.notices)
        self.controller.connect()


@pytest.fixture
def room(bar: Bar) -> Room:
    return Room(bar)


def test_the_key_takes_back(room: Room) -> None:
    room.key.pressed.emit()
    assert room.history.calls == [("undo",)]


def test_it_is_said_where_a_draft_has_gone_with_a_way_back(room: Room) -> None:
    room.history.draft_left.emit("")
    assert room.bar.text == "Your pictures are in the list as a draft."
    room.history.draft_left.emit("half typed")
    assert room.bar.text == "“half typed” is in the list as a draft."
    room.bar.press("Undo")
    assert room.history.calls == [("undo",)]
