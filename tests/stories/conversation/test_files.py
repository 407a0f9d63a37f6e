"""Exports, imports, backups and copies of conversations."""

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox

from desktop.composition.container import Container
from desktop.controllers.building.files_side import FileControllers
from desktop.ui.dialogs.backup_settings import BackupSettingsDialog
from desktop.ui.main_window import MainWindow
from tests.helpers.images import png
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.started_parts import started_parts
from tests.stories.window_steps import answered, ask, menu_of, paste_image, press, titles, trigger

pytestmark = pytest.mark.usefixtures("key")


@pytest.fixture
def out(monkeypatch: pytest.MonkeyPatch) -> list[tuple[FileControllers, Container]]:
    """The controllers of files, and the parts of the program, of each start."""
    return started_parts(monkeypatch)


def test_a_conversation_goes_out_in_every_form_and_comes_back(
    tell: Tell, out: list[tuple[FileControllers, Container]], tmp_path: Path
) -> None:
    with Endpoint(answer=saying("A **bold** $x^2$ answer\n\n```py\nx = 1\n```")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, png(64, 48))
            await ask(window, "what?")
            await answered(window, "answer")
            for ending in ("md", "html", "json", "pdf"):
                out[-1][0].exports.export_to(tmp_path / f"one.{ending}", window.transcript.conversation_id)
                await until((tmp_path / f"one.{ending}").exists)
            out[-1][0].exports.export_to(tmp_path / "all.md", "")
            await until(lambda: (tmp_path / "all" / "what.md").exists())
            out[-1][0].exports.export_to(tmp_path / "no folder" / "x.html", "")
            await until(lambda: "Couldn't save" in window.notice.words)
            out[-1][0].exports.export_to(tmp_path / "no folder" / "x.pdf", "")
            await until(lambda: "Couldn't save “x.pdf”" in window.notice.words)
            out[-1][1].import_export.import_file(tmp_path / "one.json")  # it is known: it comes as another one
            await until(lambda: titles(window) == ["what?", "what?"])
            out[-1][1].import_export.import_file(tmp_path / "one.html")
            await until(lambda: "isn't an Askance export" in window.notice.words)

        tell(story, endpoint.url)
    text = (tmp_path / "one.md").read_text("utf-8")
    (name,) = [path.name for path in (tmp_path / "one-pictures").iterdir()]
    assert f"![Picture 1](one-pictures/{name})" in text
    assert "A **bold** $x^2$ answer" in text
    assert "data:image/png;base64," in (tmp_path / "one.html").read_text("utf-8")
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    assert json.loads((tmp_path / "one.json").read_text("utf-8"))["askance"] == 1


def test_everything_goes_into_a_backup_and_comes_back(
    tell: Tell, out: list[tuple[FileControllers, Container]], tmp_path: Path
) -> None:
    backup = tmp_path / "all.askance-backup"
    with Endpoint(answer=saying("yes")) as endpoint:

        async def first(window: MainWindow) -> None:
            await paste_image(window)
            await ask(window, "what?")
            await answered(window, "yes")
            out[-1][0].backups.back_up_to(backup)
            await until(lambda: "Backup saved (without keys)" in window.notice.words)
            window.history.delete_requested.emit(window.transcript.conversation_id)
            await until(lambda: window.history.model.rowCount() == 0)
            window.notice.hide()
            out[-1][0].restores.restore_from(tmp_path / "nothing")
            await until(lambda: "isn't a backup" in window.notice.words)
            out[-1][0].restores.restore_from(backup)
            await until(lambda: "Restored “all.askance-backup”." in window.notice.words)
            await until(lambda: titles(window) == ["what?"])

        async def second(window: MainWindow) -> None:
            await until(lambda: titles(window) == ["what?"])

        tell(first, endpoint.url, theme="dark")
        tell(second, endpoint.url)


def test_copying_with_formatting(tell: Tell) -> None:
    with Endpoint(answer=saying("**bold** ![x](http://x.example/p.png)")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "bold")
            trigger(menu_of(window), "Copy answer as formatted text")
            copied = QGuiApplication.clipboard().mimeData()
            assert "<strong>bold</strong>" in copied.html()
            assert "<img" not in copied.html()
            trigger(menu_of(window), "Copy answer as Markdown")
            assert QGuiApplication.clipboard().text() == r"**bold** \![x](http://x.example/p.png)"
            window.transcript.select_all()
            trigger(menu_of(window), "Copy")
            assert QGuiApplication.clipboard().text() == "what?\n\nbold x"
            trigger(menu_of(window), "Copy question")
            assert QGuiApplication.clipboard().text() == "what?"

        tell(story, endpoint.url)


def test_a_backup_does_not_say_where_questions_go(
    tell: Tell, out: list[tuple[FileControllers, Container]], tmp_path: Path
) -> None:
    backup = tmp_path / "all.askance-backup"
    with Endpoint(answer=saying("yes")) as endpoint:

        async def first(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "yes")
            out[-1][0].backups.back_up_to(backup)
            await until(backup.exists)
            await until(lambda: "Backup saved (without keys)" in window.notice.words)

        async def second(window: MainWindow) -> None:
            out[-1][0].restores.restore_from(backup)
            await until(lambda: "Restored “all.askance-backup”." in window.notice.words)
            assert out[-1][1].settings_service.settings.endpoint == "http://127.0.0.1:9/v1"
            (offered,) = window.findChildren(BackupSettingsDialog)
            boxes = [box for box in offered.findChildren(QCheckBox) if endpoint.url in box.accessibleDescription()]
            boxes[0].click()
            await press(offered, "Use 1 setting")
            assert out[-1][1].settings_service.settings.endpoint == endpoint.url

        tell(first, endpoint.url)
        tell(second, "http://127.0.0.1:9/v1")


def test_an_import_never_takes_the_place_of_a_turn(
    tell: Tell, out: list[tuple[FileControllers, Container]], tmp_path: Path
) -> None:
    file = tmp_path / "one.json"
    with Endpoint(answer=saying("mine")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "mine")
            out[-1][0].exports.export_to(file, window.transcript.conversation_id)
            await until(file.exists)
            exported = json.loads(file.read_text("utf-8").replace("mine", "theirs"))
            exported["conversations"][0]["id"] = exported["conversations"][0]["turns"][0]["conversation_id"] = "fresh"
            file.write_text(json.dumps(exported))
            out[-1][1].import_export.import_file(file)
            await until(lambda: len(titles(window)) == 2)

        async def later(window: MainWindow) -> None:
            await until(lambda: "mine" in window.transcript.plain_text())

        tell(story, endpoint.url)
        tell(later, endpoint.url)
