"""Remarks about a decoded image: what was done to show it that is not plain from its pixels."""

from enum import StrEnum


class ImageRemark(StrEnum):
    """One name for each remark. The values are stored with images and never change."""

    MENDED = "mended"  # the file has a fault, and all pixels are there
    INCOMPLETE = "incomplete"  # the file is cut off or damaged, and some of the pixels are missing
    DAMAGED = "damaged"  # the file is damaged in its middle, and some of the pixels may be wrong
    BRIGHTNESS_FITTED = "brightness_fitted"  # its numbers use a part of their range, which became black to white
    HDR_FITTED = "hdr_fitted"  # brighter than a screen shows, mapped to sRGB
    ON_DARK = "on_dark"  # transparent, on a dark ground
    ON_GREY = "on_grey"  # transparent, on a grey ground
    STRETCHED = "stretched"  # its pixels are not square
    FONT_MISSING = "font_missing"  # a page with text in a font that neither the file nor this computer has
    PARTLY_DRAWN = "partly_drawn"  # a page with parts that cannot be drawn


def known_remarks(names: tuple[str, ...]) -> tuple[ImageRemark, ...]:
    """Returns the remarks of these names; names of a newer version are left out."""
    return tuple(ImageRemark(name) for name in names if name in set(ImageRemark))
