"""Saving the image in view to a file."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.image.export.image_saving import ImageSavingController, completed
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.workspace.draft import Draft
from desktop.messages.images.picture_out import full_size_filters
from desktop.ui.actions import Actions
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings
from tests.controllers.image.export.leaving import Leaving
from tests.services.program import image
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")

PNG, JPEG = full_size_filters()
AS_SENT = "As sent to gpt-4o (*.png)"


@pytest.mark.parametrize(
    ("typed", "name_filter", "written"),
    [
        ("Picture 1.png", PNG, "Picture 1.png"),
        ("Picture 1.png", JPEG, "Picture 1.jpg"),
        ("ticket", JPEG, "ticket.jpg"),
        ("ticket.jpeg", PNG, "ticket.jpeg"),
        ("ticket.JPG", JPEG, "ticket.JPG"),
        ("version 1.2", PNG, "version 1.2.png"),
        ("ticket.jpg", AS_SENT, "ticket.png"),
        ("ticket.png", "As sent to gpt-4o (*.jpg)", "ticket.jpg"),
        ("ticket.jpeg", "As sent to gpt-4o (*.jpg)", "ticket.jpeg"),
    ],
)
def test_the_suffix_goes_with_the_format(typed: str, name_filter: str, written: str) -> None:
    assert completed(Path(typed), name_filter) == Path(written)


class Saving(Leaving):
    """The controller; `opened` are the folders that were shown."""

    def start(self) -> None:
        self.opened: list[Path] = []
        self.controller = ImageSavingController(
            self.draft_images,
            self.actions,
            FileDialogs(self.bar.parent, self.bar.notices),
            self.tasks,
            SavedNotice(self.open_folder_of, self.bar.notices),
            self.bar.notices,
        )
        self.controller.connect()
        self.controller.show()

    def open_folder_of(self, path: Path) -> bool:
        self.opened.append(path)
        return path.parent.is_dir()

    async def choose(self, path: Path, name_filter: str) -> QFileDialog:
        """Command saving, and choose in the dialog."""
        self.actions["save_picture"].trigger()
        await until(lambda: self.dialogs)
        (dialog,) = self.dialogs
        dialog.selectNameFilter(name_filter)
        dialog.fileSelected.emit(str(path))
        dialog.done(1)
        return dialog

    @property
    def dialogs(self) -> list[QFileDialog]:
        return [dialog for dialog in self.bar.parent.findChildren(QFileDialog) if dialog.isVisible()]


def _has_ended(notice: str) -> bool:
    """Returns True for a notice about what came of it; where encoding takes over a second, one says that it goes on."""
    return bool(notice) and not notice.endswith("…")


@pytest.fixture
def save(bar: Bar, actions: Actions) -> Callable[[Path, str], Saving]:
    """Saves a picture of 80×60 with a chosen name and filter, and returns what there is once a notice is shown."""

    def run(path: Path, name_filter: str) -> Saving:
        async def saved() -> Saving:
            saving = Saving(bar, actions, FakeSettings(answers="endpoint", model="gpt-4o", detail="low"))
            saving.start()
            saving.show(image(1600))
            await saving.choose(path, name_filter)
            await until(lambda: _has_ended(bar.text) and "save picture" not in saving.tasks.names)
            await saving.room.close()
            return saving

        return on_the_loop(saved())

    return run


Save = Callable[[Path, str], Saving]


@pytest.mark.parametrize(
    ("name_filter", "name", "kind", "size"),
    [
        (PNG, "x.png", "PNG", (1600, 60)),
        (JPEG, "x.jpg", "JPEG", (1600, 60)),
        (AS_SENT, "x.png", "PNG", (512, 19)),
    ],
)
def test_the_picture_is_written_in_the_chosen_format(
    save: Save, tmp_path: Path, name_filter: str, name: str, kind: str, size: tuple[int, int]
) -> None:
    saving = save(tmp_path / "x.png", name_filter)
    with Image.open(io.BytesIO((tmp_path / name).read_bytes())) as written:
        assert (written.format, written.size) == (kind, size)
    mask = os.umask(0)
    os.umask(mask)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o666 & ~mask
    assert saving.bar.text == f"Saved “{name}”"
    saving.bar.press("Show in folder")
    assert saving.opened == [tmp_path / name]


def test_a_folder_that_is_gone_is_said(save: Save, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    saving = save(tmp_path / "sub" / "x.png", PNG)
    (tmp_path / "sub" / "x.png").unlink()
    (tmp_path / "sub").rmdir()
    saving.bar.press("Show in folder")
    assert saving.bar.text == "Couldn't open the folder of “x.png”."


def test_a_link_is_replaced_and_not_followed(save: Save, tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"precious")
    (tmp_path / "x.png").symlink_to(tmp_path / "target")
    save(tmp_path / "x.png", PNG)
    assert (tmp_path / "target").read_bytes() == b"precious"
    assert not (tmp_path / "x.png").is_symlink()


def test_a_name_that_the_dialog_has_not_asked_about_is_asked_about(save: Save, tmp_path: Path) -> None:
    (tmp_path / "x.jpg").write_bytes(b"precious")
    saving = save(tmp_path / "x.png", JPEG)
    assert saving.bar.text == "“x.jpg” already exists."
    assert (tmp_path / "x.jpg").read_bytes() == b"precious"
    assert saving.bar.labels == ["Replace"]


def test_a_folder_that_is_not_there_is_said(save: Save, tmp_path: Path) -> None:
    saving = save(tmp_path / "nowhere" / "x.png", PNG)
    assert "x.png" in saving.bar.text
    assert saving.bar.labels == []


def test_a_place_where_nobody_may_write_is_said(save: Save) -> None:
    saving = save(Path("/proc/x.png"), PNG)  # nobody may write there, not even root
    assert "x.png" in saving.bar.text


def test_a_picture_that_is_removed_while_the_dialog_is_open_is_saved_as_it_was(
    bar: Bar, actions: Actions, tmp_path: Path
) -> None:
    async def run() -> None:
        saving = Saving(bar, actions, FakeSettings(answers="computer"))
        saving.start()
        assert not actions["save_picture"].isEnabled()
        saving.show(image(), image(100), index=1)
        actions["save_picture"].trigger()
        await until(lambda: saving.dialogs)
        (dialog,) = saving.dialogs
        assert dialog.nameFilters() == [PNG, JPEG]  # this computer answers, so nothing is sent
        assert Path(dialog.selectedFiles()[0]).name == "Picture 2.png"
        saving.workspace.set_draft(Draft())
        dialog.fileSelected.emit(str(tmp_path / "x.png"))
        dialog.done(1)
        await until(lambda: bar.text == "Saved “x.png”")
        await saving.room.close()

    on_the_loop(run())
    with Image.open(tmp_path / "x.png") as written:
        assert written.size == (100, 60)
