"""A look through the model's eyes, and a quiet offer where it could not read what is on the picture."""

from functools import partial

from desktop.composition.container import Product
from desktop.controllers.hint_bar import Hints
from desktop.controllers.usage.price_labels import detail_of, model_of, price_of
from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Sheet
from desktop.core.image.annotations import Box, Number
from desktop.core.image.legibility import Legibility, legibility, wanted_scale
from desktop.core.image.tiling import tiles, tokens_of
from desktop.services.image.image_pipeline import Levels
from desktop.ui.canvas.tools import Tool

ROOM_PX = 12  # around a mark that is cropped to
_Offer = tuple[str, "partial[None]"]


class Legible:
    """Knows how high the letters of the sheet in view are, once that has been measured."""

    def __init__(self, product: Product, hints: Hints) -> None:
        self._product = product
        self._hints = hints
        self._letters: tuple[Sheet, float | None] | None = None
        self._closed: set[str] = set()  # looks of sheets whose offer the user has closed
        product.viewing.letters.connect(self._letters_known)
        product.viewing.as_seen.connect(self._show_as_seen)
        as_seen = product.window.actions_["as_seen"]
        as_seen.setCheckable(True)
        as_seen.triggered.connect(self._toggle_as_seen)
        product.window.canvas.as_seen_changed.connect(as_seen.setChecked)
        product.window.actions_["tiles"].triggered.connect(self._split)

    def look(self) -> None:
        """The sheet in view has changed."""
        self._hint()

    def settings_changed(self) -> None:
        """Another model may see another size."""
        self._product.window.canvas.show_as_seen(())
        self._hint()

    # through its eyes

    def _toggle_as_seen(self) -> None:
        canvas, sheet = self._product.window.canvas, self._product.desk.draft.sheet
        if canvas.shows_as_seen:
            canvas.show_as_seen(())
            return
        self._product.window.actions_["as_seen"].setChecked(False)  # until it can be seen
        if sheet is not None:
            settings = self._product.preferences.in_force
            canvas.set_tool(Tool.CHOOSE)
            self._product.viewing.look_as_model(sheet, settings.model, detail_of(sheet, settings))

    def _show_as_seen(self, sheet: Sheet, levels: Levels) -> None:
        current = self._product.desk.draft.sheet
        if current is not None and current.look == sheet.look:
            size, name = levels[0], self._product.preferences.in_force.model
            scale = size.width / sheet.frame.size[0]
            words = f"As {name} sees it: {size.width} × {size.height}, {scale:.0%}"
            self._product.window.canvas.show_as_seen(levels, words)

    # the offer

    def _letters_known(self, sheet: Sheet, letters_px: float | None) -> None:
        self._letters = sheet, letters_px
        self._hint()

    def _letters_of(self, sheet: Sheet) -> float | None:
        if self._letters is None or self._letters[0].look != sheet.look:
            return None
        return self._letters[1]

    def _hint_closed(self) -> None:
        sheet = self._product.desk.draft.sheet
        if sheet is not None:
            self._closed.add(sheet.look)

    def _hint(self) -> None:
        sheet = self._product.desk.draft.sheet
        settings = self._product.preferences.in_force
        if sheet is None or sheet.look in self._closed or settings.is_here:  # who reads here reads it at full size
            self._hints.clear("legible")
            return
        size = sheet.frame.size
        scale = model_of(settings).seen(size, detail_of(sheet, settings)).width / size[0]
        what = legibility(self._letters_of(sheet), scale)
        if what is Legibility.GOOD:
            self._hints.clear("legible")
            return
        would = "would not be readable" if what is Legibility.UNREADABLE else "may be hard to read"
        words = f"{settings.model} sees this at {scale:.0%}: its smallest text {would}."
        offers = self._crop_offer(sheet), *self._tile_offer(sheet)
        self._hints.say("legible", words, *offers, closed=self._hint_closed)

    def _crop_offer(self, sheet: Sheet) -> _Offer:
        marked = [mark for mark in sheet.marks if isinstance(mark, Number | Box) and not mark.area.empty]
        if not marked:
            return "Crop", partial(self._product.window.canvas.set_tool, Tool.CROP)
        cropped = sheet.cropped(marked[-1].area.grown(ROOM_PX))
        settings, desk = self._product.preferences.in_force, self._product.desk
        model = model_of(settings)
        price = price_of(model, model.seen(cropped.frame.size, detail_of(sheet, settings)).tokens)
        return f"Crop to the mark · {price}", partial(desk.change, "Crop", desk.draft.replacing(cropped))

    def _tile_offer(self, sheet: Sheet) -> tuple[_Offer, ...]:
        grid, settings = self._grid(sheet), self._product.preferences.in_force
        if len(grid) < 2:
            return ()
        model = model_of(settings)
        price = price_of(model, tokens_of(grid, model, detail_of(sheet, settings)))
        return ((f"Split into {len(grid)} · {price}", partial(self._split, sheet)),)

    def _grid(self, sheet: Sheet) -> tuple[Area, ...]:
        settings = self._product.preferences.in_force
        wanted = wanted_scale(self._letters_of(sheet))
        return tiles(sheet.frame.size, model_of(settings), detail_of(sheet, settings), wanted)

    def _split(self, sheet: Sheet | bool | None = None) -> None:
        desk = self._product.desk
        sheet = sheet if isinstance(sheet, Sheet) else desk.draft.sheet
        if sheet is None:
            return
        grid = self._grid(sheet)
        if len(grid) < 2:
            name = self._product.preferences.in_force.model
            self._product.window.notice.say(f"{name} sees this picture as sharp as it is; tiles win nothing.")
            return
        parts = tuple(sheet.cropped(sheet.frame.picture_area(area)).again() for area in grid)
        desk.change("Split into tiles", desk.draft.split(desk.draft.sheets.index(sheet), parts))
