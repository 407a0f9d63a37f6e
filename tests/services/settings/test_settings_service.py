"""Settings in force, keys and the check of an endpoint."""

from pathlib import Path
from typing import Any

import pytest

from desktop.adapters.system.api_key_store import ApiKeyStore
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.settings.policy.policy import Policy
from desktop.core.settings.settings import Settings
from desktop.services.settings.endpoint_check import EndpointCheck, EndpointCheckResult
from desktop.services.settings.key_status import KeyStatus
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks
from tests.adapters.system.memory_key_store import MemoryKeyStore
from tests.services.fakes import ScriptedProvider
from tests.services.program import provider_at
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_settings_apply_at_once_and_unknown_ones_survive(tmp_path: Path) -> None:
    written: list[dict[str, Any]] = []

    async def run() -> None:
        tasks = Tasks()
        key_store = ApiKeyStore(tmp_path / "keys.json", MemoryKeyStore)
        settings_service = SettingsService(tasks, key_store, {"theme": "dark", "from_the_future": 1}, written.append)
        heard: list[Settings] = []
        settings_service.changed.connect(heard.append)
        settings_service.change(model="gpt-5.4")
        settings_service.change(model="gpt-5.4")
        assert [settings.model for settings in heard] == ["gpt-5.4"]
        assert written == [{"from_the_future": 1, "theme": "dark", "model": "gpt-5.4"}]
        await tasks.close()

    on_the_loop(run())


def test_nobody_is_asked_who_answers_where_that_is_set(tmp_path: Path) -> None:
    def undecided(**of_policy: object) -> bool:
        key_store = ApiKeyStore(tmp_path / "keys.json", MemoryKeyStore)
        return SettingsService(Tasks(), key_store, {}, lambda _: None, Policy(tuple(of_policy.items()))).needs_choice

    assert undecided() and undecided(model="gpt-5.4")
    assert not undecided(answers="auto") and not undecided(endpoint="https://ai.example/v1")


def test_a_key_is_kept_told_of_and_forgotten_for_each_host(tmp_path: Path) -> None:
    async def run() -> None:
        tasks, store = Tasks(), MemoryKeyStore()
        key_store = ApiKeyStore(tmp_path / "keys.json", lambda: store)
        settings_service = SettingsService(tasks, key_store, {}, lambda values: None)
        heard: list[KeyStatus] = []
        settings_service.key_changed.connect(heard.append)
        settings_service.keep_key("sk-0123456789abcd", False)
        await until(lambda: heard and heard[-1].has_store)
        assert (heard[-1].source, heard[-1].ending) == ("system", "abcd")
        assert "0123" not in repr(heard)
        assert await settings_service.key("api.openai.com") == "sk-0123456789abcd"
        settings_service.change(endpoint="https://other.example/v1")
        await until(lambda: heard[-1].host == "other.example")
        assert await settings_service.key("other.example") is None
        settings_service.change(endpoint="https://api.openai.com/v1")
        settings_service.forget_key()
        await until(lambda: store.passwords == {} and heard[-1].source == "")
        await tasks.close()

    on_the_loop(run())


def test_a_change_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    def full(values: dict[str, Any]) -> None:
        raise StorageError(Problem(ProblemKind.SETTINGS_NOT_SAVED, "settings.json"))

    async def run() -> None:
        tasks = Tasks()
        settings_service = SettingsService(tasks, ApiKeyStore(tmp_path / "k", lambda: None), {}, full)
        heard: list[Problem] = []
        settings_service.problem_occurred.connect(heard.append)
        settings_service.change(theme="dark")
        assert [problem.kind for problem in heard] == [ProblemKind.SETTINGS_NOT_SAVED]
        assert settings_service.settings.theme == "dark"
        checked: list[EndpointCheckResult] = []
        check = EndpointCheck(tasks, settings_service, provider_at(ScriptedProvider([])))
        check.checked.connect(checked.append)
        check.start()
        await until(lambda: checked)
        assert checked[0].models[0].name == "gpt-4o"
        await tasks.close()

    on_the_loop(run())


def test_the_file_is_chosen_after_the_key_was_kept_and_left_again(tmp_path: Path) -> None:
    def started() -> ApiKeyStore:
        return ApiKeyStore(tmp_path / "keys.json", lambda: None)

    async def run() -> None:
        tasks = Tasks()
        settings_service = SettingsService(tasks, started(), {}, lambda values: None)
        heard: list[KeyStatus] = []
        settings_service.key_changed.connect(heard.append)
        settings_service.keep_key("sk-0123456789abcd", False)
        await until(lambda: heard and heard[-1].source == "session" and heard[-1].has_store is False)
        settings_service.move_key(True)
        await until(lambda: heard[-1].source == "file")
        assert started().key_for("https://api.openai.com", False) is not None
        settings_service.move_key(False)
        await until(lambda: heard[-1].source == "session")
        assert started().key_for("https://api.openai.com", False) is None
        count = len(heard)
        settings_service.keep_key("sk-0123456789abcd", False)
        await until(lambda: len(heard) > count)  # the same status is told again: the window says that it is being kept
        await tasks.close()

    on_the_loop(run())
