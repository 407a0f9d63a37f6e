import pytest
from PySide6.QtWidgets import QWidget

from desktop.controllers.conversation.taking_back import TakingBackController
from desktop.controllers.error_notices import TAKEN_AWAY
from desktop.ui.history.undo_key import UndoKey
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory


class Room:
    def __init__(self, bar: Bar) -> None:
        self.bar, self.history, self.notices = bar, FakeHistory(), bar.notices
        self.key = UndoKey(bar.parent, QWidget(bar.parent), lambda: True)
        self.controller = TakingBackController(self.history, self.key, self.notices)
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


def test_a_deletion_is_said_until_it_is_the_deletion_that_is_taken_back(room: Room) -> None:
    room.notices.say("Deleted", ("Undo", room.history.undo_delete), about=TAKEN_AWAY, about_all=True)
    room.history.has_more_to_undo = True  # the key goes back to another conversation first
    room.key.pressed.emit()
    assert room.bar.text == "Deleted"
    assert room.bar.labels
    room.history.has_more_to_undo = False
    room.key.pressed.emit()
    assert room.bar.widget.isHidden()


def test_a_draft_that_is_back_is_no_longer_said_to_be_in_the_list(room: Room) -> None:
    room.history.has_more_to_undo = True  # what was deleted before
    room.history.draft_left.emit("half typed")
    room.key.pressed.emit()
    assert room.bar.widget.isHidden()
