"""What the screen readers that run listen for."""

import socket
import threading
from pathlib import Path

import pytest

from desktop.adapters.speech.reader_watch import ReaderWatch, hears_only_notifications

SHOWING, ANNOUNCEMENT = "Object:StateChanged:Showing", "Object:Announcement:"


def test_a_reader_without_announcements_needs_notifications() -> None:
    assert hears_only_notifications([(":1.3", SHOWING), (":1.3", "Window:Activate:")])
    assert hears_only_notifications([(":1.3", SHOWING), (":1.4", ANNOUNCEMENT)])


def test_one_that_hears_announcements_and_one_that_hears_neither_need_none() -> None:
    assert not hears_only_notifications([(":1.3", SHOWING), (":1.3", ANNOUNCEMENT)])
    assert not hears_only_notifications([(":1.3", "Mouse:Button:")])
    assert not hears_only_notifications([])


def test_without_a_bus_nobody_needs_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    watch = ReaderWatch()
    assert not watch.has_started
    watch.start()
    watch.stop()
    assert watch.has_started and not watch.needs_notifications


def test_a_bus_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(tmp_path / "bus"))
        bus.listen()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/bus")
        watch = ReaderWatch()
        watch.start()
        connected, _ = bus.accept()
        with connected:
            watch.stop()
            waiting = [thread for thread in threading.enumerate() if thread.name == "screen readers"]
            assert waiting, "it has not ended, and was left alone"
    for thread in waiting:
        thread.join()


def test_a_watch_that_was_never_started_can_be_stopped() -> None:
    ReaderWatch().stop()
