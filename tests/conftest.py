"""Fixtures of every test: a home of its own, no keys or network settings from outside, and a check for leftovers."""

import contextlib
import gc
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # so a shell starts what runs behind it
    signal.signal(signal.SIGINT, signal.default_int_handler)

from hypothesis import settings
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from desktop.adapters.providers.registry import capabilities_at
from desktop.app.application import App
from desktop.composition import models_in_force
from desktop.core.provider_capabilities import use_capabilities
from desktop.messages.language import catalogue
from desktop.messages.language.choice import ENGLISH
from tests.helpers.connections import Watched, watched
from tests.kept_look import kept_children, kept_look
from tests.patient_bot import PatientBot

settings.register_profile("untimed", deadline=None)  # a test does not depend on how busy the machine is
settings.load_profile("untimed")
use_capabilities(capabilities_at)  # as composition does it, for tests that need no composition
models_in_force.use_files()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Leaves tests that run the same code thousands of times out of the coverage: tracing would double their time."""
    if item.get_closest_marker("slow") or getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
        item.add_marker("no_cover")


@pytest.fixture(scope="module", autouse=True)
def module_begins_and_ends_clean() -> Iterator[None]:
    """Checks that no child process outlives a module, and keeps collections of garbage quick.

    What earlier modules brought in is left out of them: walking over all of it after each test would take longer than
    most tests.
    """
    gc.collect()
    gc.freeze()
    yield
    assert not _children(), f"child processes left: {_children()}"


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return App


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns a new home; settings and keys of this computer have no effect."""
    folder = tmp_path / "home"
    monkeypatch.setenv("ASKANCE_HOME", str(folder))
    for name in [name for name in os.environ if name.startswith("OPENAI_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("LANGUAGE", "en")  # texts are compared in English, wherever the tests run
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)  # and with it the proxies of a desktop
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/askance-tests")
    return folder


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Shows texts in English again after a test that uses another language."""
    yield
    catalogue.use(ENGLISH)


@pytest.fixture(autouse=True)
def usual_application(request: pytest.FixtureRequest) -> Iterator[None]:
    """Gives the application its look back after a test that shows windows, without what watches it."""
    if "qapp" not in request.fixturenames:
        yield
        return
    app: QApplication = request.getfixturevalue("qapp")
    with kept_look(app), kept_children(app):
        yield


@pytest.fixture(autouse=True)
def connections() -> Iterator[list[Watched]]:
    """Yields the SQLite connections that the test opens, and closes all of them at its end, even if it fails."""
    with watched() as opened:
        yield opened
    left = [watched_connection for watched_connection in opened if watched_connection.open]
    for watched_connection in left:
        with contextlib.suppress(apsw.ThreadingViolationError):  # in use in another thread
            watched_connection.connection.close()
    assert not left, "connections left open:\n" + "\n".join(map(str, left))


@pytest.fixture(autouse=True)
def no_child_left() -> Iterator[None]:
    """Checks that no child process outlives a test, and ends those that do: a later test has no part in them."""
    before = set(_child_pids())
    yield
    left = {pid: command for pid, command in _children().items() if pid not in before}
    for pid in left:
        with contextlib.suppress(ProcessLookupError, ChildProcessError):  # it ended, and somebody else waited for it
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    assert not left, f"child processes left: {left}"


@pytest.fixture(autouse=True)
def nothing_left(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture, no_child_left: None
) -> Iterator[None]:
    """Checks that no thread or window outlives a test and that the log has no unexpected records.

    `no_child_left` looks after it: until then a decoder that became garbage has ended.
    """
    threads = set(threading.enumerate())
    app = QApplication.instance()
    before = app.topLevelWidgets() if isinstance(app, QApplication) else []
    pressed = QGuiApplication.mouseButtons()
    log = logging.getLogger("askance")
    log.propagate = True
    yield
    expected = {marker.args[0] for marker in request.node.iter_markers("logs")}
    records = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    messages = [record.getMessage() for record in records]
    unexpected = [message for message in messages if not any(words in message for words in expected)]
    assert not unexpected, f"in the log: {unexpected}"
    left = [thread for thread in set(threading.enumerate()) - threads if _counts(thread)]
    for thread in left:
        thread.join(60)
    assert not [thread.name for thread in left if thread.is_alive()]
    assert not multiprocessing.active_children()
    app = QApplication.instance()
    if isinstance(app, QApplication):
        for view in app.topLevelWidgets():  # while all of it is alive: collected, its parts would go in any order
            if isinstance(view, QAbstractScrollArea) and view.isHidden() and not any(view is other for other in before):
                view.deleteLater()
        app.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
        if "qapp" in request.fixturenames:  # no other test makes a window
            gc.collect()
        windows = [widget for widget in app.topLevelWidgets() if widget.isVisible()]
        names = [repr(window) for window in windows]
        for window in windows:
            window.hide()
        assert not windows, f"windows left: {names}"
        assert app.mouseButtons() in (Qt.MouseButton.NoButton, pressed), "a button of the mouse is left pressed"


def _counts(thread: threading.Thread) -> bool:
    """Returns False for threads that hang on purpose in a test of a hung key store; they are daemons by design."""
    return not thread.name.startswith("askance-vault")


def _children() -> dict[int, str]:
    """Returns the command lines of the program's processes among this process's children, where the system shows them.

    One that a test finds running belongs to a fixture of its module. A process that has just been started has no
    command line for a moment.
    """
    commands = {}
    for pid in _child_pids():
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if "desktop" in command:
            commands[pid] = command[:120]
    return commands


def _child_pids() -> list[int]:
    """Returns this process's children, whatever they run; none where the system does not list them."""
    listing = Path(f"/proc/self/task/{os.getpid()}/children")
    return [int(pid) for pid in listing.read_text().split()] if listing.exists() else []
