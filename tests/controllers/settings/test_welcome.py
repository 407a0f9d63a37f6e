import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.controllers.settings.welcome import WelcomeController
from desktop.core.conversation.conversation import Summary
from desktop.messages.language.catalogue import use
from desktop.messages.settings.connection_words import nothing_leaves
from desktop.services.settings.key_status import KeyStatus
from desktop.services.settings.local_server_discovery import LocalServer
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView
from desktop.ui.welcome import Welcome
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, FakeLocalServers, FakeSettings, Recorder

NO_KEY = KeyStatus("api.openai.com", True)


class EmptyView(TranscriptView):
    """A transcript that records what it says while it is empty."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.says: list[str] = []

    def show_empty(self, words: str) -> None:
        self.says.append(words)


class Start:
    """The controller at a first start, before the key store has answered."""

    def __init__(self, bar: Bar) -> None:
        self.bar, self.history, self.settings, self.servers = bar, FakeHistory(), FakeSettings(), FakeLocalServers()
        self.focus, self.room = Recorder(), QWidget()
        self.transcript = EmptyView(Theme(LIGHT, self.room.font()))
        self.welcomes: list[Welcome] = []
        self.controller = WelcomeController(
            self.history,
            self.settings,
            self.servers,
            self.transcript,
            self.new_welcome,
            bar.notices,
            self.focus,
        )
        self.controller.connect()

    def new_welcome(self) -> Welcome:
        self.welcomes.append(Welcome(self.room, Theme(LIGHT, self.room.font())))
        return self.welcomes[-1]

    def begin(self) -> Welcome:
        self.history.changed.emit(())
        self.settings.status = NO_KEY
        self.settings.key_changed.emit(NO_KEY)
        (welcome,) = self.welcomes
        return welcome

    def words(self) -> str:
        return " ".join(label.text() for label in self.welcomes[0].findChildren(QLabel))


@pytest.fixture
def start(bar: Bar) -> Start:
    return Start(bar)


def test_the_key_store_is_asked_once_before_anything_is_shown(start: Start) -> None:
    start.history.changed.emit(())
    start.history.grown.emit(start.history.conversation)
    assert start.settings.calls == [("look_for_key",)]
    assert start.welcomes == []
    assert not start.begin().isHidden()


def test_it_goes_when_there_is_a_conversation(start: Start) -> None:
    welcome = start.begin()
    start.history.rows = (Summary("c", "what?", 1.0),)
    start.history.changed.emit(start.history.rows)
    assert welcome.isHidden()


def test_this_computer_can_be_chosen(start: Start) -> None:
    welcome = start.begin()
    welcome.chosen.emit("here")
    assert start.settings.settings.answers == "computer"
    assert welcome.isHidden()
    assert start.focus.calls == [()]


def test_a_key_is_given_in_the_settings(start: Start) -> None:
    wanted = Recorder()
    start.controller.key_wanted.connect(wanted)
    start.begin().chosen.emit("key")
    assert wanted.calls == [()]


def test_what_works_from_any_program_is_switched_on_there_or_not_at_all(start: Start) -> None:
    welcome = start.begin()
    assert not welcome.at_hand.isChecked()
    welcome.at_hand.click()
    assert start.settings.settings.shortcut_on
    assert start.settings.settings.tray
    welcome.at_hand.click()
    assert not start.settings.settings.shortcut_on


def test_a_local_server_with_a_model_is_used(start: Start) -> None:
    start.begin().chosen.emit("local")
    assert start.servers.looked == 1
    start.servers.found.emit((LocalServer("Ollama", "http://127.0.0.1:11434/v1", ("llava",)),))
    settings = start.settings.settings
    assert (settings.endpoint, settings.model, settings.answers) == ("http://127.0.0.1:11434/v1", "llava", "endpoint")
    assert start.bar.text == "Connected to Ollama, using llava."
    assert settings.endpoint_found  # nobody named it: no key from the environment goes there


@pytest.mark.parametrize(
    ("servers", "words"),
    [
        ((), "Can't find Ollama or LM Studio"),
        ((LocalServer("Ollama", "http://127.0.0.1:11434/v1", ()),), "Ollama is running but has no model"),
    ],
)
def test_what_is_missing_is_said_in_the_welcome(start: Start, servers: tuple[LocalServer, ...], words: str) -> None:
    start.begin()
    start.servers.found.emit(servers)
    assert words in start.words()
    assert start.settings.settings.answers == "auto"


def test_an_empty_conversation_says_what_leaves(start: Start) -> None:
    start.controller.show()
    assert start.transcript.says == [nothing_leaves()]


def test_an_empty_conversation_says_where_a_question_would_go(start: Start) -> None:
    start.settings.change(endpoint="http://127.0.0.1:8000/v1")
    assert (
        start.transcript.says[-1] == f"{nothing_leaves()}\nQuestions go to http://127.0.0.1:8000/v1/chat/completions."
    )
    start.settings.change(answers="computer")
    assert start.transcript.says[-1] == nothing_leaves()


def test_an_empty_conversation_speaks_the_language_in_use(start: Start) -> None:
    english = nothing_leaves()
    use("de")
    try:
        start.controller.show()
        assert start.transcript.says[-1] == nothing_leaves() != english
    finally:
        use("en")
