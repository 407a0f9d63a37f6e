"""The connection that is remembered with a conversation."""

from dataclasses import replace

import pytest

from desktop.controllers.settings.conversation_connection import ConversationConnectionController
from desktop.core.conversation.conversation import Conversation
from desktop.core.settings.connections.connection import Connection
from desktop.core.settings.connections.connection_list import ConversationChoice
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.settings.connections import Connections
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, FakeSettings, NoKeys, turn

LOCAL = Connection.new("http://127.0.0.1:11434/v1", "Kitchen", "llava")


class Following(FakeHistory):
    """A history that keeps the choice of its conversation."""

    def choose(self, choice: ConversationChoice) -> None:
        self.current = replace(self.current, choice=choice)
        self.calls.append(("choose", choice.connection, choice.model))


class Talk:
    """The controller beside one conversation, with two connections."""

    def __init__(self, bar: Bar, storage: StorageThread) -> None:
        tasks = Tasks()
        self.history = Following()
        self.settings = FakeSettings(answers="endpoint", model="gpt-4o")
        self.connections = Connections(tasks, self.settings, NoKeys())
        self.connections.add_unchosen(LOCAL)
        self.runner = QuestionRunner(tasks, storage)
        self.controller = ConversationConnectionController(
            self.history, self.settings, self.connections, self.runner, bar.widget
        )
        self.controller.connect()


@pytest.fixture
def talk(bar: Bar) -> Talk:
    return Talk(bar, StorageThread(lambda problem_occurred: pytest.fail("nothing is stored")))


def test_what_answers_is_remembered_with_the_first_question(talk: Talk) -> None:
    talk.history.current = Conversation.of("c", (turn("what?"),))
    talk.history.grown.emit(talk.history.current)
    talk.history.grown.emit(talk.history.current)
    assert [call[0] for call in talk.history.calls] == ["choose"]
    assert talk.history.current.choice.connection == talk.connections.current.id


def test_a_conversation_without_questions_has_no_choice(talk: Talk) -> None:
    talk.history.grown.emit(talk.history.current)
    assert talk.history.calls == []


def test_another_model_in_the_settings_is_remembered_where_something_was_chosen(talk: Talk) -> None:
    talk.settings.change(model="gpt-4.1")
    assert talk.history.calls == []
    talk.connections.choose(LOCAL.id)
    talk.settings.change(model="qwen")
    assert talk.history.calls[-1] == ("choose", LOCAL.id, "qwen")


def test_opening_a_conversation_takes_its_connection_up_and_says_when_it_is_gone(talk: Talk, bar: Bar) -> None:
    chosen = replace(talk.history.current, choice=ConversationChoice(LOCAL.id))
    talk.history.opened.emit(chosen)
    assert talk.connections.current.id == LOCAL.id and bar.text == ""
    lost = replace(talk.history.current, choice=ConversationChoice("gone"))
    talk.history.opened.emit(lost)
    assert "was removed" in bar.text and talk.connections.current.id != "gone"
