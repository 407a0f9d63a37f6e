"""The list of connections in the settings, over real settings and a real server on this computer."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from desktop.adapters.providers.openai_provider import OpenAIProvider
from desktop.controllers.settings.connections_page import ConnectionsPageController
from desktop.core.settings.connections.templates import TEMPLATES
from desktop.services.settings.connections import Connections
from desktop.services.settings.local_server_discovery import KNOWN, LocalServerDiscovery
from desktop.services.tasks import Tasks
from desktop.ui.settings.connections.connections_page import ConnectionsPage
from tests.controllers.fakes import FakeSettings, NoKeys
from tests.loopback import Endpoint, listing
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


class Page:
    def __init__(self, known: tuple[tuple[str, str], ...] = ()) -> None:
        self.tasks, self.settings, self.provider = Tasks(), FakeSettings(answers="endpoint"), OpenAIProvider()
        self.connections = Connections(self.tasks, self.settings, NoKeys())
        self.page = ConnectionsPage()
        self.page.changed.connect(lambda values: self.settings.change(**values))
        search = LocalServerDiscovery(self.tasks, self._get, known)
        self.controller = ConnectionsPageController(self.settings, self.connections, search)
        self.controller.connect()
        self.controller.attach(self.page)

    async def _get(self) -> OpenAIProvider:
        return self.provider

    @property
    def words(self) -> str:
        return self.page.connections.words


def play(test: Callable[[Page], Coroutine[Any, Any, None]], known: tuple[tuple[str, str], ...] = ()) -> None:
    async def run() -> None:
        page = Page(known)
        await test(page)
        await page.provider.close()
        await page.tasks.close()

    on_the_loop(run())


def test_the_search_looks_where_such_servers_listen() -> None:
    assert [address for _, address in KNOWN] == [f"http://127.0.0.1:{port}/v1" for port in (11434, 1234, 8080)]


def test_a_server_that_is_found_is_added_once_and_chosen_by_nobody_but_the_user() -> None:
    async def test(page: Page) -> None:
        for words in ("1 server found and added.", "Found no servers that aren't in the list."):
            page.page.connections.find_requested.emit()
            await until(lambda words=words: page.words == words)  # type: ignore[misc]
        first, found = page.connections.all
        assert page.connections.current == first
        assert (found.name, found.values.model, found.values.endpoint_found) == ("llama.cpp", "qwen-vl", True)

    with Endpoint(answer=listing({"id": "llama"}, {"id": "qwen-vl"})) as endpoint:
        play(test, (("llama.cpp", endpoint.url),))


def test_where_nothing_answers_that_is_said() -> None:
    async def test(page: Page) -> None:
        page.page.connections.find_requested.emit()
        await until(lambda: page.words.startswith("No server answers on this computer"))
        assert len(page.connections.all) == 1

    play(test)


def test_a_template_with_a_placeholder_says_what_to_do() -> None:
    async def test(page: Page) -> None:
        azure = next(template for template in TEMPLATES if template.has_placeholder)
        page.page.connections.template_chosen.emit(azure)
        assert page.words == "Put your own resource into the address, then save your key."
        assert page.settings.settings.connection_name == "Azure"

    play(test)


def test_parameters_are_those_of_the_connection_or_of_this_conversation() -> None:
    async def test(page: Page) -> None:
        page.page.parameters.changed.emit('{"temperature": 1.0}', False)
        page.page.parameters.changed.emit('{"temperature": 0.0}', True)
        assert page.connections.current.values.parameters == '{"temperature": 1.0}'
        assert page.settings.settings.parameters == '{"temperature": 0.0}'

    play(test)
