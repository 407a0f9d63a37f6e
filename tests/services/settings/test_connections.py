"""Choosing, adding and removing connections, and following the conversation that is open."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from desktop.core.settings.connections.connection import FIRST, Connection
from desktop.core.settings.connections.connection_list import NO_CHOICE, ConversationChoice
from desktop.core.settings.own_headers import Headers
from desktop.core.settings.policy.policy import NO_POLICY, Policy
from desktop.core.settings.settings import OPENAI
from desktop.services.settings.connections import Connections
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks
from tests.controllers.fakes import NoKeys
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")
LOCAL = Connection.new("http://127.0.0.1:11434/v1", "Kitchen", "llava")
SAME_SERVER = Connection.new("http://127.0.0.1:11434/other/v1")


class Keys(NoKeys):
    """Records the origins whose keys and headers are removed."""

    def __init__(self) -> None:
        self.deleted: list[str] = []

    def delete(self, origin: str) -> None:
        self.deleted.append(origin)

    def save_headers(self, origin: str, headers: Headers, in_file: bool = False) -> None:
        assert headers == ()
        self.deleted.append(f"headers of {origin}")


class Parts:
    def __init__(self, policy: Policy = NO_POLICY) -> None:
        self.tasks, self.keys = Tasks(), Keys()
        self.written: list[dict[str, Any]] = []
        self.settings = SettingsService(self.tasks, self.keys, {}, self.written.append, policy)
        self.connections = Connections(self.tasks, self.settings, self.keys)
        self.chosen: list[ConversationChoice] = []
        self.lost: list[str] = []
        self.removed: list[tuple[str, str]] = []
        self.connections.chosen.connect(self.chosen.append)
        self.connections.lost.connect(self.lost.append)
        self.connections.removed.connect(lambda *names: self.removed.append(names))


def run(test: Callable[[Parts], Coroutine[Any, Any, None]], policy: Policy = NO_POLICY) -> None:
    async def whole() -> None:
        parts = Parts(policy)
        await test(parts)
        await parts.tasks.close()

    on_the_loop(whole())


def test_a_connection_that_is_added_answers_and_is_written() -> None:
    async def test(parts: Parts) -> None:
        parts.connections.add(LOCAL)
        assert (parts.settings.settings.host, parts.settings.settings.model) == ("127.0.0.1:11434", "llava")
        assert parts.written[-1]["chosen_connection"] == LOCAL.id
        assert parts.chosen == [ConversationChoice(LOCAL.id, "llava")]
        await until(lambda: parts.settings.key_status.known)
        assert parts.settings.key_status.host == "127.0.0.1:11434"

    run(test)


def test_an_opened_conversation_brings_its_connection_and_nothing_is_written() -> None:
    async def test(parts: Parts) -> None:
        parts.connections.add(LOCAL)
        parts.connections.choose(FIRST)
        count = len(parts.written)
        parts.connections.follow(ConversationChoice(LOCAL.id, "qwen"))
        assert (parts.settings.settings.host, parts.settings.settings.model) == ("127.0.0.1:11434", "qwen")
        parts.connections.follow(NO_CHOICE)
        assert parts.settings.settings.endpoint == OPENAI
        assert len(parts.written) == count

    run(test)


def test_what_is_known_of_one_servers_key_says_nothing_about_another() -> None:
    async def test(parts: Parts) -> None:
        parts.connections.add(LOCAL)
        await until(lambda: parts.settings.key_status.known)
        parts.connections.choose(FIRST)
        assert not parts.settings.key_status.known
        assert not parts.settings.is_answerer_known
        await until(lambda: parts.settings.key_status.known)
        assert parts.settings.effective.is_local

    run(test)


def test_a_conversation_whose_connection_is_gone_says_who_answers() -> None:
    async def test(parts: Parts) -> None:
        parts.connections.follow(ConversationChoice("gone", "llava"))
        assert parts.lost == ["api.openai.com"]
        assert parts.settings.settings.model == "gpt-4o"

    run(test)


def test_a_removed_connection_takes_its_key_with_it_unless_another_needs_it() -> None:
    async def test(parts: Parts) -> None:
        for connection in (LOCAL, SAME_SERVER):
            parts.connections.add(connection)
        parts.connections.remove(LOCAL.id)
        assert parts.settings.settings.endpoint == SAME_SERVER.values.endpoint
        parts.connections.remove(SAME_SERVER.id)
        assert parts.connections.current.id == FIRST
        await until(lambda: len(parts.keys.deleted) == 2)
        origin = "http://127.0.0.1:11434"
        assert parts.keys.deleted == [origin, f"headers of {origin}"]
        assert parts.removed == [("Kitchen", "127.0.0.1:11434"), ("127.0.0.1:11434", "127.0.0.1:11434")]
        parts.connections.remove(FIRST)
        assert [connection.id for connection in parts.connections.all] == [FIRST]

    run(test)


def test_parameters_of_one_conversation_stay_with_it() -> None:
    async def test(parts: Parts) -> None:
        parts.settings.change(parameters='{"temperature": 1.0}')
        parts.connections.set_parameters_here('{"temperature": 0.0}')
        assert parts.settings.settings.parameters == '{"temperature": 0.0}'
        assert parts.written[-1]["parameters"] == '{"temperature": 1.0}'
        parts.connections.follow(NO_CHOICE)
        assert parts.settings.settings.parameters == '{"temperature": 1.0}'

    run(test)


def test_where_the_policy_says_where_questions_go_nothing_is_chosen() -> None:
    async def test(parts: Parts) -> None:
        parts.connections.add(LOCAL)
        parts.connections.follow(ConversationChoice("gone"))
        parts.connections.remove(FIRST)
        assert (parts.chosen, parts.lost, parts.written) == ([], [], [])
        assert parts.settings.settings.endpoint == "https://ai.corp.example/v1"

    run(test, Policy((("endpoint", "https://ai.corp.example/v1"),)))
