"""Recognized text of the images in the workspace: read in the background and laid over the image in view."""

from PySide6.QtCore import SignalInstance

from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import Problem, ProblemKind
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas


class TextLayerController:
    """Has the workspace's images read if the settings say so, and shows what is known of the one in view."""

    def __init__(
        self,
        draft_shown: SignalInstance,
        workspace: Workspace,
        settings_service: SettingsService,
        ocr_queue: OcrQueue,
        canvas: Canvas,
        notices: ErrorNotices,
    ) -> None:
        """`draft_shown` is emitted when the canvas shows another draft, and no text over it yet."""
        self._draft_shown = draft_shown
        self._workspace = workspace
        self._settings_service = settings_service
        self._ocr_queue = ocr_queue
        self._canvas = canvas
        self._notices = notices

    def connect(self) -> None:
        """Connects what changes the images, whether they are read, and what has been read."""
        self._draft_shown.connect(lambda _: self._read())
        self._settings_service.changed.connect(lambda _: self._read())
        self._ocr_queue.changed.connect(self._show)
        self._ocr_queue.failed.connect(self._tell)
        self._ocr_queue.progressed.connect(self._show_progress)

    def _read(self) -> None:
        settings = self._settings_service.settings
        if settings.read_text or settings.private_text == "insist":
            self._ocr_queue.prioritize(self._workspace.draft)
        self._show()

    def _show(self) -> None:
        image = self._workspace.draft.image
        if image is not None:
            self._canvas.show_ocr_result(self._ocr_queue.cached(image))
        self._show_progress()

    def _show_progress(self) -> None:
        self._canvas.show_progress(self._ocr_queue.progress(self._workspace.draft.image))

    def _tell(self, problem: Problem) -> None:
        if problem.kind is not ProblemKind.OCR_NOT_INSTALLED:  # reported when somebody wants the text
            self._notices.tell(problem)
