"""Settings that are changed, kept and tried."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit

from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.paths import folders
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from tests.loopback import Endpoint, listing, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import KEY
from tests.stories.window_steps import answered, ask, paste_image, press

pytestmark = pytest.mark.usefixtures("key")


def test_the_test_button_asks_the_endpoint(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        window.actions_["settings"].trigger()
        (opened,) = window.findChildren(SettingsDialog)
        await until(lambda: "OPENAI_API_KEY" in opened.answers.key.status)
        await press(opened.answers, "Test")
        await until(lambda: opened.answers.result.startswith("Works"))
        assert KEY not in opened.answers.key.status
        opened.accept()

    with Endpoint(answer=listing({"id": "gpt-4o"})) as endpoint:
        tell(story, endpoint.url)


def test_keep_history_off_touches_no_disk(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what?")
        await answered(window, "ok")
        assert window.history.model.rowCount() == 2

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url, keep_history=False)
    assert not folders().data.exists()


def test_history_can_be_switched_off_and_on_while_it_runs(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "kept?")
        await answered(window, "ok")
        window.actions_["settings"].trigger()
        (opened,) = window.findChildren(SettingsDialog)
        opened.field("keep_history", QCheckBox).click()
        opened.accept()
        await until(lambda: window.history.model.rowCount() == 0)
        await ask(window, "not kept")
        await answered(window, "not kept")
        opened.field("keep_history", QCheckBox).click()
        await until(lambda: [window.history.model.index(1).data()] == ["kept?"])

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
    store = SqliteStore(folders().data)
    assert [row.title for row in store.page(0, 9)] == ["kept?"]
    store.close()


def test_the_size_of_text_is_kept(tell: Tell, qapp: QApplication) -> None:
    usual = qapp.font().pointSizeF()

    async def first(window: MainWindow) -> None:
        window.actions_["larger"].trigger()
        window.actions_["larger"].trigger()
        assert window.theme.points == usual * 1.25

    async def second(window: MainWindow) -> None:
        assert window.theme.points == usual * 1.25
        window.actions_["usual"].trigger()
        assert window.theme.points == usual

    tell(first)
    tell(second)


@pytest.mark.skipif(sys.platform == "win32", reason="the program is a script with a #! line")
def test_a_program_for_the_key_is_typed_saved_and_removed(tell: Tell, tmp_path: Path) -> None:
    program = tmp_path / "key program"
    program.write_text("#!/bin/sh\necho key-of-a-program-$1\n")
    program.chmod(0o755)

    async def story(window: MainWindow) -> None:
        window.actions_["settings"].trigger()
        (opened,) = window.findChildren(SettingsDialog)
        field = opened.answers.key_program
        (command, *_times) = field.findChildren(QLineEdit)
        command.setText("key")
        await press(field, "Save program")
        assert "whole path" in field.status
        command.setText(f"'{program}' 42")
        await press(field, "Save program")
        await until(lambda: "From your program" in opened.answers.key.status)
        opened.accept()
        await ask(window, "what?")
        await answered(window, "ok")
        window.actions_["settings"].trigger()
        await press(field, "Remove program")
        await until(lambda: field.status == "No program" and "OPENAI_API_KEY" in opened.answers.key.status)
        opened.accept()

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
    (post,) = endpoint.posts
    assert {name.lower(): value for name, value in post.headers.items()}["authorization"] == (
        "Bearer key-of-a-program-42"
    )
    assert "program" not in folders().settings_file.read_text()
