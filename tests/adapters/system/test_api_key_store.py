"""The vault: where keys go, whom they are shown to, and a key store that never answers."""

import json
import stat
import threading
from pathlib import Path

import pytest

from desktop.adapters.system.api_key_store import ApiKey, ApiKeyStore, KeySource, system_store, within
from desktop.core.errors import ProblemKind, StorageError

OPENAI, LOCAL, OTHER = "api.openai.com", "127.0.0.1:11434", "models.example"


class MemoryKeyStore:
    """A key store as keyring's backends are: three methods over service and name."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.held.get((service, name))

    def set_password(self, service: str, name: str, password: str) -> None:
        self.held[service, name] = password

    def delete_password(self, service: str, name: str) -> None:
        del self.held[service, name]


class RefusingKeyStore(MemoryKeyStore):
    def set_password(self, service: str, name: str, password: str) -> None:
        raise RuntimeError("locked")


def key_store(tmp_path: Path, store: object = None, **environment: str) -> ApiKeyStore:
    return ApiKeyStore(tmp_path / "keys.json", lambda: store, environment)


def test_the_fake_store_keeps_and_forgets() -> None:
    store = MemoryKeyStore()
    store.set_password("s", "n", "p")
    assert store.get_password("s", "n") == "p"
    store.delete_password("s", "n")
    assert store.get_password("s", "n") is None


def test_a_key_goes_to_the_system_and_comes_back(tmp_path: Path) -> None:
    store = MemoryKeyStore()
    held = key_store(tmp_path, store)
    assert held.save(OPENAI, "sk-secret") is KeySource.SYSTEM
    assert held.key_for(OPENAI) == ApiKey("sk-secret", KeySource.SYSTEM)
    assert held.key_for(OTHER) is None
    held.delete(OPENAI)
    assert held.key_for(OPENAI) is None
    assert store.held == {}
    assert not (tmp_path / "keys.json").exists()


def test_without_a_store_a_key_lasts_for_the_session(tmp_path: Path) -> None:
    for store in (None, RefusingKeyStore()):
        held = key_store(tmp_path, store)
        assert held.save(OPENAI, "sk-secret") is KeySource.SESSION
        assert held.key_for(OPENAI) == ApiKey("sk-secret", KeySource.SESSION)
        assert not list(tmp_path.iterdir())
    assert key_store(tmp_path).key_for(OPENAI) is None


def test_by_choice_a_key_goes_to_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    held = key_store(tmp_path)
    assert held.save(OPENAI, "sk-secret", in_file=True) is KeySource.FILE
    file = tmp_path / "keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert key_store(tmp_path).key_for(OPENAI) == ApiKey("sk-secret", KeySource.FILE)
    held.delete(OPENAI)
    assert "sk-secret" not in file.read_text()
    assert json.loads(file.read_text()) == {}


def test_the_environments_key_is_shown_only_to_whom_it_was_meant_for(tmp_path: Path) -> None:
    held = key_store(tmp_path, OPENAI_API_KEY="sk-env\n")
    assert held.key_for(OPENAI) == ApiKey("sk-env", KeySource.ENVIRONMENT)
    assert held.key_for(LOCAL) == ApiKey("sk-env", KeySource.ENVIRONMENT)
    assert held.key_for(OTHER) is None
    assert held.key_for("api.openai.com.evil.example") is None
    named = key_store(tmp_path, OPENAI_API_KEY="sk-env", OPENAI_BASE_URL=f"https://{OTHER}/v1")
    assert named.key_for(OTHER) == ApiKey("sk-env", KeySource.ENVIRONMENT)


def test_the_users_own_key_comes_before_the_environments(tmp_path: Path) -> None:
    held = key_store(tmp_path, MemoryKeyStore(), OPENAI_API_KEY="sk-env")
    held.save(OPENAI, "sk-mine")
    assert held.key_for(OPENAI) == ApiKey("sk-mine", KeySource.SYSTEM)


def test_a_store_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.adapters.system.api_key_store.READ_S", 0.1)
    monkeypatch.setattr("desktop.adapters.system.api_key_store.WRITE_S", 0.1)
    never = threading.Event()

    def hang() -> None:
        never.wait()

    held = ApiKeyStore(tmp_path / "keys.json", hang, {})
    with pytest.raises(StorageError) as failed:
        held.key_for(OPENAI)
    assert failed.value.problem.kind is ProblemKind.KEY_STORE_TIMED_OUT
    assert not held.has_store()
    assert held.save(OPENAI, "sk-secret") is KeySource.SESSION
    with_environment = ApiKeyStore(tmp_path / "keys.json", hang, {"OPENAI_API_KEY": "sk-env"})
    assert with_environment.key_for(OPENAI) == ApiKey("sk-env", KeySource.ENVIRONMENT)
    never.set()


def test_a_key_never_shows_in_a_repr() -> None:
    assert "secret" not in repr(ApiKey("sk-secret", KeySource.FILE))


def test_a_damaged_file_of_keys_is_no_key(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("{broken")
    assert key_store(tmp_path).key_for(OPENAI) is None


def test_here_no_system_store_answers() -> None:
    assert within(5, lambda: system_store("linux")) is None
    assert system_store("plan9") is None
