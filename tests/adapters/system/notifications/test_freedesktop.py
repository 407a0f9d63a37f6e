"""Notifications of a desktop on Linux, over a real bus."""

import contextlib
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.adapters.system.notifications.freedesktop import FreedesktopNotifications
from tests.adapters.system.notifications.service_standin import bus, service
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")
goes_without = pytest.mark.logs("no notifications from this desktop")


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bus, which is that of the session."""
    with bus() as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address


class Shown:
    """Notifications, and what they tell."""

    def __init__(self) -> None:
        self.notifications = FreedesktopNotifications("Open")
        self.opened: list[str] = []
        self.missing = 0
        self.notifications.opened.connect(self.opened.append)
        self.notifications.unavailable.connect(self._count)

    def _count(self) -> None:
        self.missing += 1


def play(test: Callable[[Shown], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        shown = Shown()
        await test(shown)
        shown.notifications.end()

    on_the_loop(run())


def test_it_is_shown_and_a_click_tells_which_it_was(address: str) -> None:
    with service(address) as desktop:

        async def test(shown: Shown) -> None:
            shown.notifications.show("first", "The answer is here", "a < b & c")
            name, number, _icon, title, text, actions, hints, _ms = desktop.shown()
            assert (name, number, title, text) == ("Askance", 0, "The answer is here", "a &lt; b &amp; c")
            assert (actions, hints["desktop-entry"]) == (["default", "Open"], ["s", "askance"])
            shown.notifications.show("second", "Another", "text")
            desktop.shown()
            desktop.do("click", 2)
            await until(lambda: shown.opened == ["second"])
            desktop.do("click", 1)
            await until(lambda: shown.opened == ["second", "first"])

        play(test)


def test_a_later_one_of_the_same_subject_takes_its_place_until_it_is_closed(address: str) -> None:
    with service(address) as desktop:

        async def test(shown: Shown) -> None:
            for expected in (0, 1):
                shown.notifications.show("first", "Title", "text")
                assert desktop.shown()[1] == expected
            desktop.do("close", 1)
            desktop.do("click", 1)  # what is closed has no click any more
            shown.notifications.show("other", "Title", "text")
            assert desktop.shown()[1] == 0
            desktop.do("click", 2)
            await until(lambda: "other" in shown.opened)
            assert shown.opened == ["other"]

        play(test)


@goes_without
def test_a_desktop_without_the_service_is_told(address: str) -> None:
    async def test(shown: Shown) -> None:
        shown.notifications.show("first", "Title", "text")
        await until(lambda: shown.missing == 1)

    play(test)


@goes_without
def test_a_service_that_refuses_is_told(address: str) -> None:
    with service(address, "refuses"):

        async def test(shown: Shown) -> None:
            shown.notifications.show("first", "Title", "text")
            await until(lambda: shown.missing == 1)

        play(test)


@goes_without
@pytest.mark.parametrize("address", ["", "unix:path=/no/such/bus", "nonsense"])
def test_a_session_without_a_bus_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

    async def test(shown: Shown) -> None:
        shown.notifications.show("first", "Title", "text")
        await until(lambda: shown.missing == 1)

    play(test)


@goes_without
def test_a_bus_that_ends_is_told_and_another_one_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    async def test(shown: Shown) -> None:
        with bus() as first:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", first)
            with service(first) as desktop:
                shown.notifications.show("first", "Title", "text")
                desktop.shown()
        await until(lambda: shown.missing == 1)
        with bus() as second:
            monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", second)
            with service(second) as desktop:
                shown.notifications.show("second", "Title", "text")
                assert desktop.shown()[1] == 0

    play(test)


@goes_without
def test_ending_writes_into_no_other_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The numbers of a pipe that is closed soon belong to other files."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nothing")

    async def run() -> None:
        shown = Shown()
        shown.notifications.show("first", "Title", "text")
        await until(lambda: shown.missing)
        await until(lambda: not any(thread.name == "notifications" for thread in threading.enumerate()))
        paths = [tmp_path / str(number) for number in range(8)]
        with contextlib.ExitStack() as opened:
            for path in paths:
                opened.enter_context(path.open("w"))
            shown.notifications.end()
        assert [path.read_bytes() for path in paths] == [b""] * 8

    on_the_loop(run())
