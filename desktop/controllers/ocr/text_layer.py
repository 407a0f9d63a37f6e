"""The text of pictures: read in the background, shown on the canvas to be selected, copied and found."""

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from desktop.adapters.system import clipboard
from desktop.composition.container import Product
from desktop.controllers.error_notices import Troubles
from desktop.core.errors import Kind, NotRead, Trouble
from desktop.core.ocr.text_export import markdown, plain_text
from desktop.core.workspace.draft import Draft


class ReadingShows:
    """Between the desk, the reading room and the canvas."""

    def __init__(self, product: Product, troubles: Troubles) -> None:
        self._product = product
        self._troubles = troubles
        canvas, actions = product.window.canvas, product.window.actions_
        product.desk.changed.connect(self._look)
        product.preferences.changed.connect(lambda _: self._look(product.desk.draft))
        product.room.changed.connect(self._show)
        product.room.failed.connect(self._tell)
        product.room.progressed.connect(canvas.show_progress)
        canvas.copied.connect(self._copy)
        canvas.menu_wanted.connect(self._show_menu)
        actions["copy_text"].triggered.connect(partial(self._copy_all, False))

    def _look(self, draft: Draft) -> None:
        """Something else lies on the desk, or is looked at."""
        settings = self._product.preferences.settings
        if settings.read_text or settings.private_text == "insist":
            self._product.room.look(draft)
        self._show()

    def _show(self) -> None:
        sheet = self._product.desk.draft.sheet
        if sheet is not None:
            self._product.window.canvas.show_reading(self._product.room.ready(sheet))

    def _tell(self, trouble: Trouble) -> None:
        if trouble.kind is not Kind.READER_ABSENT:  # told when somebody wants the text
            self._troubles.tell(trouble)

    def _copy(self, text: str) -> None:
        clipboard.put_text(text)
        count = len(text)
        self._product.window.notice.say(f"Copied {count:,} character{'s' if count != 1 else ''}.")

    def _copy_all(self, as_markdown: bool) -> None:
        self._product.tasks.replace("copy text", self._copy_when_read(as_markdown))

    async def _copy_when_read(self, as_markdown: bool) -> None:
        """Copy all text of the picture in view; it is read first if need be."""
        sheet = self._product.desk.draft.sheet
        if sheet is None:
            return
        try:
            reading = await self._product.room.of(sheet)
        except NotRead as refused:
            self._troubles.tell(refused.trouble)
            return
        if reading.empty:
            self._product.window.notice.say("No text was found in this picture.")
        else:
            self._copy(markdown(reading) if as_markdown else plain_text(reading))

    def _show_menu(self, place: QPoint) -> None:
        if self._product.desk.draft.sheet is None:
            return
        canvas = self._product.window.canvas
        menu = QMenu(canvas)
        menu.aboutToHide.connect(menu.deleteLater)
        if selected := canvas.selected_text:
            menu.addAction("Copy", partial(self._copy, selected))
        menu.addAction("Copy all text", partial(self._copy_all, False))
        menu.addAction("Copy all text as Markdown", partial(self._copy_all, True))
        menu.addAction("Select all text", canvas.select_all_text)
        menu.popup(place)
