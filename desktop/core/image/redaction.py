"""Painting over what is covered: the one place where pixels under a cover end."""

from collections.abc import Iterable

from PIL import Image

from desktop.core.geometry.rect import Area


def paint_over(image: Image.Image, covers: Iterable[Area]) -> None:
    """Paint `covers` over, in pixels of the image and as far as they lie in it, with the zero of the image's mode:
    black where it is RGB.
    """
    for area in covers:
        cover = area.within(Area.whole(image.size))
        if not cover.empty:
            image.paste(0, (cover.left, cover.top, cover.right, cover.bottom))
