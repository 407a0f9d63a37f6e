"""Says what changes on the pictures: marks, what is private and where, and how far reading has come."""

from typing import Protocol

from PySide6.QtCore import SignalInstance

from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.privacy.findings import Finding
from desktop.core.workspace.draft import Draft
from desktop.messages.spoken.change_words import pictures_changed, reading_words
from desktop.messages.spoken.mark_words import changes_in_words
from desktop.messages.spoken.picture_words import kind_words, private_places
from desktop.services.ocr.ocr_queue import OcrQueue
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.screen_reader.announcements import Announcements, Weight
from desktop.ui.strip.image_strip import ImageStrip

PROGRESS_STEP = 0.25  # of reading a large picture, after which it is said how far it has come


class KnownFindings(Protocol):
    """What is known of private text on images."""

    def findings_on(self, image: AnnotatedImage) -> tuple[Finding, ...]: ...
    def private_places(self, image: AnnotatedImage) -> tuple[Rect, ...] | None: ...


class SpokenChangesController:
    """Compares each draft with the one before. Nothing is compared while nobody listens."""

    def __init__(
        self,
        workspace: Workspace,
        ocr_queue: OcrQueue,
        known: KnownFindings,
        scanned: SignalInstance,
        canvas: Canvas,
        strip: ImageStrip,
        announcements: Announcements,
    ) -> None:
        """`scanned` is emitted when more is known of what is private on images."""
        self._workspace = workspace
        self._ocr_queue = ocr_queue
        self._known = known
        self._scanned = scanned
        self._canvas = canvas
        self._strip = strip
        self._announcements = announcements
        self._before = workspace.draft
        self._told: tuple[str, tuple[str, ...]] = ("", ())  # the image whose private places were told, and these
        self._progress = 0.0

    def connect(self) -> None:
        """Connects what changes pictures, and what is found out about them."""
        self._workspace.changed.connect(self._draft_changed)
        self._ocr_queue.progressed.connect(self._tell_progress)
        self._ocr_queue.changed.connect(self._name_kinds)
        self._scanned.connect(self._tell_places)

    def _draft_changed(self, draft: Draft) -> None:
        before, self._before = self._before, draft
        if self._announcements.is_listening:
            self._tell_pictures(before, draft)
            self._tell_marks(before, draft)
        self._tell_places()
        self._name_kinds()

    def _name_kinds(self) -> None:
        images = self._workspace.draft.images
        self._strip.show_kinds({image.id: kind_words(self._ocr_queue.cached(image)) for image in images})

    def _tell_pictures(self, before: Draft, draft: Draft) -> None:
        """Says that pictures have come or gone."""
        count, change = len(draft.images), len(draft.images) - len(before.images)
        if change:
            self._say(pictures_changed(change, count), Weight.USUAL)

    def _tell_marks(self, before: Draft, draft: Draft) -> None:
        """Says what was done to pictures, over which of their words as they were before."""
        old = {image.id: image for image in before.images}
        for image in draft.images:
            earlier = old.get(image.id)
            if earlier is not None and earlier.content_key != image.content_key:
                private = self._known.private_places(earlier)
                self._say(changes_in_words(earlier, image, self._ocr_queue.cached(earlier), private), Weight.USUAL)

    def _tell_places(self) -> None:
        """Offers the private places of the picture in view to the caret, and says them once."""
        image = self._workspace.draft.image
        places = private_places(self._known.findings_on(image), image.view.size) if image is not None else ()
        self._canvas.spoken.private = self._known.private_places(image) if image is not None else None
        present = image.id if image is not None else "", places
        if present == self._told:
            return
        self._told = present
        self._canvas.spoken.show_places(places)
        self._say("\n".join(places), Weight.NEEDED)

    def _say(self, text: str, weight: Weight) -> None:
        self._announcements.say(self._canvas, text, weight)

    def _tell_progress(self) -> None:
        fraction = self._ocr_queue.progress(self._workspace.draft.image)
        step = 0.0 if fraction is None else fraction // PROGRESS_STEP * PROGRESS_STEP
        if step > self._progress:
            self._say(reading_words(step), Weight.EXTRA)
        self._progress = step
