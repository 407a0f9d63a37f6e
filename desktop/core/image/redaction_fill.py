"""Painting over what is covered: the one place where pixels under a cover end."""

from collections.abc import Iterable

from PIL import Image

from desktop.core.geometry.rect import Rect


def fill_redactions(image: Image.Image, covers: Iterable[Rect]) -> None:
    """Paint `covers` over, in pixels of the image and as far as they lie in it, with the zero of the image's mode:
    black where it is RGB.
    """
    for rect in covers:
        cover = rect.intersection(Rect.from_size(image.size))
        if not cover.is_empty:
            image.paste(0, (cover.left, cover.top, cover.right, cover.bottom))
