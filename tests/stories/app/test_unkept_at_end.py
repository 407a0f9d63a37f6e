"""Leaving while the history cannot be used: the user is asked before what is in memory alone goes."""

import os
import signal
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from desktop import paths
from desktop.adapters.storage.database import NAME
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import answered, ask, cover, paste_image, press

pytestmark = [
    pytest.mark.usefixtures("key"),
    pytest.mark.skipif(os.name != "posix", reason="signals, and folders without permission"),
]
GOES = "1 draft that wasn't sent goes when Askance closes."


@pytest.fixture
def unusable(home: Path) -> Path:
    """A data folder with a folder in the place of the history."""
    (paths.folders().data / NAME).mkdir(parents=True)
    return paths.folders().data


async def asked_at_closing(window: MainWindow) -> None:
    """Closes the window once something was said, which then asks, and is still there."""
    await until(lambda: window.notice.words)
    window.close()
    await until(lambda: GOES in window.notice.words)
    assert window.isVisible()


def test_a_draft_that_cannot_be_kept_is_asked_about_and_can_be_saved(
    tell: Tell, unusable: Path, tmp_path: Path
) -> None:
    async def story(window: MainWindow) -> None:
        QTest.keyClicks(window.composer.field, "half typed")
        await paste_image(window)
        cover(window)
        await asked_at_closing(window)
        assert not window.wants_to_close
        await press(window.notice, "Save the draft…")
        dialog = window.findChild(QFileDialog)
        assert isinstance(dialog, QFileDialog)
        (tmp_path / "mine-1.png").write_bytes(b"of the user")
        dialog.fileSelected.emit(str(tmp_path / "mine.txt"))
        dialog.close()
        await until(lambda: "Saved" in window.notice.words)
        await asked_at_closing(window)
        await press(window.notice, "Close anyway")

    tell(story)
    assert (tmp_path / "mine.txt").read_text() == "half typed"
    assert (tmp_path / "mine-1.png").read_bytes() == b"of the user"
    with Image.open(tmp_path / "mine-2.png") as picture:
        assert {picture.convert("RGB").getpixel(place) for place in ((91, 41), (150, 75), (208, 108))} == {(0, 0, 0)}


def test_a_signal_asks_nobody(tell: Tell, unusable: Path) -> None:
    async def story(window: MainWindow) -> None:
        QTest.keyClicks(window.composer.field, "half typed")
        await asked_at_closing(window)
        os.kill(os.getpid(), signal.SIGTERM)  # closing the window, as every story does then, would ask once more

    tell(story)


def test_nothing_is_asked_where_nothing_would_go(tell: Tell, unusable: Path) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "a question")  # the inbox takes it
        await answered(window, "An answer")

    with Endpoint(script=[saying("An answer")]) as endpoint:
        tell(story, endpoint.url)
    assert len(list((unusable / "inbox").glob("*.json"))) == 1


def test_nothing_is_asked_once_the_history_can_be_used_again(tell: Tell, unusable: Path) -> None:
    async def story(window: MainWindow) -> None:
        QTest.keyClicks(window.composer.field, "half typed")
        await asked_at_closing(window)
        (unusable / NAME).rename(unusable / "moved away")
        await until(lambda: "can use the history again" in window.notice.words)

    async def look(window: MainWindow) -> None:
        await until(lambda: window.composer.field.toPlainText() == "half typed")

    tell(story)
    tell(look)
