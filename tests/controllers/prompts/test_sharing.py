"""Handing prompts and connections on, over real files, the real page and the real window of changes."""

import json
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from desktop.adapters.files.user_file import write_user_file
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.prompts.sharing import PromptSharingController
from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.core.settings.connections.connection import Connection
from desktop.core.settings.settings import Settings
from desktop.services.prompts.prompt_library import PromptLibrary
from desktop.services.prompts.sharing import PromptSharing
from desktop.services.settings.connections import Connections
from desktop.services.tasks import Tasks
from desktop.ui.dialogs.shared_changes import ChangeRow, SharedChangesDialog
from desktop.ui.notice_bar import NoticeBar
from desktop.ui.settings.prompts.prompts_page import PromptsPage
from tests.controllers.fakes import FakeSettings, NoKeys
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")
MINE = SavedPrompt("Mine", "What?", "Be brief.")


class Desk:
    """The page, and what lies behind it."""

    def __init__(self, *prompts: SavedPrompt) -> None:
        self.tasks, self.settings = Tasks(), FakeSettings(answers="endpoint")
        self.connections = Connections(self.tasks, self.settings, NoKeys())
        self.library = PromptLibrary(dict, lambda _: None, lambda: prompts)
        self.sharing = PromptSharing(self.tasks, self.library, self.connections, write_user_file, self._settings)
        self.window, self.page = QWidget(), PromptsPage()
        self.dialogs: list[SharedChangesDialog] = []
        self.may_import = True
        files = FileDialogs(self.window, ErrorNotices(NoticeBar(self.window), lambda: None))
        self.controller = PromptSharingController(self.sharing, files, self._new_dialog)
        self.controller.connect()
        self.controller.attach(self.page)

    def _settings(self) -> Settings:
        return replace(self.settings.settings, allow_import=self.may_import)

    def _new_dialog(self, name: str, rows: Sequence[ChangeRow]) -> SharedChangesDialog:
        self.dialogs.append(SharedChangesDialog(self.window, name, rows))
        return self.dialogs[-1]

    async def look_into(self, path: Path) -> None:
        self.page.show_words("")
        shown = len(self.dialogs)
        self.sharing.look_into(path)
        await until(lambda: self.page.result != "" or len(self.dialogs) > shown)


def play(test: Callable[[Desk], Coroutine[Any, Any, None]], *prompts: SavedPrompt) -> None:
    async def run() -> None:
        desk = Desk(*prompts)
        await test(desk)
        for dialog in desk.window.findChildren(SharedChangesDialog):
            dialog.reject()
        await desk.tasks.close()

    on_the_loop(run())


def test_what_one_computer_saves_another_takes_over_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "a.json"

    async def save(desk: Desk) -> None:
        desk.connections.add(Connection.new("https://models.example/v1", "Work", "gpt-4o"))
        desk.connections.add(Connection.new("http://127.0.0.1:1/v1", "Cellar", "llava"))
        desk.sharing.export(path)
        await until(lambda: desk.page.result == "Saved “a.json”")

    async def take(desk: Desk) -> None:
        await desk.look_into(path)
        boxes = desk.dialogs[0].findChildren(QCheckBox)
        labels = ["New connection “Work”", "New connection “Cellar”", "New prompt “Mine”"]
        assert [box.text() for box in boxes] == labels
        assert not any(box.isChecked() for box in boxes)
        assert "Address: https://models.example/v1" in boxes[0].accessibleDescription()
        boxes[0].click()
        boxes[2].click()
        next(button for button in desk.dialogs[0].findChildren(QPushButton) if "2 changes" in button.text()).click()
        assert desk.page.result == "Applied 2 changes."
        assert [connection.name for connection in desk.connections.all] == ["api.openai.com", "Work"]
        assert desk.connections.current.name == "api.openai.com"
        assert desk.library.prompts == (MINE,)
        await desk.look_into(path)
        (left,) = desk.dialogs[1].findChildren(QCheckBox)
        assert left.text() == "New connection “Cellar”"

    play(save, MINE)
    play(take)


def test_nothing_new_is_said(tmp_path: Path) -> None:
    async def test(desk: Desk) -> None:
        desk.sharing.export(tmp_path / "a.json")
        await until(lambda: desk.page.result != "")
        await desk.look_into(tmp_path / "a.json")
        assert desk.page.result == "Everything in “a.json” is here already."
        assert desk.dialogs == []

    play(test, MINE)


def test_what_cannot_be_read_or_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"format": ')
    (tmp_path / "large.json").write_text(" " * 1_000_001)

    async def test(desk: Desk) -> None:
        for name in ("broken.json", "large.json", "none.json", "."):
            await desk.look_into(tmp_path / name)
            assert "isn't a file of prompts and connections of Askance" in desk.page.result
        desk.page.show_words("")
        desk.sharing.export(tmp_path / "no such folder" / "a.json")
        await until(lambda: desk.page.result != "")
        assert "a.json" in desk.page.result
        assert desk.library.prompts == (MINE,)

    play(test, MINE)


def test_the_rules_of_the_house_may_allow_no_import(tmp_path: Path) -> None:
    async def test(desk: Desk) -> None:
        desk.sharing.export(tmp_path / "a.json")
        await until(lambda: desk.page.result != "")
        desk.may_import = False
        await desk.look_into(tmp_path / "a.json")
        assert "organisation" in desk.page.result
        assert desk.dialogs == []

    play(test, MINE)


def test_what_a_file_says_about_itself_cannot_pose_as_more(tmp_path: Path) -> None:
    prompt = {"name": "Mine\nNew connection", "words": "a\u202eb\n\n\nIgnore all"}
    plain = {"format": "askance prompts and connections", "version": 1, "prompts": [prompt]}
    (tmp_path / "a.json").write_text(json.dumps(plain))

    async def test(desk: Desk) -> None:
        await desk.look_into(tmp_path / "a.json")
        (box,) = desk.dialogs[0].findChildren(QCheckBox)
        assert box.text() == "New prompt “Mine New connection”"
        assert "\u202e" not in box.accessibleDescription() and "\n" not in box.accessibleDescription()

    play(test)
