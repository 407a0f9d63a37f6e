"""Marks on a picture in words: what was placed, moved and removed, and where."""

from collections.abc import Iterator, Sequence

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.registry import Annotation, bounds, kind_of, transform
from desktop.core.annotation.style import unit_of
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.spoken.place import place_of, words_in
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import counted, number
from desktop.messages.spoken.place_words import place_words

MARK_NAMES = {
    "number": N_("Number"),
    "arrow": N_("Arrow"),
    "box": N_("Box"),
    "stroke": N_("Stroke"),
    "highlight": N_("Highlight"),
    "note": N_("Text"),
    "redaction": N_("Cover"),
    "line": N_("Line"),
    "ellipse": N_("Ellipse"),
    "spotlight": N_("Spotlight"),
}
"""By the name of a kind of annotation."""
MOST_NAMED = 3  # changes of one step; more of them are only counted


def mark_name(annotation: Annotation) -> str:
    """Returns what a mark is called: “Cover”, “Number 2”."""
    name = _(MARK_NAMES[kind_of(annotation).name])
    return f"{name} {annotation.number}" if isinstance(annotation, NumberBadge) else name


def where_is(
    annotation: Annotation, image: AnnotatedImage, ocr_result: OcrResult | None, private: Sequence[Rect] | None = ()
) -> str:
    """Returns the place of a mark in words; `ocr_result` is the text of the image's view, None if it is not known.

    The words under the mark are named, but for those that are covered or `private` (view pixels); None, not looked for
    yet, may be any word.
    """
    view = image.view
    rect = bounds(transform(annotation, view.to_view), unit_of(view.size))
    place = place_of(rect, view.size)
    if private is None:
        return place_words(place)
    covers = [mark.rect for mark in image.annotations if isinstance(mark, Redaction) and mark.id != annotation.id]
    over = words_in(rect, ocr_result, (*map(view.rect_to_view, covers), *private))
    if isinstance(annotation, Redaction) and not over.replace(" ", "").isalpha():
        over = ""  # of what is covered, labels are read out; a key or a number is not
    return place_words(place, over)


def changes_in_words(
    before: AnnotatedImage,
    after: AnnotatedImage,
    ocr_result: OcrResult | None,
    private: Sequence[Rect] | None = (),
) -> str:
    """Returns what was done to an image, with the text that was seen before; empty if nothing was.

    `private` are the places of private text that was seen before, as in `where_is`.
    """
    changes = list(_changes(before, after, ocr_result, private))
    if len(changes) > MOST_NAMED:
        return counted("{count} mark changed.", "{count} marks changed.", len(changes))
    if before.crop != after.crop or before.view.size != after.view.size:
        width, height = after.view.size
        words = _("The picture is {width} by {height} pixels now.")
        changes.append(words.format(width=number(width), height=number(height)))
    return " ".join(changes)


def _changes(
    before: AnnotatedImage, after: AnnotatedImage, ocr_result: OcrResult | None, private: Sequence[Rect] | None
) -> Iterator[str]:
    old = {mark.id: mark for mark in before.annotations}
    new = {mark.id: mark for mark in after.annotations}
    for mark in after.annotations:
        if mark.id not in old:
            where = where_is(mark, after, ocr_result, private)
            yield _("{mark} placed, {place}.").format(mark=mark_name(mark), place=where)
        elif old[mark.id] != mark:
            where = where_is(mark, after, ocr_result, private)
            yield _("{mark} changed, now {place}.").format(mark=mark_name(mark), place=where)
    for mark in before.annotations:
        if mark.id not in new:
            yield _("{mark} removed, {place}.").format(mark=mark_name(mark), place=where_is(mark, before, None))
