"""The text of pictures: read in the background, shown on the canvas to be selected, copied and found."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from desktop.adapters.system import clipboard
from desktop.composition.container import Container
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import OcrError, Problem, ProblemKind
from desktop.core.ocr.text_export import markdown, plain_text
from desktop.core.workspace.draft import Draft


class TextLayerController:
    """Between the desk, the reading room and the canvas."""

    def __init__(self, container: Container, problems: ErrorNotices) -> None:
        self._container = container
        self._problems = problems
        canvas, actions = container.window.canvas, container.window.actions_
        container.workspace.changed.connect(self._look)
        container.settings_service.changed.connect(lambda _: self._look(container.workspace.draft))
        container.ocr_queue.changed.connect(self._show)
        container.ocr_queue.failed.connect(self._tell)
        container.ocr_queue.progressed.connect(canvas.show_progress)
        canvas.copied.connect(self._copy)
        canvas.menu_wanted.connect(self._show_menu)
        actions["copy_text"].triggered.connect(partial(self._copy_all, False))

    def _look(self, draft: Draft) -> None:
        """Something else lies on the desk, or is looked at."""
        settings = self._container.settings_service.settings
        if settings.read_text or settings.private_text == "insist":
            self._container.ocr_queue.prioritize(draft)
        self._show()

    def _show(self) -> None:
        image = self._container.workspace.draft.image
        if image is not None:
            self._container.window.canvas.show_ocr_result(self._container.ocr_queue.cached(image))

    def _tell(self, problem: Problem) -> None:
        if problem.kind is not ProblemKind.OCR_NOT_INSTALLED:  # told when somebody wants the text
            self._problems.tell(problem)

    def _copy(self, text: str) -> None:
        clipboard.put_text(text)
        count = len(text)
        self._container.window.notice.say(f"Copied {count:,} character{'s' if count != 1 else ''}.")

    def _copy_all(self, as_markdown: bool) -> None:
        self._container.tasks.replace("copy text", self._copy_when_read(as_markdown))

    async def _copy_when_read(self, as_markdown: bool) -> None:
        """Copy all text of the picture in view; it is read first if need be."""
        image = self._container.workspace.draft.image
        if image is None:
            return
        try:
            ocr_result = await self._container.ocr_queue.recognize(image)
        except OcrError as refused:
            self._problems.tell(refused.problem)
            return
        if ocr_result.is_empty:
            self._container.window.notice.say("No text was found in this picture.")
        else:
            self._copy(markdown(ocr_result) if as_markdown else plain_text(ocr_result))

    def _show_menu(self, place: QPoint) -> None:
        if self._container.workspace.draft.image is None:
            return
        canvas = self._container.window.canvas
        menu = QMenu(canvas)
        menu.aboutToHide.connect(menu.deleteLater)
        if selected := canvas.selected_text:
            menu.addAction("Copy", partial(self._copy, selected))
        menu.addAction("Copy all text", partial(self._copy_all, False))
        menu.addAction("Copy all text as Markdown", partial(self._copy_all, True))
        menu.addAction("Select all text", canvas.select_all_text)
        menu.popup(place)
