"""Exports show what was covered after it had been sent only after a question."""

import json
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.secret_image import asked_bare, shows_secret
from tests.stories.window_steps import press

pytestmark = pytest.mark.usefixtures("key")

NOTE = "Sent without this cover"


async def export(window: MainWindow, path: Path) -> None:
    """Exports the open conversation to a file, as a user does."""
    window.history.export_requested.emit(window.transcript.conversation_id)
    await until(lambda: dialogs(window))
    (dialog,) = dialogs(window)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    await until(lambda: f"Saved “{path.name}”" in window.notice.words and not dialogs(window))


def dialogs(window: MainWindow) -> list[QFileDialog]:
    return [dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible()]


def test_exports_carry_the_covers_and_say_so(tell: Tell, tmp_path: Path) -> None:
    sent: list[str] = []
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            sent.append(window.transcript.items[0].turn.images[0].id)
            for name in ("a.md", "a.html", "a.pdf", "a.json"):
                await export(window, tmp_path / name)
                assert "What you covered after sending is covered in it" in window.notice.words

        tell(story, endpoint.url, private_text="off")
    (picture,) = (tmp_path / "a-pictures").iterdir()
    assert not shows_secret(Image.open(picture))
    for name in ("a.md", "a.html"):
        assert NOTE in (tmp_path / name).read_text()
    for name in ("a.md", "a.html", "a.json"):
        assert sent[0] not in (tmp_path / name).read_text()
    exported = json.loads((tmp_path / "a.json").read_text())
    assert exported["conversations"][0]["turns"][0]["pictures"][0]["covers"] == [[90, 40, 210, 110]]
    assert sent[0][:16] not in picture.name


def test_export_as_sent_asks(tell: Tell, tmp_path: Path) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            await export(window, tmp_path / "a.json")
            covered = (tmp_path / "a.json").read_text()
            await press(window.notice, "Export as sent")
            assert "would show what you have covered since" in window.notice.words
            assert (tmp_path / "a.json").read_text() == covered
            await press(window.notice, "Export as sent")
            await until(lambda: window.transcript.items[0].turn.images[0].id in (tmp_path / "a.json").read_text())

        tell(story, endpoint.url, private_text="off")


def test_where_it_is_forbidden_there_is_no_export_as_sent(tell: Tell, tmp_path: Path) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            await export(window, tmp_path / "a.json")
            assert window.notice.offers == ()

        tell(story, endpoint.url, private_text="off", allow_uncovered=False)
