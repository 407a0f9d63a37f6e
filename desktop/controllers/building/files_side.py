"""Builds the controllers of files and paper: export, import, print, backup."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.adapters.system.folder_opener import open_folder_of
from desktop.composition import config_files, factories, lazy_windows
from desktop.composition.container import Container
from desktop.controllers.building.shared import Connectable
from desktop.controllers.conversation.files.as_sent_offer import AsSentOffer
from desktop.controllers.conversation.files.backups import (
    BackupController,
    BackupSidecar,
    RestoreController,
    StoreReplacement,
)
from desktop.controllers.conversation.files.export_notices import ExportNotices
from desktop.controllers.conversation.files.exporting import ExportController
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.conversation.files.importing import ImportController
from desktop.controllers.conversation.files.long_work import LongWork
from desktop.controllers.conversation.files.printing import ConversationPainter, PdfExport, PrintController
from desktop.controllers.conversation.files.sidecar_offer import SidecarOffer
from desktop.controllers.conversation.files.unkept_at_end import UnkeptAtEndController
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.image.export.draft_images import DraftImages
from desktop.controllers.image.export.draft_saving import DraftSaving
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.settings.differences import SettingDifference
from desktop.core.settings.house_rules import HouseRules
from desktop.ui.theme import LIGHT, Theme

if TYPE_CHECKING:
    from collections.abc import Coroutine, Generator, Mapping

    from PySide6.QtGui import QImage, QPagedPaintDevice

    from desktop.core.conversation.export.bundle import ExportBundle
    from desktop.core.markdown.formula import Formula, FormulaOutline


@dataclass(frozen=True, slots=True)
class FileControllers:
    """One controller for each entry of the File menu that writes or reads a file, or prints."""

    exports: ExportController
    printing: PrintController
    imports: ImportController
    backups: BackupController
    restores: RestoreController
    end: UnkeptAtEndController

    @property
    def to_connect(self) -> tuple[Connectable, ...]:
        """Returns all of them."""
        return self.exports, self.printing, self.imports, self.backups, self.restores, self.end


def build_files(container: Container, notices: ErrorNotices) -> FileControllers:
    """Returns the controllers."""
    files = FileDialogs(container.window, notices)
    long_work = LongWork(container.tasks, notices)
    exports, printing = _exporting(container, notices, files, long_work)
    actions = container.window.actions_
    imports = ImportController(
        container.import_export, actions["import"], files, container.history.refresh_list, notices, long_work
    )

    def rules() -> HouseRules:
        return container.settings_service.settings

    sidecar = BackupSidecar(lambda: container.settings_service.settings, config_files.load_prompts)
    backups = BackupController(
        container.history, container.storage, actions["backup"], files, sidecar, container.tasks, notices
    )
    replacement = StoreReplacement(
        container.history,
        container.storage,
        container.question_runner.stop_all,
        factories.backup_reader,
        factories.open_store,
        container.tasks,
    )
    sidecar_offer = SidecarOffer(
        container.settings_service,
        config_files.load_prompts,
        container.prompts.take_over,
        partial(_choose_settings, container.window),
    )
    restores = RestoreController(
        actions["restore"],
        files,
        replacement.restore,
        sidecar_offer.offer,
        container.tasks,
        notices,
        rules,
    )
    return FileControllers(exports, printing, imports, backups, restores, _at_end(container, notices, files))


def _at_end(container: Container, notices: ErrorNotices, files: FileDialogs) -> UnkeptAtEndController:
    images = DraftImages(container.workspace, container.settings_service, container.outgoing_images)
    saving = DraftSaving(images, files, container.tasks, SavedNotice(open_folder_of, notices), notices)
    return UnkeptAtEndController(
        container.history,
        container.workspace,
        container.storage,
        container.window,
        container.tasks,
        notices,
        saving.choose_file,
    )


def _choose_settings(
    parent: QWidget,
    name: str,
    differences: tuple[SettingDifference, ...],
    take_over: Callable[[tuple[str, ...]], None],
) -> None:
    dialog = lazy_windows.backup_settings_window(parent, name, differences)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.chosen.connect(take_over)
    dialog.open()


def _exporting(
    container: Container, notices: ErrorNotices, files: FileDialogs, long_work: LongWork
) -> tuple[ExportController, PrintController]:
    window, history, tasks = container.window, container.history, container.tasks

    def paint(
        device: "QPagedPaintDevice",
        images: "Mapping[str, QImage]",
        outlines: "Mapping[Formula, FormulaOutline | None]",
        bundle: "ExportBundle",
    ) -> "Generator[int, None, bool]":
        return lazy_windows.printing(device, Theme(LIGHT, window.font()), images, outlines, bundle)

    def collect(conversation_id: str, as_sent: bool, all_branches: bool) -> "Coroutine[Any, Any, ExportBundle]":
        return container.import_export.collect(conversation_id, as_sent=as_sent, all_branches=all_branches)

    painter = ConversationPainter(collect, tasks, paint)
    as_sent = AsSentOffer(lambda: container.settings_service.effective.allow_uncovered, notices)
    saved = SavedNotice(open_folder_of, notices)
    export_notices = ExportNotices(saved, as_sent, long_work, notices)
    pdf = PdfExport(painter, tasks, export_notices)
    exports = ExportController(
        history,
        container.import_export,
        window.actions_,
        window.history.export_requested,
        files,
        pdf.write,
        export_notices,
    )
    new_dialog = partial(lazy_windows.print_dialog, window)
    printing = PrintController(history, window.actions_["print"], painter, new_dialog, tasks, export_notices)
    return exports, printing
