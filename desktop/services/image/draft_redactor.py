"""Covering: a draft in the form in which it may lie on the disk. What was covered is not in it.

The desk itself keeps the pictures whole for as long as the program runs, so that a cover can be taken away again; on
the disk the covers are burnt in, unless the user asked to keep originals.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from desktop.core.errors import ImageRejectedError
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.workspace.draft import Draft

MOST_REMEMBERED = 60


class DraftRedactor:
    """Used on the keeper's thread; making a covered form may take as long as decoding a picture does."""

    def __init__(
        self, as_kept: Callable[[AnnotatedImage], AnnotatedImage], keeps_originals: Callable[[], bool]
    ) -> None:
        self._as_kept = as_kept
        self._keeps_originals = keeps_originals
        self._made: OrderedDict[tuple[str, tuple[Rect, ...]], SourceImage] = OrderedDict()
        self._last: dict[str, SourceImage] = {}  # by sheet: the form that is on the disk now

    def interim_draft(self, draft: Draft) -> Draft | None:
        """What to keep until the covered forms are made: the marks already, over what is on the disk. None when there
        is nothing to wait for.

        A program that is killed in between begins again with the covers on, and burns them in then.
        """
        if self._keeps_originals() or all(self._is_made(image) for image in draft.images):
            return None
        images = (replace(each, source=self._last.get(each.id, each.source)) for each in draft.images)
        return replace(draft, images=tuple(images))

    def __call__(self, draft: Draft) -> Draft:
        """The draft with covers burnt in. A picture that no longer decodes is left out rather than kept whole."""
        if self._keeps_originals():
            return draft
        images = tuple(kept for image in draft.images if (kept := self._kept(image)) is not None)
        return replace(draft, images=images, current_index=max(0, min(draft.current_index, len(images) - 1)))

    def _is_made(self, image: AnnotatedImage) -> bool:
        return not image.redacted_rects or (image.source.key, image.redacted_rects) in self._made

    def _kept(self, image: AnnotatedImage) -> AnnotatedImage | None:
        if not image.redacted_rects:
            self._last.pop(image.id, None)
            return image
        place = image.source.key, image.redacted_rects
        if place not in self._made:
            try:
                self._made[place] = self._as_kept(image).source
            except ImageRejectedError:
                return None
            if len(self._made) > MOST_REMEMBERED:
                self._made.popitem(last=False)
        self._last[image.id] = self._made[place]
        return replace(image, source=self._made[place])
