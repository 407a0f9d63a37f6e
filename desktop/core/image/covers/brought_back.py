"""A sent image that is brought back to the workspace, and what its form may tell there of what is hidden: nothing.

Whether it went as a PNG or as a JPEG was decided with everything in view, so what is covered or cut away now may have
decided it. One that may have gone as a JPEG is covered as widely as a JPEG. Its pixels stay exact only while enough
text is in view, which would have made a PNG of it whatever is hidden.
"""

import io
from dataclasses import replace

from PIL import Image

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect, Size
from desktop.core.ids import new_id
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.compression_blocks import SENT_JPEG, CompressionBlocks
from desktop.core.image.encoding import has_png_text, is_always_png, jpeg_bytes
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.sent_image import SentImage
from desktop.core.image.source_image import SourceImage


def brought_back(sent: SentImage, data: bytes) -> AnnotatedImage:
    """Returns a sent image for the workspace, `data` being its bytes. Its covers are on it, and can be taken off."""
    compression = CompressionBlocks() if is_always_png(sent.size) else SENT_JPEG
    source = SourceImage(sent.id, data, sent.width, sent.height, sent.mime, compression=compression)
    covers = sent.covers if compression.is_lossless else (_to_be_widened(cover, sent) for cover in sent.covers)
    return replace(AnnotatedImage.new(source), annotations=tuple(Redaction(new_id(), cover) for cover in covers))


def may_tell_its_form(image: AnnotatedImage) -> bool:
    """Returns True if `image` hides something and its source is a PNG that this program might have sent as a JPEG."""
    source = image.source
    return source.mime == "image/png" and source.compression == SENT_JPEG and bool(image.redacted_rects or image.crop)


def inexact_form(image: AnnotatedImage, pixels: PixelBuffer) -> bytes | None:
    """Returns the JPEG that takes the place of the source where `image` hides a part; None if it stays as it is.

    `pixels` are those of the source.
    """
    if not may_tell_its_form(image):
        return None
    whole = pixels.image()
    hidden = (*image.redacted_rects, *Rect.from_size(image.source.size).subtracted(image.view.crop))
    return None if has_png_text(whole, hidden) else jpeg_bytes(whole)


def as_if_jpeg(image: AnnotatedImage, pixels: PixelBuffer) -> PixelBuffer:
    """Returns the source pixels to flatten `image` from: `pixels`, or those of its `inexact_form`."""
    data = inexact_form(image, pixels)
    if data is None:
        return pixels
    with Image.open(io.BytesIO(data), formats=["JPEG"]) as inexact:
        return PixelBuffer.of(inexact.convert("RGB"))


def _to_be_widened(cover: Rect, sent: SentImage) -> Rect:
    """Returns the rectangle that, widened as in a JPEG, is what a cover hides of a sent image.

    On a JPEG that is the cover, which has been widened to its blocks; on a PNG, the cover once it is.
    """
    hidden = cover if sent.mime == "image/jpeg" else SENT_JPEG.affected_rect(cover, sent.size)
    inner = _shrunk(hidden, SENT_JPEG.filter_radius, sent.size)
    return inner if SENT_JPEG.affected_rect(inner, sent.size) == hidden else hidden


def _shrunk(rect: Rect, by: int, size: Size) -> Rect:
    """Returns `rect` without a margin, except along the edges of an image of `size`."""
    left, top = (by if edge else 0 for edge in (rect.left, rect.top))
    right, bottom = (by if edge < side else 0 for edge, side in zip((rect.right, rect.bottom), size, strict=True))
    return Rect(rect.left + left, rect.top + top, rect.right - right, rect.bottom - bottom)
