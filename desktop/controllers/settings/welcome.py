"""The first start: who answers is chosen among three, or not at all."""

from typing import TYPE_CHECKING

from desktop.composition.container import Container
from desktop.composition.lazy_windows import welcome
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.search_query import EMPTY_QUERY
from desktop.services.settings.local_server_discovery import LocalServer

if TYPE_CHECKING:
    from desktop.ui.welcome import Welcome

EMPTY = "Nothing leaves this computer until you press Ask."


class WelcomeController:
    """Shows the three ways while nobody has said who answers and nothing has been asked yet."""

    def __init__(self, container: Container, problems: ErrorNotices) -> None:
        self._container = container
        self._problems = problems
        self._welcome: Welcome | None = None
        self._asked_the_store = False
        container.window.transcript.show_empty(EMPTY)
        container.history.changed.connect(lambda _: self.look())
        container.history.opened.connect(lambda _: self.look())
        container.history.grown.connect(lambda _: self.look())
        container.settings_service.changed.connect(lambda _: self.look())
        container.settings_service.key_changed.connect(lambda _: self.look())
        container.local_servers.found.connect(self._found)

    def look(self) -> None:
        """Whether the ways are to be shown."""
        history, settings_service = self._container.history, self._container.settings_service
        nothing_yet = not history.summaries and not history.conversation.turns and history.query == EMPTY_QUERY
        shown = nothing_yet and settings_service.needs_choice
        if shown and not settings_service.key_status.known:
            if not self._asked_the_store:
                self._asked_the_store = True
                settings_service.look_for_key()  # there may be one from another day
            return
        if self._welcome is None and shown:
            self._welcome = welcome(self._container.window)
            self._welcome.chosen.connect(self._chosen)
        if self._welcome is not None:
            self._welcome.setVisible(shown)

    def _chosen(self, way: str) -> None:
        if way == "key":
            self._problems.open_settings()
        elif way == "local":
            self._say("Looking for Ollama and LM Studio on this computer…")
            self._container.local_servers.look()
        else:
            self._container.settings_service.change(answers="computer")
            self._container.window.focus_question()

    def _found(self, servers: tuple[LocalServer, ...]) -> None:
        usable = [server for server in servers if server.models]
        if usable:
            server = usable[0]
            self._container.settings_service.change(
                endpoint=server.endpoint, model=server.models[0], answers="endpoint"
            )
            model = self._container.settings_service.settings.model  # a policy may have set another
            self._container.window.notice.say(f"{server.name} answers from now on, with {model}.")
            self._container.window.focus_question()
        elif servers:
            self._say(
                f"{servers[0].name} runs, but has no model yet. Fetch one that sees pictures there, then try again."
            )
        else:
            self._say("Neither Ollama nor LM Studio answers on this computer. Start one of them, then try again.")

    def _say(self, words: str) -> None:
        if self._welcome is not None:
            self._welcome.say(words)
