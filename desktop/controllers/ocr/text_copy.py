"""Copying recognized text: what is selected on the canvas, or all of it, plain or as Markdown."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from desktop.adapters.system import clipboard
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.errors import OcrError
from desktop.core.ocr.text_export import markdown, plain_text
from desktop.messages.images import text_copying
from desktop.messages.images.script_names import unread_sentence
from desktop.messages.notices import offer_labels
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas


class TextCopyController:
    """Puts text of the image in view on the clipboard; the image is read first if it has not been."""

    def __init__(
        self,
        workspace: Workspace,
        ocr_queue: OcrQueue,
        canvas: Canvas,
        action: QAction,
        tasks: Tasks,
        pin: QAction,
        notices: ErrorNotices,
    ) -> None:
        """`action` copies all text; `pin`, which the menu has as well, pins the picture."""
        self._workspace = workspace
        self._ocr_queue = ocr_queue
        self._canvas = canvas
        self._action = action
        self._pin = pin
        self._notices = notices
        self._copying = tasks.slot("copy text")

    def connect(self) -> None:
        """Connects the canvas and the action."""
        self._canvas.copied.connect(self._copy)
        self._canvas.menu_wanted.connect(self._show_menu)
        self._action.triggered.connect(lambda: self._copy_all(as_markdown=False))

    def _copy(self, text: str) -> None:
        clipboard.put_text(text)
        self._notices.say(text_copying.copied_letters(len(text)))

    def _copy_all(self, as_markdown: bool) -> None:
        self._copying.start(self._copy_when_read(as_markdown))

    async def _copy_when_read(self, as_markdown: bool) -> None:
        image = self._workspace.draft.image
        if image is None:
            return
        try:
            ocr_result = await self._ocr_queue.recognize(image)
        except OcrError as refused:
            self._notices.tell(refused.problem)
            return
        if ocr_result.lines or ocr_result.barcodes:
            self._copy(markdown(ocr_result) if as_markdown else plain_text(ocr_result))
        if ocr_result.unread:
            self._notices.say(unread_sentence(ocr_result))
        elif ocr_result.is_empty:
            self._notices.say(text_copying.no_text())

    def _show_menu(self, place: QPoint) -> None:
        """Shows the canvas's menu at a place on the screen."""
        if self._workspace.draft.image is None:
            return
        menu = QMenu(self._canvas)
        menu.aboutToHide.connect(menu.deleteLater)
        if selected := self._canvas.selected_text:
            menu.addAction(offer_labels.copy(), partial(self._copy, selected))
        menu.addAction(text_copying.copy_all_label(), partial(self._copy_all, as_markdown=False))
        menu.addAction(text_copying.copy_all_as_markdown_label(), partial(self._copy_all, as_markdown=True))
        menu.addAction(text_copying.select_all_label(), self._canvas.select_all_text)
        menu.addSeparator()
        menu.addAction(self._pin)
        menu.popup(place)
