"""The page of the settings on which saved prompts are edited."""

from desktop.core.untrusted_text import untrusted_line
from desktop.services.prompts.prompt_library import PromptLibrary
from desktop.services.settings.connections import Connections
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.settings.prompts.prompts_page import PromptsPage

LONGEST_NAME = 60  # letters of a connection's name; chosen


class PromptsPageController:
    """Is attached to the page when the settings are first opened."""

    def __init__(self, library: PromptLibrary, connections: Connections, settings_service: SettingsService) -> None:
        self._library = library
        self._connections = connections
        self._settings_service = settings_service
        self._page: PromptsPage | None = None

    def connect(self) -> None:
        """Connects the library, and the settings, of which the connections are."""
        self._library.changed.connect(lambda _: self.show())
        self._settings_service.changed.connect(lambda _: self.show())

    def attach(self, page: PromptsPage) -> None:
        """Shows the prompts on this page, and keeps what the user changes there."""
        self._page = page
        page.prompts_changed.connect(self._library.keep)
        page.restore_requested.connect(self._library.restore_given)
        self.show()

    def show(self) -> None:
        """Shows the prompts, and the connections that they may name."""
        if self._page is None:
            return
        connections = self._connections
        named = ((connection.id, connections.name_of(connection)) for connection in connections.all)
        listed = [(connection_id, untrusted_line(name, LONGEST_NAME)) for connection_id, name in named]
        self._page.show_connections(listed if connections.may_choose else [])
        self._page.show_prompts(self._library.prompts)
