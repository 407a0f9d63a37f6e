import pytest
from PySide6.QtWidgets import QWidget

from desktop.controllers.conversation.history import HistoryController
from desktop.core.conversation.conversation import Summary
from desktop.services.tasks import Tasks
from desktop.ui.actions import Actions
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, Recorder
from tests.services.qt_loop import on_the_loop, until
from tests.ui.windows import history_panel


class Conversations:
    def __init__(self, bar: Bar, actions: Actions) -> None:
        self.bar, self.actions, self.history = bar, actions, FakeHistory()
        self.host = QWidget()
        self.panel, self.tasks, self.focus = (
            history_panel(self.host),
            Tasks(),
            Recorder(),
        )
        self.history.rows = (Summary("c", "what?", 1.0),)
        self.controller = HistoryController(
            self.history, self.panel, actions, self.stop_answer, self.tasks, bar.notices, self.focus
        )
        self.controller.connect()

    async def stop_answer(self, conversation_id: str) -> None:
        self.history.calls.append(("stopped", conversation_id))

    def delete(self, conversation_id: str) -> None:
        async def run() -> None:
            self.panel.delete_requested.emit(conversation_id)
            await until(lambda: self.bar.text)
            await self.tasks.close()

        on_the_loop(run())


@pytest.fixture
def room(bar: Bar, actions: Actions) -> Conversations:
    return Conversations(bar, actions)


def test_a_new_conversation_by_the_action_and_by_the_panel(room: Conversations) -> None:
    room.actions["new"].trigger()
    room.panel.new_requested.emit()
    assert room.history.calls == [("start_new",), ("start_new",)]
    assert room.focus.calls == [(), ()]


def test_renaming_and_pinning(room: Conversations) -> None:
    room.panel.rename_requested.emit("c", "better")
    room.panel.pin_requested.emit("c", True)
    assert room.history.calls == [("rename", "c", "better"), ("pin", "c", True)]


def test_an_answer_is_stopped_before_its_conversation_is_deleted(room: Conversations) -> None:
    room.delete("c")
    assert room.history.calls == [("stopped", "c"), ("delete", "c")]
    assert room.bar.text == "Deleted “what?”"
    room.bar.press("Undo")
    assert room.history.calls[-1] == ("undo_delete",)


def test_a_conversation_that_is_not_listed_has_no_title(room: Conversations) -> None:
    room.delete("unlisted")
    assert room.bar.text == "Deleted the conversation"
