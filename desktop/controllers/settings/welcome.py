"""The first start: who answers is chosen among three, or not at all."""

from typing import TYPE_CHECKING

from desktop.composition.container import Product
from desktop.composition.lazy_windows import welcome
from desktop.controllers.error_notices import Troubles
from desktop.core.conversation.search_query import NOTHING_SOUGHT
from desktop.services.settings.local_server_discovery import LocalServer

if TYPE_CHECKING:
    from desktop.ui.welcome import Welcome

EMPTY = "Nothing leaves this computer until you press Ask."


class Beginning:
    """Shows the three ways while nobody has said who answers and nothing has been asked yet."""

    def __init__(self, product: Product, troubles: Troubles) -> None:
        self._product = product
        self._troubles = troubles
        self._welcome: Welcome | None = None
        self._asked_the_store = False
        product.window.transcript.show_empty(EMPTY)
        product.history.changed.connect(lambda _: self.look())
        product.history.opened.connect(lambda _: self.look())
        product.history.grown.connect(lambda _: self.look())
        product.preferences.changed.connect(lambda _: self.look())
        product.preferences.key_changed.connect(lambda _: self.look())
        product.local_servers.found.connect(self._found)

    def look(self) -> None:
        """Whether the ways are to be shown."""
        history, preferences = self._product.history, self._product.preferences
        nothing_yet = not history.summaries and not history.conversation.turns and history.sought == NOTHING_SOUGHT
        shown = nothing_yet and preferences.undecided
        if shown and not preferences.key_status.known:
            if not self._asked_the_store:
                self._asked_the_store = True
                preferences.look_for_key()  # there may be one from another day
            return
        if self._welcome is None and shown:
            self._welcome = welcome(self._product.window)
            self._welcome.chosen.connect(self._chosen)
        if self._welcome is not None:
            self._welcome.setVisible(shown)

    def _chosen(self, way: str) -> None:
        if way == "key":
            self._troubles.open_settings()
        elif way == "local":
            self._say("Looking for Ollama and LM Studio on this computer…")
            self._product.local_servers.look()
        else:
            self._product.preferences.change(answers="computer")
            self._product.window.focus_question()

    def _found(self, servers: tuple[LocalServer, ...]) -> None:
        usable = [server for server in servers if server.models]
        if usable:
            server = usable[0]
            self._product.preferences.change(endpoint=server.endpoint, model=server.models[0], answers="endpoint")
            model = self._product.preferences.settings.model  # a policy may have set another
            self._product.window.notice.say(f"{server.name} answers from now on, with {model}.")
            self._product.window.focus_question()
        elif servers:
            self._say(
                f"{servers[0].name} runs, but has no model yet. Fetch one that sees pictures there, then try again."
            )
        else:
            self._say("Neither Ollama nor LM Studio answers on this computer. Start one of them, then try again.")

    def _say(self, words: str) -> None:
        if self._welcome is not None:
            self._welcome.say(words)
