"""Recognized text, by image; and what of it an annotated image shows."""

from collections import OrderedDict
from collections.abc import Callable, Container

from desktop.core.errors import Problem
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.ocr.ocr_result import NOT_REACHED, OcrResult
from desktop.services.ocr.ocr_worker import OcrKey

CAPACITY = 300  # of each kind; chosen


def key_of(image: AnnotatedImage) -> OcrKey:
    """Returns the key under which the text of an image is cached: crop and annotations make no difference."""
    return image.source.key, image.quarter_turns


class OcrCache:
    """Results and problems by key, annotated images and their visible text by content key.

    While `needs_faces` returns True, results for which no faces were looked for are as unknown as none.
    """

    def __init__(self, needs_faces: Callable[[], bool] = lambda: False) -> None:
        self._needs_faces = needs_faces
        self.results: OrderedDict[OcrKey, OcrResult] = OrderedDict()
        self.problems: dict[OcrKey, Problem] = {}
        self._images: OrderedDict[str, AnnotatedImage] = OrderedDict()
        self._visible: dict[str, tuple[OcrResult, OcrResult]] = {}  # the whole result, and what is visible of it

    def is_known(self, image: AnnotatedImage) -> bool:
        """Returns True if the image has been read or could not be read."""
        key = key_of(image)
        return self.result(key) is not None or key in self.problems

    def forget_failure(self, key: OcrKey) -> None:
        """Forgets a problem, and a result in which places were not reached: with more time they may be."""
        self.problems.pop(key, None)
        found = self.results.get(key)
        if found is not None and any(place.script == NOT_REACHED for place in found.unread):
            del self.results[key]

    def result(self, key: OcrKey) -> OcrResult | None:
        """Returns the result of that key; None if there is none, or one that lacks faces."""
        found = self.results.get(key)
        return None if found is not None and found.faces is None and self._needs_faces() else found

    def visible(self, image: AnnotatedImage) -> OcrResult | None:
        """The text that an annotated image shows, in view pixels; the same object until something changes."""
        ocr_result = self.result(key_of(image))
        if ocr_result is None:
            return None
        content_key, entry = image.content_key, self._visible.get(image.content_key)
        if entry is None or entry[0] is not ocr_result:
            entry = self._visible[content_key] = ocr_result, ocr_result.visible_in(image)
            while len(self._visible) > CAPACITY:
                del self._visible[next(iter(self._visible))]
        return entry[1]

    def image(self, content_key: str) -> AnnotatedImage | None:
        """The annotated image of that content key, if it was in the workspace lately."""
        return self._images.get(content_key)

    def add_image(self, image: AnnotatedImage) -> None:
        """Remembers an annotated image as the latest."""
        self._images[image.content_key] = image
        self._images.move_to_end(image.content_key)

    def trim_images(self) -> None:
        """Drops the oldest annotated images beyond the capacity."""
        while len(self._images) > CAPACITY:
            self._images.popitem(last=False)

    def add_result(self, key: OcrKey, ocr_result: OcrResult, keep: Container[OcrKey]) -> None:
        """Adds a result and drops the oldest beyond the capacity, but none of `keep`: a question may need them all."""
        self.results[key] = ocr_result
        droppable = [old for old in self.results if old not in keep]
        for old in droppable[: max(0, len(self.results) - CAPACITY)]:
            del self.results[old]
