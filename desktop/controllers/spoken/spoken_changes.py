"""Says what changes on the pictures: marks, what is private and where, and how far reading has come."""

from collections.abc import Callable

from PySide6.QtCore import SignalInstance

from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.privacy.findings import Finding
from desktop.core.workspace.draft import Draft
from desktop.messages.formatting import percent
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.messages.spoken.mark_words import changes_in_words
from desktop.messages.spoken.picture_words import kind_words, private_places
from desktop.services.workspace import Workspace
from desktop.ui.canvas.spoken_picture import SpokenPicture
from desktop.ui.screen_reader.announcements import Weight
from desktop.ui.strip.image_strip import ImageStrip

PROGRESS_STEP = 0.25  # of reading a large picture, after which it is said how far it has come


class SpokenChangesController:
    """Compares each draft with the one before; `say` announces. Nothing is compared while nobody listens."""

    def __init__(
        self,
        workspace: Workspace,
        ocr_of: Callable[[AnnotatedImage], OcrResult | None],
        findings_on: Callable[[AnnotatedImage], tuple[Finding, ...]],
        private_on: Callable[[AnnotatedImage], tuple[Rect, ...] | None],
        picture: SpokenPicture,
        strip: ImageStrip,
        say: Callable[[str, Weight], None],
        is_listening: Callable[[], bool],
        progressed: SignalInstance,
        read: SignalInstance,
        scanned: SignalInstance,
    ) -> None:
        """`ocr_of` returns what is known of the text of an image's view, `findings_on` its findings, and `private_on`
        where it is private, None if that is not known. `progressed` is emitted with how much of a slow reading is done,
        `read` and `scanned` when the text of images, or what is private on them, is known.
        """
        self._workspace = workspace
        self._ocr_of = ocr_of
        self._findings_on = findings_on
        self._private_on = private_on
        self._picture = picture
        self._strip = strip
        self._say = say
        self._is_listening = is_listening
        self._progressed = progressed
        self._read = read
        self._scanned = scanned
        self._before = workspace.draft
        self._told: tuple[str, tuple[str, ...]] = ("", ())  # the image whose private places were told, and these
        self._progress = 0.0

    def connect(self) -> None:
        """Connect what changes pictures, and what is found out about them."""
        self._workspace.changed.connect(self._draft_changed)
        self._progressed.connect(self._tell_progress)
        self._read.connect(self._name_kinds)
        self._scanned.connect(self._tell_places)

    def _draft_changed(self, draft: Draft) -> None:
        before, self._before = self._before, draft
        if self._is_listening():
            self._tell_pictures(before, draft)
            self._tell_marks(before, draft)
        self._tell_places()
        self._name_kinds()

    def _name_kinds(self) -> None:
        images = self._workspace.draft.images
        self._strip.show_kinds({image.id: kind_words(self._ocr_of(image)) for image in images})

    def _tell_pictures(self, before: Draft, draft: Draft) -> None:
        """Says that pictures have come or gone."""
        count, change = len(draft.images), len(draft.images) - len(before.images)
        if change > 0:
            added = counted("{count} picture added", "{count} pictures added", change)
            self._say(_("{added}, now there are {total}.").format(added=added, total=count), Weight.USUAL)
        elif change < 0:
            gone = counted("{count} picture removed", "{count} pictures removed", -change)
            self._say(_("{removed}, {total} left.").format(removed=gone, total=count), Weight.USUAL)

    def _tell_marks(self, before: Draft, draft: Draft) -> None:
        """Says what was done to pictures, over which of their words as they were before."""
        old = {image.id: image for image in before.images}
        for image in draft.images:
            earlier = old.get(image.id)
            if earlier is not None and earlier.content_key != image.content_key:
                words = changes_in_words(earlier, image, self._ocr_of(earlier), self._private_on(earlier))
                self._say(words, Weight.USUAL)

    def _tell_places(self) -> None:
        """Offers the private places of the picture in view to the caret, and says them once."""
        image = self._workspace.draft.image
        places = private_places(self._findings_on(image), image.view.size) if image is not None else ()
        self._picture.private = self._private_on(image) if image is not None else None
        present = image.id if image is not None else "", places
        if present == self._told:
            return
        self._told = present
        self._picture.show_places(places)
        self._say("\n".join(places), Weight.NEEDED)

    def _tell_progress(self, fraction: float | None) -> None:
        step = 0.0 if fraction is None else fraction // PROGRESS_STEP * PROGRESS_STEP
        if step > self._progress:
            self._say(_("Reading text… {percent}").format(percent=percent(step)), Weight.EXTRA)
        self._progress = step
