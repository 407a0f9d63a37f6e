"""Viewing: what the desk needs to be seen is made in the background, as soon as something lies on it or is edited."""

import contextlib

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import PictureRefused
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.pixel_buffer import Pixels
from desktop.core.model_catalog import Detail
from desktop.core.workspace.draft import Draft
from desktop.services.image.image_pipeline import Darkroom, Levels
from desktop.services.tasks import Tasks


class Viewing(QObject):
    """Makes pyramids, thumbnails and estimates for a draft, and says when each is there."""

    shown = Signal(str, object)  # a picture's key, and its levels (tuple of Pixels): the one that is looked at
    thumbnail = Signal(str, object)  # a sheet's id, Pixels
    letters = Signal(object, object)  # Sheet that is looked at, and about how high its smallest letters are, or None
    as_seen = Signal(object, object)  # Sheet, and the levels of what the model will see of it
    failed = Signal(object)  # Trouble: a picture no longer decodes

    def __init__(self, tasks: Tasks, darkroom: Darkroom) -> None:
        super().__init__()
        self._tasks = tasks
        self._darkroom = darkroom
        self._looked_at = ""
        self._measured: Sheet | None = None
        self._looks: dict[str, str] = {}  # of the sheets on the desk, by their ids
        self._thumbnails: dict[str, str] = {}  # the looks that thumbnails were made of
        self._on_canvas: Levels = ()

    def look(self, draft: Draft) -> None:
        """Get ready what `draft` needs."""
        sheet = draft.sheet
        key = sheet.picture.key if sheet else ""
        if key != self._looked_at:
            self._looked_at = key
            self._tasks.stop("view")
            if sheet is None:
                self._say("", ())
            else:
                self._tasks.replace("view", self._show(sheet))
        if sheet is not None and sheet != self._measured:
            self._measured = sheet
            self._tasks.replace("letters", self._measure(sheet))
        self._looks = {each.id: each.look for each in draft.sheets}
        stale = tuple(each for each in draft.sheets if self._thumbnails.get(each.id) != each.look)
        if stale:
            self._tasks.replace("thumbnails of the desk", self._make_thumbnails(stale))

    def look_as_model(self, sheet: Sheet, model_name: str, detail: Detail) -> None:
        """Get ready what a model will see of the sheet."""
        self._tasks.replace("as seen", self._show_as_seen(sheet, model_name, detail))

    async def _show(self, sheet: Sheet) -> None:
        try:
            self._say(sheet.picture.key, await self._darkroom.levels_of(sheet.picture))
        except PictureRefused as refused:
            self.failed.emit(refused.trouble)

    def _say(self, key: str, levels: tuple[Pixels, ...]) -> None:
        """Show these; the canvas lets the ones before go, and what nobody holds any more is given back elsewhere."""
        before, self._on_canvas = [self._on_canvas], levels
        self.shown.emit(key, levels)
        self._tasks.let_go(before)

    async def _make_thumbnails(self, sheets: tuple[Sheet, ...]) -> None:
        for sheet in sheets:
            try:
                small = await self._darkroom.thumbnail(sheet)
            except PictureRefused as refused:
                self.failed.emit(refused.trouble)
                continue
            if self._looks.get(sheet.id) == sheet.look:  # it may have been edited on meanwhile
                self._thumbnails[sheet.id] = sheet.look
                self.thumbnail.emit(sheet.id, small)

    async def _measure(self, sheet: Sheet) -> None:
        with contextlib.suppress(PictureRefused):  # who shows it says so
            self.letters.emit(sheet, await self._darkroom.letters_px(sheet))

    async def _show_as_seen(self, sheet: Sheet, model_name: str, detail: Detail) -> None:
        try:
            prepared = await self._darkroom.prepared(sheet, model_name, detail)
            self.as_seen.emit(sheet, await self._darkroom.pixels_of(prepared))
        except PictureRefused as refused:
            self.failed.emit(refused.trouble)
