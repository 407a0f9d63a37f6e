"""Out and in: exporting and taking in conversations, printing, a backup of everything and bringing it back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QDialog, QFileDialog

from desktop.adapters.atomic_write import write_atomically
from desktop.adapters.formula_typesetter import typeset
from desktop.composition import config_files, factories
from desktop.composition.container import Container
from desktop.composition.lazy_windows import print_dialog, printing
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.export.bundle import file_name
from desktop.core.conversation.export.format import PaintedFormat
from desktop.core.conversation.export.pdf import formulas_in
from desktop.core.conversation.export.registry import format_of, known_suffixes, name_filters
from desktop.core.errors import StorageError
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.core.settings.settings import from_plain, to_plain
from desktop.services.conversation.thumbnails import thumbnail_of
from desktop.ui.qt_images import qimage
from desktop.ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

JSON_FILES, BACKUP_FILES = "JSON (*.json)", "Backup of Askance (*.askance-backup)"
IMAGE_SIDE = 1200
MARGIN_MM = 18.0


class ImportExportController:
    """Between the menu and what writes and reads files."""

    def __init__(
        self, container: Container, problems: ErrorNotices, take_over_questions: Callable[[dict[str, Any]], None]
    ) -> None:
        self._container = container
        self._problems = problems
        self._take_over = take_over_questions
        actions, exporting = container.window.actions_, container.import_export
        actions["export"].triggered.connect(lambda: self._export(container.history.conversation.id))
        actions["export_all"].triggered.connect(lambda: self._export(""))
        actions["import"].triggered.connect(self._take_in)
        actions["print"].triggered.connect(self._print)
        actions["backup"].triggered.connect(self._back_up)
        actions["restore"].triggered.connect(self._restore)
        container.window.history.export_requested.connect(self._export)
        exporting.done.connect(lambda name: container.window.notice.say(f"“{name}” is written."))
        exporting.refused.connect(problems.tell)
        exporting.taken_in.connect(self._tell_taken_in)

    # out

    def _export(self, conversation_id: str) -> None:
        """Ask where to, and in which form."""
        if (
            conversation_id == self._container.history.conversation.id
            and not self._container.history.conversation.turns
        ):
            self._container.window.notice.say("There is nothing in this conversation yet.")
            return
        titles = {row.id: row.title for row in self._container.history.summaries}
        title = titles.get(conversation_id, self._container.history.conversation.title)
        name = file_name(title) if conversation_id else "Askance conversations"
        dialog = self._dialog("Export", name_filters(), save=f"{name}.md")
        dialog.fileSelected.connect(
            lambda path: self._unless_there(
                Path(path), dialog.selectedNameFilter(), lambda chosen: self.export_to(chosen, conversation_id)
            )
        )

    def _unless_there(self, path: Path, name_filter: str, write: Callable[[Path], None]) -> None:
        """The dialog has asked about the file that was named; another ending makes it another file."""
        chosen = _with_ending(path, name_filter)
        folder = chosen.with_suffix("")
        if chosen != path and chosen.exists():
            self._container.window.notice.say(
                f"There is a “{chosen.name}” already.", ("Replace it", partial(write, chosen)), passing=False
            )
        elif chosen.suffix == ".md" and folder.is_dir() and any(folder.glob("*.md")):
            self._container.window.notice.say(
                f"There is a folder “{folder.name}” already.", ("Write into it", partial(write, chosen)), passing=False
            )
        else:
            write(chosen)

    def export_to(self, path: Path, conversation_id: str) -> None:
        """Write a conversation, or all, in the form that the file's ending names."""
        if isinstance(format_of(path.suffix), PaintedFormat):
            self._container.tasks.start("export", self._to_pdf(path, conversation_id))
        else:
            self._container.import_export.export(path, conversation_id)

    async def _to_pdf(self, path: Path, conversation_id: str) -> None:
        held = QBuffer()
        held.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(held)
        writer.setTitle("Askance")
        writer.setPageLayout(_page_layout())
        if not await self._paint(writer, conversation_id):
            return
        problem = await self._container.tasks.run_blocking(write_atomically, path, bytes(held.data().data()))
        if problem is not None:
            self._problems.tell(problem)
        else:
            self._container.window.notice.say(f"“{path.name}” is written.")

    def _print(self) -> None:
        """The system's own dialog, then paper."""
        dialog, device = print_dialog(self._container.window)
        device.setPageLayout(_page_layout())
        conversation_id = self._container.history.conversation.id
        dialog.accepted.connect(lambda: self._container.tasks.start("print", self._to_printer(device, conversation_id)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own `open` wants Qt's old slots

    async def _to_printer(self, device: "QPagedPaintDevice", conversation_id: str) -> None:
        if not await self._paint(device, conversation_id):
            self._container.window.notice.say("The printer did not take the conversation. It is unchanged here.")

    async def _paint(self, device: "QPagedPaintDevice", conversation_id: str) -> bool:
        """Make in threads what takes long, then paint."""
        container = self._container
        try:
            exported = await container.import_export.collect(conversation_id)
        except StorageError:
            return False
        images = await container.tasks.run_blocking(_images, dict(exported.images))
        outlines = await container.tasks.run_blocking(_outlines, exported.conversations)
        shown = {name: qimage(pixels).copy() for name, pixels in images.items()}
        theme = Theme(LIGHT, container.window.font())
        return printing(device, theme, shown, outlines, exported.conversations)

    # in

    def _take_in(self) -> None:
        dialog = self._dialog("Import conversations", JSON_FILES)
        dialog.fileSelected.connect(lambda path: self._container.import_export.import_file(Path(path)))

    def _tell_taken_in(self, count: int) -> None:
        self._container.history.refresh_list()
        said = "1 conversation was taken in." if count == 1 else f"{count} conversations were taken in."
        self._container.window.notice.say(said)

    # everything

    def _back_up(self) -> None:
        dialog = self._dialog("Back up everything", BACKUP_FILES, save="Askance.askance-backup")
        dialog.fileSelected.connect(lambda path: self._unless_there(Path(path), BACKUP_FILES, self.back_up_to))

    def back_up_to(self, path: Path) -> None:
        """Write the history, its pictures, the settings and the quick questions to one file."""
        self._container.history.save_draft()
        beside: dict[str, Any] = {
            "settings": to_plain(self._container.settings_service.settings),
            "questions": config_files.load_quick_questions(),
        }
        self._container.tasks.start("backup", self._write_backup(path, beside))

    async def _write_backup(self, path: Path, beside: dict[str, Any]) -> None:
        try:
            await self._container.storage.query(lambda store: store.back_up_to(path, beside))
        except StorageError:
            return  # the keeper has said so
        self._container.window.notice.say(f"Everything but your keys is in “{path.name}”.")

    def _restore(self) -> None:
        dialog = self._dialog("Bring a backup back", BACKUP_FILES)
        dialog.fileSelected.connect(lambda path: self._offer_to_restore(Path(path)))

    def _offer_to_restore(self, path: Path) -> None:
        self._container.window.notice.say(
            f"What is here now will be set aside, and “{path.name}” takes its place.",
            ("Bring it back", partial(self.restore_from, path)),
            passing=False,
        )

    def restore_from(self, path: Path) -> None:
        """Put a backup in the place of what is here."""
        self._container.tasks.start("restore", self._read_backup(path))

    async def _read_backup(self, path: Path) -> None:
        container = self._container
        container.history.save_draft()
        await container.question_runner.stop_all()
        try:
            beside, aside = await container.storage.restore_from_backup(
                factories.backup_reader(path), factories.open_store(True)
            )
        except StorageError as failed:
            self._problems.tell(failed.problem)
            return
        container.history.start_over()
        if isinstance(beside.get("questions"), dict) and beside["questions"]:
            self._take_over(beside["questions"])
        said = f"“{path.name}” is back. What was here before is kept in “{aside}”."
        if not isinstance(beside.get("settings"), dict):
            container.window.notice.say(said)
            return
        settings, here = from_plain(beside["settings"]), container.settings_service.settings
        mine = {name: getattr(settings, name) for name in settings.__slots__ if name != "endpoint"}
        container.settings_service.change(**mine)
        if settings.endpoint == here.endpoint:
            container.window.notice.say(said)
        else:  # where questions go is not for a file to say
            use = partial(container.settings_service.change, endpoint=settings.endpoint)
            container.window.notice.say(
                f"{said} Its questions went to {settings.host}.", (f"Use {settings.host}", use), passing=False
            )

    def _dialog(self, title: str, names: str, save: str = "") -> QFileDialog:
        dialog = QFileDialog(self._container.window, title, "", names)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave if save else QFileDialog.AcceptMode.AcceptOpen)
        if save:
            dialog.selectFile(save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog


def _with_ending(path: Path, name_filter: str) -> Path:
    """The path with the ending of the form that was chosen, unless it has one that names a form."""
    known = known_suffixes() | {".askance-backup"}
    ending = name_filter.rpartition("*")[2].rstrip(")")
    if path.suffix.lower() not in known:
        return path.with_name(path.name + ending)
    return path if path.suffix.lower() != ".md" else path.with_suffix(ending)


def _page_layout() -> QPageLayout:
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)


def _images(images: dict[str, bytes]) -> dict[str, PixelBuffer]:
    made = {name: thumbnail_of(data, IMAGE_SIDE) for name, data in images.items()}
    return {name: pixels for name, pixels in made.items() if pixels is not None}


def _outlines(conversations: tuple[Conversation, ...]) -> dict[Formula, FormulaOutline | None]:
    return {formula: typeset(formula) for each in conversations for formula in formulas_in(each)}
