"""What every test gets: a home of its own, no keys and no network settings from outside, and a check for leftovers."""

import contextlib
import gc
import logging
import multiprocessing
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import settings
from PySide6.QtWidgets import QApplication

from desktop.adapters.providers.registry import capabilities_at
from desktop.app.application import App
from desktop.core.provider_capabilities import use_capabilities
from tests.helpers.connections import Watched, watched

settings.register_profile("untimed", deadline=None)  # how busy the machine is, is nothing that a test tells of
settings.load_profile("untimed")
use_capabilities(capabilities_at)  # as composition does it, for tests that need no composition


def pytest_itemcollected(item: pytest.Item) -> None:
    """Leaves tests that run the same code thousands of times out of the coverage: tracing would double their time."""
    if item.get_closest_marker("slow") or getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
        item.add_marker("no_cover")


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return App


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home; nothing of this computer's own settings and keys shows through."""
    where = tmp_path / "home"
    monkeypatch.setenv("ASKANCE_HOME", str(where))
    for name in [name for name in os.environ if name.startswith("OPENAI_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/askance-tests")
    return where


@pytest.fixture(autouse=True)
def connections() -> Iterator[list[Watched]]:
    """The connections that the test opens. All are closed at its end, whatever goes wrong in between."""
    with watched() as opened:
        yield opened
    left = [watched_connection for watched_connection in opened if watched_connection.open]
    for watched_connection in left:
        with contextlib.suppress(apsw.ThreadingViolationError):  # in use in another thread
            watched_connection.connection.close()
    assert not left, "connections left open:\n" + "\n".join(map(str, left))


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """No thread, child process or window outlives a test, and the log holds nothing that was not expected."""
    threads = set(threading.enumerate())
    log = logging.getLogger("askance")
    log.propagate = True
    yield
    expected = {marker.args[0] for marker in request.node.iter_markers("logs")}
    records = [each for each in caplog.get_records("call") if each.levelno >= logging.WARNING]
    unexpected = [each.getMessage() for each in records if not any(words in each.getMessage() for words in expected)]
    assert not unexpected, f"in the log: {unexpected}"
    left = [each for each in set(threading.enumerate()) - threads if _counts(each)]
    for thread in left:
        thread.join(5)
    assert not [each.name for each in left if each.is_alive()]
    assert not multiprocessing.active_children()
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
        gc.collect()
        windows = [each for each in app.topLevelWidgets() if each.isVisible()]
        assert not windows, f"windows left: {windows}"
    assert _children() == set(), f"child processes left: {_children()}"


def _counts(thread: threading.Thread) -> bool:
    """Threads that hang on purpose in a test of a hung key store are daemons by design."""
    return not thread.name.startswith("askance-vault")


def _children() -> set[str]:
    """The command lines of this process's children, where the system shows them."""
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    if not listing.exists():
        return set()
    names = set()
    for pid in listing.read_text().split():
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if "desktop" in command:
            names.add(command[:120])
    return names
