"""What belongs to a conversation leaves with it."""

from desktop.controllers.conversation.opening.leaving import LeavingController
from desktop.core.conversation.conversation import Conversation
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, Recorder


def test_things_are_put_away_once_for_another_conversation_and_not_for_the_same() -> None:
    history, put_away = FakeHistory(), Recorder()
    controller = LeavingController(history, (put_away,))
    controller.connect()
    history.opened.emit(history.conversation)
    history.opened.emit(history.conversation)
    assert put_away.calls == []
    history.opened.emit(Conversation("other"))
    history.opened.emit(Conversation("other"))
    assert put_away.calls == [()]


def test_things_are_put_away_when_the_conversation_of_an_empty_start_is_left() -> None:
    history, put_away = FakeHistory(), Recorder()
    controller = LeavingController(history, (put_away,))
    controller.connect()
    history.leaving.emit()  # nothing was restored, so nothing has been opened
    history.opened.emit(Conversation("other"))
    assert put_away.calls == [()]


def test_a_notice_about_the_conversation_goes_and_one_about_all_stays(bar: Bar) -> None:
    notices = bar.notices
    notices.say("“x” is a folder.")
    notices.leave_conversation()
    assert bar.widget.words == ""
    notices.say("Deleted “x”", about_all=True)
    notices.leave_conversation()
    assert bar.widget.words == "Deleted “x”"
    notices.say("Link blocked")
    notices.leave_conversation()
    assert bar.widget.words == ""
