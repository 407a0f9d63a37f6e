"""The image as the model sees it, and a quiet offer where the model could not read its smallest text."""

from functools import partial

from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.hint_bar import HintBarController
from desktop.controllers.usage.price_labels import detail_of, model_of, price_of
from desktop.core.annotation.registry import framed_rect
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.legibility import Legibility, legibility, wanted_scale
from desktop.core.image.tiling import parts_with_whole_letters, tiles, tokens_of
from desktop.messages.images import legibility_offers
from desktop.messages.model_words import as_seen_words, illegible_words
from desktop.messages.workspace.step_names import CROP, SPLIT
from desktop.services.image.canvas_images import CanvasImages
from desktop.services.image.decoded_levels import MipLevels
from desktop.services.settings.settings_service import SettingsService
from desktop.services.workspace import Workspace
from desktop.ui.actions import Actions
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.tools import Tool

CROP_MARGIN_PX = 12  # around an annotation that is cropped to; chosen, not measured
_Offer = tuple[str, "partial[None]"]


class LegibilityController:
    """Keeps the height of the smallest letters of the image in view, once that has been measured."""

    def __init__(
        self,
        workspace: Workspace,
        settings_service: SettingsService,
        canvas_images: CanvasImages,
        canvas: Canvas,
        actions: Actions,
        hints: HintBarController,
        notices: ErrorNotices,
    ) -> None:
        self._workspace = workspace
        self._settings_service = settings_service
        self._canvas_images = canvas_images
        self._canvas = canvas
        self._actions = actions
        self._hints = hints
        self._notices = notices
        self._letters: tuple[AnnotatedImage, float | None] | None = None  # an image, and their height in view pixels
        self._closed: set[str] = set()  # content keys of images whose offer the user has closed

    def connect(self) -> None:
        """Connects what changes the image, its size for the model, and the two actions."""
        self._workspace.changed.connect(lambda _: self._update_hint())
        self._settings_service.changed.connect(lambda _: self._settings_changed())
        self._canvas_images.letters.connect(self._letters_measured)
        self._canvas_images.as_seen.connect(self._show_as_seen)
        as_seen = self._actions["as_seen"]
        as_seen.setCheckable(True)
        as_seen.triggered.connect(self._toggle_as_seen)
        self._canvas.as_seen_changed.connect(as_seen.setChecked)
        self._actions["tiles"].triggered.connect(lambda: self._split(self._workspace.draft.image))

    def _settings_changed(self) -> None:
        self._canvas.show_as_seen(())  # another model may see another size
        self._update_hint()

    # as the model sees it

    def _toggle_as_seen(self) -> None:
        image = self._workspace.draft.image
        if self._canvas.shows_as_seen:
            self._canvas.show_as_seen(())
            return
        self._actions["as_seen"].setChecked(False)  # until it can be seen
        if image is not None:
            settings = self._settings_service.effective
            self._canvas.set_tool(Tool.CHOOSE)
            self._canvas_images.look_as_model(image, settings.model, detail_of(image, settings))

    def _show_as_seen(self, image: AnnotatedImage, levels: MipLevels) -> None:
        current = self._workspace.draft.image
        if current is not None and current.content_key == image.content_key:
            size, model = levels[0], model_of(self._settings_service.effective)
            scale = size.width / image.view.size[0]
            words = as_seen_words(model.name, size.width, size.height, scale, model.has_known_rule)
            self._canvas.show_as_seen(levels, words)

    # the offer

    def _letters_measured(self, image: AnnotatedImage, letters_px: float | None) -> None:
        self._letters = image, letters_px
        self._update_hint()

    def _letters_of(self, image: AnnotatedImage) -> float | None:
        if self._letters is None or self._letters[0].content_key != image.content_key:
            return None
        return self._letters[1]

    def _hint_closed(self) -> None:
        image = self._workspace.draft.image
        if image is not None:
            self._closed.add(image.content_key)

    def _update_hint(self) -> None:
        image, settings = self._workspace.draft.image, self._settings_service.effective
        if image is None or image.content_key in self._closed or settings.is_local:
            self._hints.clear("legible")  # this computer reads at full size
            return
        size = image.view.size
        scale = model_of(settings).view_of(size, detail_of(image, settings)).width / size[0]
        readable = legibility(self._letters_of(image), scale)
        if readable is Legibility.GOOD:
            self._hints.clear("legible")
            return
        words = illegible_words(settings.model, scale, readable is Legibility.UNREADABLE)
        offers = self._crop_offer(image), *self._tile_offer(image)
        self._hints.say("legible", words, *offers, closed=self._hint_closed)

    def _crop_offer(self, image: AnnotatedImage) -> _Offer:
        marked = [rect for rect in map(framed_rect, image.annotations) if rect is not None and not rect.is_empty]
        if not marked:
            return legibility_offers.crop_label(), partial(self._canvas.set_tool, Tool.CROP)
        cropped = image.cropped(marked[-1].expanded(CROP_MARGIN_PX))
        settings = self._settings_service.effective
        model = model_of(settings)
        price = price_of(model, model.view_of(cropped.view.size, detail_of(image, settings)).tokens)
        draft = self._workspace.draft.with_image(cropped)
        return legibility_offers.crop_to_mark(price), partial(self._workspace.change, CROP, draft)

    def _tile_offer(self, image: AnnotatedImage) -> tuple[_Offer, ...]:
        grid, settings = self._grid(image), self._settings_service.effective
        if len(grid) < 2:
            return ()
        model = model_of(settings)
        price = price_of(model, tokens_of(grid, model, detail_of(image, settings)))
        return ((legibility_offers.split_label(len(grid), price), partial(self._split, image)),)

    def _grid(self, image: AnnotatedImage) -> tuple[Rect, ...]:
        """Returns the tiles, in view pixels, in which the model could read the smallest text."""
        settings = self._settings_service.effective
        wanted = wanted_scale(self._letters_of(image))
        return tiles(image.view.size, model_of(settings), detail_of(image, settings), wanted)

    def _split(self, image: AnnotatedImage | None) -> None:
        if image is None:
            return
        grid, draft = self._grid(image), self._workspace.draft
        if len(grid) < 2:
            self._notices.say(legibility_offers.no_need_to_split(self._settings_service.effective.model))
            return
        crops = tuple(image.view.rect_to_image(rect) for rect in grid)
        crops = parts_with_whole_letters(crops, image.visible_page_text)
        parts = tuple(image.cropped(crop).duplicated() for crop in crops)
        self._workspace.change(SPLIT, draft.split(draft.images.index(image), parts))
