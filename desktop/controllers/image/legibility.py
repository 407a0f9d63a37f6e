"""A look through the model's eyes, and a quiet offer where it could not read what is on the picture."""

from functools import partial

from desktop.composition.container import Container
from desktop.controllers.hint_bar import HintBarController
from desktop.controllers.usage.price_labels import detail_of, model_of, price_of
from desktop.core.annotation.registry import framed_rect
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.legibility import Legibility, legibility, wanted_scale
from desktop.core.image.tiling import tiles, tokens_of
from desktop.services.image.image_pipeline import MipLevels
from desktop.ui.canvas.tools import Tool

ROOM_PX = 12  # around a mark that is cropped to
_Offer = tuple[str, "partial[None]"]


class LegibilityController:
    """Knows how high the letters of the sheet in view are, once that has been measured."""

    def __init__(self, container: Container, hints: HintBarController) -> None:
        self._container = container
        self._hints = hints
        self._letters: tuple[AnnotatedImage, float | None] | None = None
        self._closed: set[str] = set()  # looks of sheets whose offer the user has closed
        container.canvas_images.letters.connect(self._letters_known)
        container.canvas_images.as_seen.connect(self._show_as_seen)
        as_seen = container.window.actions_["as_seen"]
        as_seen.setCheckable(True)
        as_seen.triggered.connect(self._toggle_as_seen)
        container.window.canvas.as_seen_changed.connect(as_seen.setChecked)
        container.window.actions_["tiles"].triggered.connect(self._split)

    def look(self) -> None:
        """The sheet in view has changed."""
        self._hint()

    def settings_changed(self) -> None:
        """Another model may see another size."""
        self._container.window.canvas.show_as_seen(())
        self._hint()

    # through its eyes

    def _toggle_as_seen(self) -> None:
        canvas, image = self._container.window.canvas, self._container.workspace.draft.image
        if canvas.shows_as_seen:
            canvas.show_as_seen(())
            return
        self._container.window.actions_["as_seen"].setChecked(False)  # until it can be seen
        if image is not None:
            settings = self._container.settings_service.effective
            canvas.set_tool(Tool.CHOOSE)
            self._container.canvas_images.look_as_model(image, settings.model, detail_of(image, settings))

    def _show_as_seen(self, image: AnnotatedImage, levels: MipLevels) -> None:
        current = self._container.workspace.draft.image
        if current is not None and current.content_key == image.content_key:
            size, name = levels[0], self._container.settings_service.effective.model
            scale = size.width / image.view.size[0]
            words = f"As {name} sees it: {size.width} × {size.height}, {scale:.0%}"
            self._container.window.canvas.show_as_seen(levels, words)

    # the offer

    def _letters_known(self, image: AnnotatedImage, letters_px: float | None) -> None:
        self._letters = image, letters_px
        self._hint()

    def _letters_of(self, image: AnnotatedImage) -> float | None:
        if self._letters is None or self._letters[0].content_key != image.content_key:
            return None
        return self._letters[1]

    def _hint_closed(self) -> None:
        image = self._container.workspace.draft.image
        if image is not None:
            self._closed.add(image.content_key)

    def _hint(self) -> None:
        image = self._container.workspace.draft.image
        settings = self._container.settings_service.effective
        if (
            image is None or image.content_key in self._closed or settings.is_local
        ):  # who reads here reads it at full size
            self._hints.clear("legible")
            return
        size = image.view.size
        scale = model_of(settings).view_of(size, detail_of(image, settings)).width / size[0]
        what = legibility(self._letters_of(image), scale)
        if what is Legibility.GOOD:
            self._hints.clear("legible")
            return
        would = "would not be readable" if what is Legibility.UNREADABLE else "may be hard to read"
        words = f"{settings.model} sees this at {scale:.0%}: its smallest text {would}."
        offers = self._crop_offer(image), *self._tile_offer(image)
        self._hints.say("legible", words, *offers, closed=self._hint_closed)

    def _crop_offer(self, image: AnnotatedImage) -> _Offer:
        marked = [rect for rect in map(framed_rect, image.annotations) if rect is not None and not rect.is_empty]
        if not marked:
            return "Crop", partial(self._container.window.canvas.set_tool, Tool.CROP)
        cropped = image.cropped(marked[-1].expanded(ROOM_PX))
        settings, workspace = self._container.settings_service.effective, self._container.workspace
        model = model_of(settings)
        price = price_of(model, model.view_of(cropped.view.size, detail_of(image, settings)).tokens)
        return f"Crop to the mark · {price}", partial(workspace.change, "Crop", workspace.draft.with_image(cropped))

    def _tile_offer(self, image: AnnotatedImage) -> tuple[_Offer, ...]:
        grid, settings = self._grid(image), self._container.settings_service.effective
        if len(grid) < 2:
            return ()
        model = model_of(settings)
        price = price_of(model, tokens_of(grid, model, detail_of(image, settings)))
        return ((f"Split into {len(grid)} · {price}", partial(self._split, image)),)

    def _grid(self, image: AnnotatedImage) -> tuple[Rect, ...]:
        settings = self._container.settings_service.effective
        wanted = wanted_scale(self._letters_of(image))
        return tiles(image.view.size, model_of(settings), detail_of(image, settings), wanted)

    def _split(self, image: AnnotatedImage | bool | None = None) -> None:
        workspace = self._container.workspace
        image = image if isinstance(image, AnnotatedImage) else workspace.draft.image
        if image is None:
            return
        grid = self._grid(image)
        if len(grid) < 2:
            name = self._container.settings_service.effective.model
            self._container.window.notice.say(f"{name} sees this picture as sharp as it is; tiles win nothing.")
            return
        parts = tuple(image.cropped(image.view.rect_to_image(rect)).duplicated() for rect in grid)
        workspace.change("Split into tiles", workspace.draft.split(workspace.draft.images.index(image), parts))
