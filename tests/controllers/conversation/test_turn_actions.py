import pytest

from desktop.controllers.conversation.turn_actions import TurnActions
from desktop.ui.actions import Actions
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, Recorder, turn


class Shortcuts:
    def __init__(self, bar: Bar, actions: Actions, history: FakeHistory) -> None:
        self.actions, self.history, self.busy = actions, history, set[str]()
        self.view, self.again, self.edit = TranscriptView(Theme(LIGHT, bar.parent.font())), Recorder(), Recorder()
        self.controller = TurnActions(history, self.view, actions, self.busy.__contains__, self.again, self.edit)
        self.controller.connect()


@pytest.fixture
def shortcuts(bar: Bar, actions: Actions) -> Shortcuts:
    return Shortcuts(bar, actions, FakeHistory(turn("first", "1", id="a"), turn("second", "2", id="b", parent="a")))


def test_the_last_question_is_repeated_or_edited(shortcuts: Shortcuts) -> None:
    shortcuts.actions["retry"].trigger()
    shortcuts.actions["edit_last"].trigger()
    assert (shortcuts.again.calls, shortcuts.edit.calls) == ([("b",)], [()])


def test_without_a_turn_there_is_nothing_to_repeat(bar: Bar, actions: Actions) -> None:
    shortcuts = Shortcuts(bar, actions, FakeHistory())
    actions["retry"].trigger()
    assert shortcuts.again.calls == []


def test_versions_are_walked_unless_an_answer_is_coming(shortcuts: Shortcuts) -> None:
    shortcuts.view.version_requested.emit("b", -1)
    shortcuts.busy.add("c")
    shortcuts.view.version_requested.emit("b", 1)
    assert shortcuts.history.calls == [("switch_version", "b", -1)]
