"""The list of connections in the settings: what it shows, and what the user does there."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from desktop.core.models.offered_parameters import OfferedParameters
from desktop.core.settings.connections.connection import Connection, is_given
from desktop.core.settings.connections.templates import ConnectionTemplate
from desktop.core.untrusted_text import untrusted_line
from desktop.messages.model_words import efforts_words, unlisted_words
from desktop.messages.problems import message_for
from desktop.messages.settings import connection_words
from desktop.services.settings.connections import Connections
from desktop.services.settings.local_server_discovery import LocalServer, LocalServerDiscovery
from desktop.services.settings.settings_service import SettingsService
from desktop.ui.settings.connections.connection_list import ConnectionEntry
from desktop.ui.settings.connections.connections_page import ConnectionsPage

LONGEST = 80  # letters of a name or a model in a row; chosen


class ConnectionsPageController:
    """Is attached to the page when the settings are first opened."""

    def __init__(
        self,
        settings_service: SettingsService,
        connections: Connections,
        local_servers: LocalServerDiscovery,
        offered_at: Callable[[str, str], OfferedParameters] = lambda _endpoint, _model: OfferedParameters(),
    ) -> None:
        """`offered_at` returns the parameters that a model at an endpoint may take."""
        self._offered_at = offered_at
        self._settings_service = settings_service
        self._connections = connections
        self._local_servers = local_servers
        self._page: ConnectionsPage | None = None

    def connect(self) -> None:
        """Connects the settings and the search for servers."""
        self._settings_service.changed.connect(lambda _: self.show())
        self._local_servers.found.connect(self._add_found)
        self._local_servers.refused.connect(lambda problem: self._say(message_for(problem).text))

    def attach(self, page: ConnectionsPage) -> None:
        """Shows the connections on this page, and follows what the user does there."""
        self._page = page
        page.connections.chosen.connect(self._connections.choose)
        page.connections.removed.connect(self._connections.remove)
        page.connections.template_chosen.connect(self._add)
        page.connections.find_requested.connect(self._find)
        page.parameters_here.connect(self._connections.set_parameters_here)
        self.show()

    def show(self) -> None:
        """Shows every connection, and which of them answers."""
        if self._page is None:
            return
        connections = self._connections
        entries = [self._entry(connection) for connection in connections.all]
        self._page.connections.show_entries(entries, connections.may_choose, connections.may_add)
        self._page.parameters.show_only_here(bool(connections.in_force.parameters))
        settings = self._settings_service.settings
        offered = self._offered_at(settings.endpoint, settings.model)
        self._page.parameters.show_unlisted(offered.unlisted, unlisted_words(settings.model))
        self._page.parameters.show_efforts(offered.efforts, efforts_words(settings.model, offered), offered.was_refused)

    def _entry(self, connection: Connection) -> ConnectionEntry:
        settings = self._connections.settings_of(connection.id)
        parts = [settings.host] if settings.connection_name else []
        about = " · ".join((*parts, untrusted_line(settings.model, LONGEST)))
        name = untrusted_line(self._connections.name_of(connection), LONGEST)
        return ConnectionEntry(
            connection.id, name, about, connection.id == self._connections.current.id, is_given(connection.id)
        )

    def _add(self, template: ConnectionTemplate) -> None:
        self._connections.add(template.connection())
        if self._page is not None and template.has_placeholder:
            self._page.field("endpoint", QLineEdit).setFocus()
            self._say(connection_words.fill_in_address())

    def _find(self) -> None:
        self._say(connection_words.looking())
        self._local_servers.look()

    def _add_found(self, servers: tuple[LocalServer, ...]) -> None:
        """Adds the servers that answer and have a model, unless there is a connection to them already."""
        known = {self._connections.settings_of(connection.id).endpoint for connection in self._connections.all}
        new = [server for server in servers if server.endpoint not in known and server.models]
        for server in new:
            self._connections.add_unchosen(Connection.new(server.endpoint, server.name, server.models[0], found=True))
        if new:
            words = connection_words.servers_added(len(new))
        elif any(server.endpoint in known for server in servers):
            words = connection_words.no_other_server()
        elif servers:
            words = connection_words.has_no_model(servers[0].name)
        else:
            words = connection_words.no_server()
        self._say(words)

    def _say(self, words: str) -> None:
        if self._page is not None:
            self._page.connections.show_words(words)
