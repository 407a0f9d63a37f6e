"""The search for the system's key store, and a file of keys that cannot be read or written."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.adapters.system.secret_store import SERVICE, KeySource, SecretStore
from desktop.core.errors import Problem, ProblemKind, StorageError
from tests.adapters.system.memory_key_store import MemoryKeyStore
from tests.helpers.kernel.permissions import permissions_in_force

SEARCHING = """
import sys
from desktop.adapters.system.secret_store import system_store
print(system_store("linux"), any(name.startswith(("keyring", "cryptography")) for name in sys.modules))
"""


@pytest.mark.parametrize(
    ("address", "looks"),
    [
        (None, False),
        ("unix:path=/nonexistent/bus,guid=0", False),
        ("unix:path=/nonexistent/bus;unix:abstract=/nonexistent", True),
        ("tcp:host=127.0.0.1,port=1", True),
    ],
)
def test_without_a_session_bus_no_library_is_imported(tmp_path: Path, address: str | None, looks: bool) -> None:
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    if address is not None:
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
    done = subprocess.run(
        [sys.executable, "-c", SEARCHING], env=environment, capture_output=True, text=True, timeout=240
    )
    assert done.stdout == f"None {looks}\n", done.stderr


@contextlib.contextmanager
def unreadable(file: Path) -> Iterator[None]:
    """Takes the right to read a file from this process, whose folder stays its own."""
    with permissions_in_force():
        file.chmod(0)  # a file of root's in it, as one leaves that was started with sudo, is as closed
        yield
        file.chmod(0o600)


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_file_that_cannot_be_read_is_neither_replaced_nor_said_to_be_cleared() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "keys.json"
        file.write_text('{"host": "sk-1", "other": "sk-2"}')
        file.chmod(0o600)
        store = MemoryKeyStore()
        secrets = SecretStore(file, lambda: store)
        with unreadable(file):
            assert secrets.find_here("host") is None
            for change in (lambda: secrets.save("host", "sk-3", in_file=True), lambda: secrets.delete("host")):
                with pytest.raises(StorageError) as failed:
                    change()
                assert failed.value.problem == Problem(ProblemKind.KEY_FILE_UNREADABLE, "keys.json")
        assert json.loads(file.read_text()) == {"host": "sk-1", "other": "sk-2"}


@pytest.mark.skipif(os.name != "posix", reason="POSIX permissions")
def test_a_key_that_the_system_keeps_is_not_said_to_be_of_this_session_for_a_file_that_cannot_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "keys.json"
        file.write_text('{"other": "sk-2"}')
        file.chmod(0o600)
        store = MemoryKeyStore()
        store.set_password(SERVICE, "earlier", "sk-0")
        secrets = SecretStore(file, lambda: store)
        with unreadable(file):
            assert secrets.save("host", "sk-3", earlier_names=("earlier",)) is KeySource.SYSTEM
            assert secrets.find_here("host") is None
        assert store.passwords == {(SERVICE, "host"): "sk-3"}


def test_what_others_write_beside_the_keys_stays_as_a_damaged_file_is_deleted(tmp_path: Path) -> None:
    for name in ("keys.damaged.json", f".keys.json.{'0' * 16}.part", f".settings.json.{'0' * 16}.part"):
        (tmp_path / name).write_text("{")
    SecretStore(tmp_path / "keys.json", lambda: None).delete_damaged()
    assert [path.name for path in tmp_path.iterdir()] == [f".settings.json.{'0' * 16}.part"]


FILLING = """
import resource, signal, sys
from pathlib import Path
from desktop.adapters.system.secret_store import SecretStore
from desktop.core.errors import StorageError
secrets = SecretStore(Path(sys.argv[1]), lambda: None)
secrets.save("host", "sk-old", in_file=True)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (8, 8))
try:
    secrets.save("host", "sk-new", in_file=True)
except StorageError as failed:
    print(failed.problem.kind)
print(secrets.find_here("host").text)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="POSIX limits")
def test_a_new_key_that_has_no_room_leaves_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    done = subprocess.run([sys.executable, "-c", FILLING, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [ProblemKind.SETTINGS_NOT_SAVED.value, "sk-old"]
    found = SecretStore(file, lambda: None).find_here("host")
    assert found is not None and (found.text, found.source) == ("sk-old", KeySource.FILE)
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]
