"""The welcome at the first start: three ways to be answered, until one is chosen or something is asked."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop.adapters.providers.registry import called_url
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.search_query import EMPTY_QUERY
from desktop.messages.problems import message_for
from desktop.messages.settings import connection_words
from desktop.messages.settings.policy import whose_rules
from desktop.messages.settings.setting_values import destination_words
from desktop.services.conversation.history import History
from desktop.services.settings.local_server_discovery import LocalServer, LocalServerDiscovery
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.transcript.transcript import TranscriptView

if TYPE_CHECKING:
    from desktop.ui.welcome import Welcome


class _Wishes(QObject):
    key_wanted = Signal()


class WelcomeController:
    """Shows the welcome while nobody has chosen who answers and there is no conversation."""

    def __init__(
        self,
        history: History,
        settings_service: SettingsService,
        local_servers: LocalServerDiscovery,
        transcript: TranscriptView,
        new_welcome: Callable[[], "Welcome"],
        notices: ErrorNotices,
        focus_question: Callable[[], None],
    ) -> None:
        """`new_welcome` makes the widget over the transcript."""
        self._history = history
        self._settings_service = settings_service
        self._local_servers = local_servers
        self._transcript = transcript
        self._new_welcome = new_welcome
        self._notices = notices
        self._focus_question = focus_question
        self._welcome: Welcome | None = None
        self._looked_for_key = False
        self._wishes = _Wishes()

    @property
    def key_wanted(self) -> SignalInstance:
        """Emitted when the user has chosen to give a key."""
        return self._wishes.key_wanted

    def connect(self) -> None:
        """Connects everything that may make the welcome appear or disappear."""
        for changed in (
            self._history.changed,
            self._history.opened,
            self._history.grown,
            self._settings_service.changed,
            self._settings_service.key_changed,
        ):
            changed.connect(lambda _: self._update())
        self._local_servers.found.connect(self._use_first)
        self._local_servers.refused.connect(lambda problem: self._say(message_for(problem).text))

    def show(self) -> None:
        """Shows what the transcript says while it is empty: where a question would go, once that is known."""
        service, words = self._settings_service, connection_words.nothing_leaves()
        if service.is_answerer_known and not service.effective.is_local:
            url = called_url(service.effective.endpoint)
            words = f"{words}\n{destination_words(url, service.endpoint_variable)}"
        if rules := whose_rules(service.layers):
            words = f"{rules}\n\n{words}"
        self._transcript.show_empty(words)

    def _update(self) -> None:
        self.show()
        history, service = self._history, self._settings_service
        is_empty = not history.summaries and not history.conversation.turns and history.query == EMPTY_QUERY
        is_wanted = is_empty and service.needs_choice
        if is_wanted and not service.key_status.known:
            if not self._looked_for_key:
                self._looked_for_key = True
                service.look_for_key()  # there may be one from an earlier installation
            return
        if self._welcome is None and is_wanted:
            self._welcome = self._new_welcome()
            self._welcome.chosen.connect(self._choose)
            self._welcome.at_hand_wanted.connect(lambda on: service.change(shortcut_on=on, tray=on))
        if self._welcome is not None:
            self._welcome.show_rules(whose_rules(service.layers))
        if self._welcome is not None:
            self._welcome.setVisible(is_wanted)

    def _choose(self, way: str) -> None:
        if way == "key":
            self.key_wanted.emit()
        elif way == "local":
            self._say(connection_words.looking_for_first())
            self._local_servers.look()
        else:
            self._settings_service.change(answers="computer")
            self._focus_question()

    def _use_first(self, servers: tuple[LocalServer, ...]) -> None:
        """Uses the first server that has a model, or says what is missing."""
        usable = [server for server in servers if server.models]
        if usable:
            server = usable[0]
            self._settings_service.change(
                endpoint=server.endpoint, endpoint_found=True, model=server.models[0], answers="endpoint"
            )
            model = self._settings_service.settings.model  # a policy may have set another
            self._notices.say(connection_words.connected(server.name, model))
            self._focus_question()
        elif servers:
            self._say(connection_words.download_model(servers[0].name))
        else:
            self._say(connection_words.none_running())

    def _say(self, words: str) -> None:
        if self._welcome is not None:
            self._welcome.say(words)
