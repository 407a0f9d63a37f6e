"""Viewing: what the desk needs to be seen and to be sent is made in the background, as soon as something lies on it."""

from PySide6.QtCore import QObject, Signal

from desktop.core.draft import Draft
from desktop.core.errors import PictureRefused
from desktop.core.pixels import Pixels
from desktop.core.settings import Settings
from desktop.core.sheet import Sheet
from desktop.flows.darkroom import Darkroom
from desktop.flows.tasks import Tasks

THUMBNAIL_SIDE = 480


class Viewing(QObject):
    """Makes pyramids, thumbnails and prepared pictures for a draft, and says when each is there."""

    shown = Signal(object)  # the levels (tuple of Pixels) of the sheet that is looked at; empty for none
    thumbnail = Signal(str, object)  # a picture's id, Pixels
    prepared = Signal()  # one more picture is ready to be sent
    failed = Signal(object)  # Trouble: a picture no longer decodes

    def __init__(self, tasks: Tasks, darkroom: Darkroom) -> None:
        super().__init__()
        self._tasks = tasks
        self._darkroom = darkroom
        self._looked_at = ""
        self._thumbnails: set[str] = set()
        self._wanted: tuple[object, ...] = ()
        self._on_canvas: tuple[Pixels, ...] = ()

    def look(self, draft: Draft, settings: Settings) -> None:
        """Get ready what `draft` needs under `settings`."""
        sheet = draft.sheet
        picture_id = sheet.picture.id if sheet else ""
        if picture_id != self._looked_at:
            self._looked_at = picture_id
            self._tasks.stop("view")
            if sheet is None:
                self._say(())
            else:
                self._tasks.replace("view", self._show(sheet))
        wanted = (tuple(each.picture.id for each in draft.sheets), settings.model, settings.detail)
        if wanted != self._wanted:
            self._wanted = wanted
            self._tasks.replace("prepare", self._prepare(draft.sheets, settings))

    async def _show(self, sheet: Sheet) -> None:
        try:
            self._say(await self._darkroom.levels_of(sheet.picture))
        except PictureRefused as refused:
            self.failed.emit(refused.trouble)

    def _say(self, levels: tuple[Pixels, ...]) -> None:
        """Show these; the canvas lets the ones before go, and what nobody holds any more is given back elsewhere."""
        before, self._on_canvas = [self._on_canvas], levels
        self.shown.emit(levels)
        self._tasks.let_go(before)

    async def _prepare(self, sheets: tuple[Sheet, ...], settings: Settings) -> None:
        for sheet in sheets:
            picture = sheet.picture
            try:
                if picture.id not in self._thumbnails:
                    levels = await self._darkroom.levels_of(picture)
                    small = next(
                        (each for each in levels if max(each.width, each.height) <= THUMBNAIL_SIDE), levels[-1]
                    )
                    self._thumbnails.add(picture.id)
                    self.thumbnail.emit(picture.id, small)
                if self._darkroom.ready(sheet, settings.model, settings.detail) is None:
                    await self._darkroom.prepared(sheet, settings.model, settings.detail)
                self.prepared.emit()
            except PictureRefused as refused:
                self.failed.emit(refused.trouble)
