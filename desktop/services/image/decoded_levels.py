"""The decoded pixels of an image with their halves, decoding once more, and burning redactions in."""

from dataclasses import dataclass, replace

from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.covers.brought_back import as_if_jpeg, inexact_form, may_tell_its_form
from desktop.core.image.pixel_buffer import DecodedImage, PixelBuffer
from desktop.core.image.source_image import SourceImage, sniff_mime_type
from desktop.services.ports.decoder import ImageDecoder

MipLevels = tuple[PixelBuffer, ...]
"""The pixels of an image, and below them their halves, each half as wide and high as the one before."""


@dataclass(frozen=True, slots=True)
class DecodedLevels:
    """The mip levels of an image; `redact_before_color_from_px` is that of its `DecodedFacts`."""

    levels: MipLevels
    redact_before_color_from_px: int | None = None
    are_all: bool = True
    """False while the halves of the pixels have not been made yet."""

    @property
    def size(self) -> int:
        """The bytes of all levels."""
        return sum(len(level.data) for level in self.levels)


def decoded_again(decoder: ImageDecoder, image: SourceImage, covers: tuple[Rect, ...] = ()) -> DecodedImage:
    """Returns the pixels of an image that was decoded before. Blocks; raises ImageRejectedError."""
    return decoder.decode(image.data, image.name, image.page_index, max(image.size), covers)


def redacted_before_color(
    decoder: ImageDecoder, image: AnnotatedImage, pixels: PixelBuffer, redact_before_color_from_px: int | None
) -> PixelBuffer:
    """Returns the source pixels to flatten an image from. Blocks; raises ImageRejectedError.

    They are `pixels`, or newly decoded ones that were redacted before the colour conversion, if the redactions are
    large enough to change the colours of the rest (`DecodedFacts.redact_before_color_from_px`); or those of a JPEG, if
    the exact ones tell of what is covered (see core/image/covers/brought_back.py).
    """
    covers = image.redacted_rects
    if (
        redact_before_color_from_px is None
        or not covers
        or sum(rect.width * rect.height for rect in covers) < redact_before_color_from_px
    ):
        return as_if_jpeg(image, pixels)
    return decoded_again(decoder, image.source, covers).pixels


def redacted_source(decoder: ImageDecoder, image: AnnotatedImage) -> SourceImage:
    """Returns the source of an image with the redactions burnt in. Blocks; raises ImageRejectedError."""
    before, inexact = image.source, None
    if may_tell_its_form(image):
        inexact = inexact_form(image, decoded_again(decoder, before).pixels)
    data = decoder.covered(
        inexact or before.data, before.name, before.page_index, max(before.size), image.redacted_rects
    )
    mime = sniff_mime_type(data) or "image/png"
    redacted = SourceImage(sha256_hex(data), data, *before.size, mime, before.name)
    if may_tell_its_form(image) and inexact is None:  # its exact pixels tell as much when it is cropped later
        redacted = replace(redacted, compression=before.compression)
    return replace(redacted, metadata=before.metadata, remarks=before.remarks)
