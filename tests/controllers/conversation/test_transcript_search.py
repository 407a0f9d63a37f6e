import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from desktop.controllers.conversation.transcript_search import TranscriptSearchController
from desktop.core.conversation.conversation import Conversation
from desktop.ui.find_bar import FindBar
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from tests.controllers.conftest import Bar
from tests.controllers.fakes import Recorder, turn


class Finding:
    """The controller over a transcript that says “kite” twice."""

    def __init__(self, bar: Bar) -> None:
        self.transcript = TranscriptView(Theme(LIGHT, bar.parent.font()))
        self.transcript.show_conversation(Conversation.of("c", (turn("a kite?", "yes, a kite"),)))
        self.owner, self.focus = QObject(), Recorder()
        self.action = QAction(self.owner)
        self.found: list[tuple[int, int]] = []
        self.transcript.found.connect(lambda at, count: self.found.append((at, count)))
        self.bars: list[FindBar] = []
        self.controller = TranscriptSearchController(self.transcript, self.action, self.new_bar, self.focus)
        self.controller.connect()

    def new_bar(self) -> FindBar:
        self.bars.append(FindBar(LIGHT))
        return self.bars[-1]


@pytest.fixture
def finding(bar: Bar) -> Finding:
    return Finding(bar)


def test_the_bar_is_made_once_and_finds_as_one_types(finding: Finding) -> None:
    finding.action.trigger()
    finding.action.trigger()
    (bar,) = finding.bars
    bar.field.setText("kite")
    assert finding.found[-1][1] == 2
    finding.controller.close()
    assert not bar.isVisible()
    assert finding.focus.calls == [()]


def test_what_is_selected_is_looked_for(finding: Finding) -> None:
    finding.transcript.select_all()
    finding.action.trigger()
    (bar,) = finding.bars
    assert bar.field.text() == ""  # several lines are no words to look for
    finding.controller.close()


def test_quietly_means_that_the_keyboard_stays_where_it_is(finding: Finding) -> None:
    finding.controller.show_found("t", "kite")
    (bar,) = finding.bars
    assert bar.field.text() == "kite"
    assert not bar.field.hasFocus()
    assert finding.found[-1][1] == 2
    finding.controller.close()


def test_closing_what_is_closed_does_nothing(finding: Finding) -> None:
    finding.controller.close()
    assert finding.focus.calls == []
