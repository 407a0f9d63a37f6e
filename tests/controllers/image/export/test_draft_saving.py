"""The open draft as files of the user's own."""

import io
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.image.export.draft_saving import DraftSaving
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.settings.policy.policy import Policy
from desktop.core.workspace.draft import Draft
from desktop.ui.actions import Actions
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings
from tests.controllers.image.export.leaving import Leaving
from tests.services.program import image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


class Saving(Leaving):
    """The draft on its way to files; `dialogs` are those that were opened."""

    def start(self) -> None:
        files, saved = FileDialogs(self.bar.parent, self.bar.notices), SavedNotice(lambda _: True, self.bar.notices)
        self.saving = DraftSaving(self.draft_images, files, self.tasks, saved, self.bar.notices)

    @property
    def dialogs(self) -> list[QFileDialog]:
        return [dialog for dialog in self.bar.parent.findChildren(QFileDialog) if dialog.isVisible()]

    async def choose(self, draft: Draft, path: Path) -> None:
        """Asks where the draft goes, and chooses `path`."""
        self.saving.choose_file(draft)
        (dialog,) = self.dialogs
        dialog.close()
        dialog.fileSelected.emit(str(path))
        await until(lambda: not self.tasks.names)


def play(bar: Bar, actions: Actions, story: Callable[[Saving], Coroutine[Any, Any, None]], **settings: Any) -> None:
    async def run() -> None:
        room = Saving(bar, actions, FakeSettings(**settings))
        room.start()
        await story(room)
        await room.room.close()

    on_the_loop(run())


def test_words_and_pictures_are_written_with_covers_burnt_in(bar: Bar, actions: Actions, tmp_path: Path) -> None:
    async def story(room: Saving) -> None:
        covered = image().with_annotation(Redaction("r", Rect(0, 0, 10, 10)))
        (tmp_path / "draft-1.png").write_bytes(b"of somebody")
        await room.choose(Draft("What is this?", (covered, image()), 0), tmp_path / "draft")
        assert "draft.txt" in bar.text

    play(bar, actions, story)
    assert (tmp_path / "draft.txt").read_text(encoding="utf-8") == "What is this?"
    assert (tmp_path / "draft-1.png").read_bytes() == b"of somebody"
    assert {path.name for path in tmp_path.glob("draft*")} == {
        "draft.txt",
        *(f"draft-{number}.png" for number in (1, 2, 3)),
    }
    written = Image.open(io.BytesIO((tmp_path / "draft-2.png").read_bytes())).convert("RGB")
    assert len({written.getpixel((x, y)) for x in range(10) for y in range(10)}) == 1


def test_a_place_that_cannot_be_written_is_told(bar: Bar, actions: Actions, tmp_path: Path) -> None:
    async def story(room: Saving) -> None:
        await room.choose(Draft("What?", (), 0), tmp_path / "gone" / "draft.txt")
        assert bar.text != ""

    play(bar, actions, story)
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_may_be_exported_no_file_is_asked_for(bar: Bar, actions: Actions) -> None:
    async def story(room: Saving) -> None:
        room.saving.choose_file(Draft("What?", (), 0))
        assert room.dialogs == []
        assert bar.text != ""

    play(bar, actions, story, policy=Policy((("allow_export", False),)))
