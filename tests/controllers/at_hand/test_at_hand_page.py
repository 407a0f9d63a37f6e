"""The page about what is at hand, and the file for the login."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.controllers.at_hand.at_hand_page import AtHandPageController
from desktop.core.global_shortcut import ShortcutState, ShortcutStatus
from desktop.messages.settings.at_hand import (
    INSTALL,
    autostart_failed_words,
    installed_words,
    no_autostart_words,
)
from desktop.ui.settings.pages.at_hand_page import AtHandPage
from tests.controllers.fakes import FakeSettings, Recorder

ENTRY = Path("/home/me/.local/share/applications/askance.desktop")


class Shortcut(QObject):
    """A shortcut that stands as the test says."""

    stated = Signal(ShortcutStatus)

    def __init__(self) -> None:
        super().__init__()
        self.status, self.words, self.tries = ShortcutStatus(ShortcutState.OFF), "", 0

    def state(self, status: ShortcutStatus, words: str) -> None:
        self.status, self.words = status, words
        self.stated.emit(status)

    def try_again(self) -> None:
        self.tries += 1


class Tray(QObject):
    """A tray that says what the test wants."""

    stated = Signal(str)
    words = "No tray here"


class Room:
    """The page with its controller; `can_enter` and `fails` tell how the system takes it."""

    def __init__(self, can_enter: bool = True, fails: bool = False, **settings: Any) -> None:
        self.can_enter, self.fails = can_enter, fails
        self.settings, self.tell, self.shortcut, self.tray = FakeSettings(**settings), Recorder(), Shortcut(), Tray()
        self.at_login: list[bool] = []
        self.page = AtHandPage()
        self.controller = AtHandPageController(
            self.settings,
            self.shortcut,  # type: ignore[arg-type]
            self.tray,  # type: ignore[arg-type]
            self.start_at_login,
            self.install,
            self.tell,
        )
        self.controller.connect()
        self.controller.attach(self.page)

    def start_at_login(self, wanted: bool) -> bool:
        if self.fails:
            raise PermissionError(13, "denied", str(ENTRY))
        self.at_login.append(wanted)
        return self.can_enter

    def install(self) -> Path:
        if self.fails:
            raise PermissionError(13, "denied", str(ENTRY))
        return ENTRY

    @property
    def sentences(self) -> list[str]:
        return [label.text() for label in self.page.findChildren(QLabel) if not label.isHidden()]

    @property
    def install_button(self) -> QPushButton:
        return next(button for button in self.page.findChildren(QPushButton) if button.text() == INSTALL)


def room(qtbot: QtBot, **values: Any) -> Room:
    here = Room(**values)
    qtbot.addWidget(here.page)
    return here


def test_the_page_says_how_each_part_stands_from_the_first_moment_on(qtbot: QtBot) -> None:
    here = room(qtbot)
    assert "No tray here" in here.sentences
    here.shortcut.state(ShortcutStatus(ShortcutState.TAKEN), "Another program has these keys.")
    here.tray.stated.emit("The icon is there.")
    assert {"Another program has these keys.", "The icon is there."} <= set(here.sentences)
    assert not here.install_button.isVisibleTo(here.page)


def test_a_desktop_that_does_not_know_the_program_gets_its_entry_and_the_keys_are_tried_again(qtbot: QtBot) -> None:
    here = room(qtbot)
    here.shortcut.state(ShortcutStatus(ShortcutState.UNKNOWN_PROGRAM), "The desktop does not know Askance.")
    assert here.install_button.isVisibleTo(here.page)
    here.install_button.click()
    assert here.tell.calls == [(installed_words(str(ENTRY)),)]
    assert here.shortcut.tries == 1


def test_an_entry_that_cannot_be_written_is_told_and_nothing_is_tried(qtbot: QtBot) -> None:
    here = room(qtbot, fails=True)
    here.page.install_requested.emit()
    assert here.tell.calls == [(autostart_failed_words(str(ENTRY)),)]
    assert here.shortcut.tries == 0


def test_the_login_follows_its_setting_and_no_other(qtbot: QtBot) -> None:
    here = room(qtbot)
    here.settings.change(theme="dark")
    assert here.at_login == []
    here.settings.change(start_at_login=True)
    here.settings.change(start_at_login=False)
    assert here.at_login == [True, False]
    assert here.tell.calls == []


@pytest.mark.parametrize(
    ("values", "words"),
    [({"can_enter": False}, no_autostart_words()), ({"fails": True}, autostart_failed_words(str(ENTRY)))],
    ids=["cannot", "fails"],
)
def test_a_system_that_does_not_take_it_is_told(qtbot: QtBot, values: dict[str, bool], words: str) -> None:
    here = room(qtbot, **values)
    here.settings.change(start_at_login=True)
    assert here.tell.calls == [(words,)]


def test_what_holds_already_at_the_start_is_not_entered_again(qtbot: QtBot) -> None:
    here = room(qtbot, start_at_login=True)
    here.settings.change(theme="dark")
    assert here.at_login == []
