"""Headers of the user's own, kept for the endpoint in force."""

from pathlib import Path

import pytest

from desktop.adapters.system.api_key_store import ApiKeyStore
from desktop.services.settings.own_headers import OwnHeaders
from desktop.services.settings.settings_service import SettingsService
from desktop.services.tasks import Tasks
from tests.adapters.system.memory_key_store import MemoryKeyStore
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_headers_are_kept_for_the_endpoint_in_force(tmp_path: Path) -> None:
    async def run() -> None:
        tasks, store = Tasks(), MemoryKeyStore()
        key_store = ApiKeyStore(tmp_path / "keys.json", lambda: store)
        written: list[object] = []
        settings_service = SettingsService(tasks, key_store, {}, written.append)
        own_headers = OwnHeaders(tasks, key_store, settings_service)
        heard: list[tuple[str, tuple[str, ...]]] = []
        own_headers.changed.connect(lambda origin, names: heard.append((origin, names)))
        own_headers.keep((("X-Team", "vision"),), False)
        await until(lambda: heard == [("https://api.openai.com", ("X-Team",))])
        assert await own_headers.for_origin("https://api.openai.com") == (("X-Team", "vision"),)
        assert "vision" in "".join(store.passwords.values()), "the value is in the key store"
        settings_service.change(endpoint="https://other.example/v1")
        own_headers.look()
        await until(lambda: heard[1:] == [("https://other.example", ())])
        settings_service.change(endpoint="https://api.openai.com/v1")
        own_headers.keep((), False)
        await until(lambda: heard[2:] == [("https://api.openai.com", ())])
        assert store.passwords == {}
        assert written and "vision" not in repr(written) and "X-Team" not in repr(written)
        await tasks.close()

    on_the_loop(run())
    assert list(tmp_path.iterdir()) == [], "and in no file"
