"""Keeps the connection of the open conversation: it is remembered with it, and taken up when it is opened again."""

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.settings.connections.connection_list import NO_CHOICE
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.settings.connection_words import connection_removed, removed_while_answering
from desktop.services.asking.question_runner import QuestionRunner
from desktop.services.conversation.history import History
from desktop.services.settings.connections import Connections
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.notice_bar import NoticeBar

LONGEST_NAME = 60  # letters of a name in a sentence; chosen


class ConversationConnectionController:
    """A conversation has a connection from its first question on, or from a choice that was made in it before."""

    def __init__(
        self,
        history: History,
        settings_service: SettingsService,
        connections: Connections,
        runner: QuestionRunner,
        notice: NoticeBar,
    ) -> None:
        self._history = history
        self._settings_service = settings_service
        self._connections = connections
        self._runner = runner
        self._notice = notice
        self._removed_meanwhile: dict[str, str] = {}  # names of connections that are gone, by the turn they answer

    def connect(self) -> None:
        """Connects conversations, connections and answers."""
        self._history.opened.connect(lambda conversation: self._connections.follow(conversation.choice))
        self._history.grown.connect(self._remember_first)
        self._connections.chosen.connect(self._history.choose)
        self._connections.lost.connect(self._tell_lost)
        self._connections.removed.connect(self._note_removed)
        self._settings_service.changed.connect(lambda _: self._remember_change())
        self._runner.turn_changed.connect(self._tell_removed)

    def _remember_first(self, conversation: Conversation) -> None:
        """Remembers what answers a conversation, as soon as it is asked something."""
        is_asked = bool(conversation.turns) and not conversation.turns[-1].stage.ended
        is_here = is_asked and conversation.turns[-1].answered_locally
        if conversation.choice == NO_CHOICE and is_asked and not is_here and self._connections.may_choose:
            self._history.choose(self._connections.in_force)

    def _remember_change(self) -> None:
        """Remembers another model, chosen in the settings, for a conversation that has a choice of its own."""
        choice = self._history.conversation.choice
        if choice != NO_CHOICE and self._connections.may_choose and choice != self._connections.in_force:
            self._history.choose(self._connections.in_force)

    def _tell_lost(self, other: str) -> None:
        self._notice.say(connection_removed(untrusted_line(other, LONGEST_NAME)))

    def _note_removed(self, name: str, host: str) -> None:
        for turn in self._runner.answering:
            if turn.host == host:
                self._removed_meanwhile[turn.id] = name

    def _tell_removed(self, turn: Turn) -> None:
        if turn.stage.ended and (name := self._removed_meanwhile.pop(turn.id, "")):
            other = self._connections.name_of(self._connections.current)
            names = untrusted_line(name, LONGEST_NAME), untrusted_line(other, LONGEST_NAME)
            self._notice.say(removed_while_answering(*names))
