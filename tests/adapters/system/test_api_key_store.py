"""Keeping keys: their places, the hosts that get them, and a key store that never answers."""

import json
import stat
import threading
from pathlib import Path

import pytest

from desktop.adapters.providers.registry import environment_key_in
from desktop.adapters.system.api_key_store import ApiKeyStore
from desktop.adapters.system.secret_store import ApiKey, KeySource, system_store, within
from desktop.core.errors import Problem, ProblemKind, StorageError
from tests.adapters.system.memory_key_store import MemoryKeyStore, RefusingKeyStore

OPENAI, LOCAL, OTHER = "api.openai.com", "127.0.0.1:11434", "models.example"


def key_store(tmp_path: Path, store: object = None, **environment: str) -> ApiKeyStore:
    return ApiKeyStore(tmp_path / "keys.json", lambda: store, environment_key_in(environment))


def test_the_fake_store_keeps_and_forgets() -> None:
    store = MemoryKeyStore()
    store.set_password("s", "n", "p")
    assert store.get_password("s", "n") == "p"
    store.delete_password("s", "n")
    assert store.get_password("s", "n") is None


def test_a_key_goes_to_the_system_and_comes_back(tmp_path: Path) -> None:
    store = MemoryKeyStore()
    keys = key_store(tmp_path, store)
    assert keys.save(OPENAI, "sk-secret") is KeySource.SYSTEM
    assert keys.key_for(OPENAI) == ApiKey("sk-secret", KeySource.SYSTEM)
    assert keys.key_for(OTHER) is None
    keys.delete(OPENAI)
    assert keys.key_for(OPENAI) is None
    assert store.passwords == {}
    assert not (tmp_path / "keys.json").exists()


def test_without_a_store_a_key_lasts_for_the_session(tmp_path: Path) -> None:
    for store in (None, RefusingKeyStore()):
        keys = key_store(tmp_path, store)
        assert keys.save(OPENAI, "sk-secret") is KeySource.SESSION
        assert keys.key_for(OPENAI) == ApiKey("sk-secret", KeySource.SESSION)
        assert not list(tmp_path.iterdir())
    assert key_store(tmp_path).key_for(OPENAI) is None


def test_by_choice_a_key_goes_to_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    keys = key_store(tmp_path)
    assert keys.save(OPENAI, "sk-secret", in_file=True) is KeySource.FILE
    file = tmp_path / "keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert key_store(tmp_path).key_for(OPENAI) == ApiKey("sk-secret", KeySource.FILE)
    keys.delete(OPENAI)
    assert "sk-secret" not in file.read_text()
    assert json.loads(file.read_text()) == {}


def test_the_environments_key_is_shown_only_to_whom_it_was_meant_for(tmp_path: Path) -> None:
    keys = key_store(tmp_path, OPENAI_API_KEY="sk-env\n")
    assert keys.key_for(OPENAI) == ApiKey("sk-env", KeySource.ENVIRONMENT)
    assert keys.key_for(LOCAL) == ApiKey("sk-env", KeySource.ENVIRONMENT)
    assert keys.key_for(OTHER) is None
    assert keys.key_for("api.openai.com.evil.example") is None
    named = key_store(tmp_path, OPENAI_API_KEY="sk-env", OPENAI_BASE_URL=f"https://{OTHER}/v1")
    assert named.key_for(OTHER) == ApiKey("sk-env", KeySource.ENVIRONMENT)


def test_the_users_own_key_comes_before_the_environments(tmp_path: Path) -> None:
    keys = key_store(tmp_path, MemoryKeyStore(), OPENAI_API_KEY="sk-env")
    keys.save(OPENAI, "sk-mine")
    assert keys.key_for(OPENAI) == ApiKey("sk-mine", KeySource.SYSTEM)


def test_a_store_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.adapters.system.secret_store.READ_S", 0.1)
    monkeypatch.setattr("desktop.adapters.system.secret_store.WRITE_S", 0.1)
    never = threading.Event()

    def hang() -> None:
        never.wait()

    keys = ApiKeyStore(tmp_path / "keys.json", hang)
    with pytest.raises(StorageError) as failed:
        keys.key_for(OPENAI)
    assert failed.value.problem.kind is ProblemKind.KEY_STORE_TIMED_OUT
    assert not keys.has_store()
    assert keys.save(OPENAI, "sk-secret") is KeySource.SESSION
    with_environment = ApiKeyStore(tmp_path / "keys.json", hang, environment_key_in({"OPENAI_API_KEY": "sk-env"}))
    assert with_environment.key_for(OPENAI) == ApiKey("sk-env", KeySource.ENVIRONMENT)
    never.set()


def test_a_key_never_shows_in_a_repr() -> None:
    assert "secret" not in repr(ApiKey("sk-secret", KeySource.FILE))


def test_a_damaged_file_of_keys_is_said_once_and_goes_with_the_key(tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text('{"api.openai.com": "sk-damaged')
    keys = key_store(tmp_path, MemoryKeyStore())
    assert not keys.known_without_store(OPENAI)  # this alone says nothing, and must not swallow it
    with pytest.raises(StorageError) as failed:
        keys.key_for(OPENAI)
    assert failed.value.problem.kind is ProblemKind.KEY_FILE_DAMAGED
    assert failed.value.problem.name == "keys.damaged.json"
    assert keys.key_for(OPENAI) is None
    assert (tmp_path / "keys.damaged.json").exists()
    keys.delete(OPENAI)
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_refused_leaves_the_one_before_for_the_next_start(tmp_path: Path) -> None:
    store = MemoryKeyStore()
    assert key_store(tmp_path, store).save(OPENAI, "sk-old") is KeySource.SYSTEM
    locked = RefusingKeyStore()
    locked.passwords = store.passwords
    keys = key_store(tmp_path, locked)
    assert keys.save(OPENAI, "sk-new") is KeySource.SESSION
    assert keys.key_for(OPENAI) == ApiKey("sk-new", KeySource.SESSION)
    assert key_store(tmp_path, locked).key_for(OPENAI) == ApiKey("sk-old", KeySource.SYSTEM)


def test_a_file_that_cannot_be_written_leaves_the_key_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = MemoryKeyStore()
    keys = key_store(tmp_path, store)
    keys.save(OPENAI, "sk-old")

    def full(*_: object) -> None:
        raise StorageError(Problem(ProblemKind.SETTINGS_NOT_SAVED))

    monkeypatch.setattr("desktop.adapters.system.secret_store.write_json", full)
    with pytest.raises(StorageError):
        keys.save(OPENAI, "sk-new", in_file=True)
    assert keys.key_for(OPENAI) == ApiKey("sk-old", KeySource.SYSTEM)


def test_a_new_place_for_a_key_clears_the_old_one(tmp_path: Path) -> None:
    store = MemoryKeyStore()
    keys = key_store(tmp_path, store)
    keys.save(OPENAI, "sk-1")
    keys.save(OPENAI, "sk-2", in_file=True)
    assert store.passwords == {}
    keys.save(OPENAI, "sk-3")
    assert "sk-" not in (tmp_path / "keys.json").read_text()
    assert keys.key_for(OPENAI) == ApiKey("sk-3", KeySource.SYSTEM)


def test_here_no_system_store_answers() -> None:
    assert within(5, lambda: system_store("linux")) is None
    assert system_store("plan9") is None


def test_a_key_belongs_to_scheme_host_and_port(tmp_path: Path) -> None:
    keys = key_store(tmp_path, MemoryKeyStore())
    keys.save("https://host:8443", "sk-1")
    keys.save("http://nas.local", "sk-2")
    assert keys.key_for("https://host:8443") == ApiKey("sk-1", KeySource.SYSTEM)
    for other in ("http://host:8443", "https://host", "http://host", "https://host:8444", "https://host.:8443"):
        assert keys.key_for(other) is None
    assert keys.key_for("http://nas.local") == ApiKey("sk-2", KeySource.SYSTEM)
    assert keys.key_for("https://nas.local") is None


def test_the_key_of_https_keeps_its_name(tmp_path: Path) -> None:
    store = MemoryKeyStore()
    key_store(tmp_path, store).save("https://api.openai.com", "sk-1")
    assert store.passwords == {("askance", "api.openai.com"): "sk-1"}


@pytest.mark.parametrize(
    ("entry", "origin"),
    [
        ("127.0.0.1:11434", "http://127.0.0.1:11434"),
        ("host:8443", "https://host:8443"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("host:443", "https://host"),
        ("nas:80", "http://nas"),
    ],
)
@pytest.mark.parametrize("in_file", [False, True])
def test_entries_of_earlier_versions_are_read_until_there_is_a_new_one(
    tmp_path: Path, entry: str, origin: str, in_file: bool
) -> None:
    store = MemoryKeyStore()
    if in_file:
        (tmp_path / "keys.json").write_text(json.dumps({entry: "sk-old"}))
    else:
        store.passwords["askance", entry] = "sk-old"
    keys = key_store(tmp_path, store)
    found = keys.key_for(origin)
    assert found is not None and found.text == "sk-old"
    keys.save(origin, "sk-new", in_file)
    found = keys.key_for(origin)
    assert found is not None and found.text == "sk-new"
    assert "sk-old" not in str(store.passwords) + "".join(file.read_text() for file in tmp_path.iterdir())
    keys.delete(origin)
    assert keys.key_for(origin) is None


def test_the_environments_key_never_goes_to_a_server_that_was_merely_found(tmp_path: Path) -> None:
    keys = key_store(tmp_path, OPENAI_API_KEY="sk-env")
    here = "http://127.0.0.1:11434"
    assert keys.key_for(here) == ApiKey("sk-env", KeySource.ENVIRONMENT)
    assert keys.key_for(here, found=True) is None
    assert keys.known_without_store(here) and not keys.known_without_store(here, found=True)
    named = key_store(tmp_path, OPENAI_API_KEY="sk-env", OPENAI_BASE_URL=f"{here}/v1")
    assert named.key_for(here, found=True) == ApiKey("sk-env", KeySource.ENVIRONMENT)


@pytest.mark.parametrize(
    "origin",
    [
        *("http://api.openai.com", "https://api.openai.com:8443", "https://api.openai.com.", "http://models.example"),
        *("https://models.example:444", "http://10.0.0.7:8000", "http://nas.local", "http://localhost.example"),
    ],
)
def test_the_environments_key_goes_to_no_other_origin(tmp_path: Path, origin: str) -> None:
    keys = key_store(tmp_path, OPENAI_API_KEY="sk-env", OPENAI_BASE_URL="https://models.example/v1")
    assert keys.key_for(origin) is None
    assert keys.key_for("https://models.example") == ApiKey("sk-env", KeySource.ENVIRONMENT)


def test_headers_are_kept_for_their_origin_beside_the_key(tmp_path: Path) -> None:
    headers = (("X-Team", "vision"), ("Authorization", "Token t-1"))
    for in_file in (False, True):
        keys = key_store(tmp_path, MemoryKeyStore())
        keys.save_headers("https://host", headers, in_file)
        assert keys.headers_for("https://host") == headers
        assert keys.headers_for("https://host:8443") == keys.headers_for("http://host") == ()
        assert keys.key_for("https://host") is None
        keys.save("https://host", "sk-1")
        keys.save_headers("https://host", ())
        assert keys.headers_for("https://host") == ()
        assert keys.key_for("https://host") == ApiKey("sk-1", KeySource.SYSTEM)


def test_headers_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    store = MemoryKeyStore()
    store.passwords["askance", "headers https://host"] = '[["X-Team", "a\\nX-Evil: b"], ["Host", "x"], 7, ["A", "b"]]'
    assert key_store(tmp_path, store).headers_for("https://host") == (("A", "b"),)
    store.passwords["askance", "headers https://host"] = "{"
    assert key_store(tmp_path, store).headers_for("https://host") == ()
