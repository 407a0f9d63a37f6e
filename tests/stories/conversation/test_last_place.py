"""Leaving where nothing can be written: the user is told and chooses a place; what was typed is there afterwards."""

import asyncio
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from desktop.adapters.storage.database import NAME
from desktop.composition import factories
from desktop.ui.main_window import MainWindow
from tests.services.qt_loop import until
from tests.stories.conftest import Tell

WORDS = "words that nobody wants to type again"


@pytest.fixture
def nowhere(home: Path) -> Path:
    """Makes a home in none of whose folders anything can be left, nor in the history."""
    (home / "data" / NAME).mkdir(parents=True)
    for name in ("data", "state", "config"):
        (home / name).mkdir(exist_ok=True)
        (home / name / "left").touch()
    return home


def restored(home: Path) -> str:
    (home / "data" / NAME).rmdir()
    store = factories.open_store(keep_history=True)(lambda _: None)
    last = store.last_draft()
    store.close()
    return last[1].prompt if last else ""


def clicking(text: str) -> Callable[[], bool]:
    """Returns a function that presses a button of the message that is shown, once there is one."""

    def click() -> bool:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                for button in box.buttons():
                    if button.text().replace("&", "") == text:
                        button.click()
                        return True
        return False

    return click


def choosing(folder: Path) -> Callable[[], bool]:
    def choose() -> bool:
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, QFileDialog) and dialog.isVisible():
                (field,) = dialog.findChildren(QLineEdit, "fileNameEdit")
                field.setText(str(folder))
                dialog.accept()
                return True
        return False

    return choose


@pytest.mark.logs("not done: StorageError")
def test_the_user_chooses_a_place_and_has_the_words_back(tell: Tell, nowhere: Path, tmp_path: Path) -> None:
    chosen, refused = tmp_path / "chosen", tmp_path / "refused"
    chosen.mkdir()
    refused.mkdir()
    (refused / "left").touch()
    answering = list[asyncio.Task[None]]()

    async def answer() -> None:
        await until(clicking("Choose a folder…"))
        await until(choosing(refused))
        await until(clicking("Choose a folder…"))
        await until(choosing(chosen))
        await until(clicking("OK"))

    async def story(window: MainWindow) -> None:
        QTest.keyClicks(window.composer.field, WORDS)
        answering.append(asyncio.ensure_future(answer()))

    tell(story)
    assert answering[0].done()
    assert (chosen / "left").is_dir()
    (nowhere / "data" / "left").unlink()
    (chosen / "left").rename(nowhere / "data" / "left")
    assert restored(nowhere) == WORDS


@pytest.mark.logs("not done: StorageError")
def test_who_wants_nothing_kept_is_asked_once(tell: Tell, nowhere: Path) -> None:
    async def story(window: MainWindow) -> None:
        QTest.keyClicks(window.composer.field, WORDS)
        asyncio.ensure_future(until(clicking("Close without saving")))  # noqa: RUF006

    tell(story)
    assert restored(nowhere) == ""


def test_where_nothing_was_typed_nobody_is_asked(tell: Tell, nowhere: Path) -> None:
    async def story(window: MainWindow) -> None:
        pass

    tell(story)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.logs("not done: StorageError")
def test_a_signal_asks_nobody_and_says_what_is_lost(
    tell: Tell, nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def story(window: MainWindow) -> None:
        QTest.keyClicks(window.composer.field, WORDS)
        os.kill(os.getpid(), signal.SIGTERM)
        await until(lambda: not window.isVisible())

    tell(story)
    assert "what you asked and typed is lost" in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.logs("not done: StorageError")
def test_a_signal_ends_the_question_for_a_place(tell: Tell, nowhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async def end() -> None:
        await until(lambda: any(isinstance(box, QMessageBox) for box in QApplication.topLevelWidgets()))
        os.kill(os.getpid(), signal.SIGTERM)

    async def story(window: MainWindow) -> None:
        QTest.keyClicks(window.composer.field, WORDS)
        asyncio.ensure_future(end())  # noqa: RUF006

    tell(story)
    assert "what you asked and typed is lost" in capsys.readouterr().err
