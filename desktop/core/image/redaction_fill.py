"""Fills redactions: the one place where the pixels under a redaction end."""

from collections.abc import Iterable

from PIL import Image

from desktop.core.geometry.rect import Rect


def fill_redactions(image: Image.Image, rects: Iterable[Rect]) -> None:
    """Fills `rects`, in pixels of the image, with the zero of the image's mode: black for RGB.

    Parts outside the image are ignored.
    """
    for rect in rects:
        inside = rect.intersection(Rect.from_size(image.size))
        if not inside.is_empty:
            image.paste(0, (inside.left, inside.top, inside.right, inside.bottom))
