"""Redacts a draft before it is stored, so that redacted text is not in the stored images.

While the program runs, the workspace keeps the original pixels, so that a redaction can be removed again. In the store
redactions are burnt in, unless the user has chosen to keep originals.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from desktop.core.errors import ImageRejectedError
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.image.text.page_text import PageText, letters_left
from desktop.core.workspace.draft import Draft

MOST_REMEMBERED = 60  # images; chosen


class DraftRedactor:
    """Returns drafts as they may be stored. Used on the storage thread; it may take as long as decoding every image.

    `redact` returns an image whose redactions are burnt in and may raise ImageRejectedError; `keeps_originals` is the
    setting in force.
    """

    def __init__(self, redact: Callable[[AnnotatedImage], AnnotatedImage], keeps_originals: Callable[[], bool]) -> None:
        self._redact = redact
        self._keeps_originals = keeps_originals
        self._redacted: OrderedDict[tuple[str, tuple[Rect, ...]], SourceImage] = OrderedDict()
        self._stored: dict[str, SourceImage] = {}  # the source images in the store now, by annotated image id

    def interim_draft(self, draft: Draft) -> Draft | None:
        """Returns the draft to store until its images are redacted, or None if none has to be redacted first.

        It has the current annotations over the images that are stored now. If the program is killed in between, the
        next start restores the redactions and burns them in then.
        """
        if self._keeps_originals() or all(self._is_redacted(image) for image in draft.images):
            return None
        images = (
            replace(image, source=self._stored.get(image.id, image.source), page_text=_uncovered(image))
            for image in draft.images
        )
        return replace(draft, images=tuple(images))

    def __call__(self, draft: Draft) -> Draft:
        """Returns the draft with its redactions burnt in. An image that no longer decodes is left out, not stored
        whole.
        """
        if self._keeps_originals():
            return draft
        images = tuple(stored for image in draft.images if (stored := self._for_storage(image)) is not None)
        return replace(draft, images=images, current_index=max(0, min(draft.current_index, len(images) - 1)))

    def _is_redacted(self, image: AnnotatedImage) -> bool:
        return not image.redacted_rects or (image.source.key, image.redacted_rects) in self._redacted

    def _for_storage(self, image: AnnotatedImage) -> AnnotatedImage | None:
        if not image.redacted_rects:
            self._stored.pop(image.id, None)
            return image
        key = image.source.key, image.redacted_rects
        if key not in self._redacted:
            try:
                self._redacted[key] = self._redact(image).source
            except ImageRejectedError:
                return None
            if len(self._redacted) > MOST_REMEMBERED:
                self._redacted.popitem(last=False)
        self._stored[image.id] = self._redacted[key]
        return replace(image, source=self._redacted[key], page_text=_uncovered(image))


def _uncovered(image: AnnotatedImage) -> PageText | None:
    """Returns the letters of the page that no redaction touches: the others are not stored either."""
    text = image.page_text
    return None if text is None else letters_left(text, None, image.redacted_rects)
