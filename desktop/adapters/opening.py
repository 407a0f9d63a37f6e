"""A stranger's bytes → upright sRGB pixels on white, by Pillow. Runs in the decoder's child process only.

Formats are an allow-list: each media type opens with the one plugin made for it. Whatever goes wrong ends as
`Unopened`, with the kind of trouble as its reason.
"""

import io
import warnings
from typing import NamedTuple

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from desktop.core.errors import Kind
from desktop.core.picture import MAX_PIXELS

PLUGINS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
    "image/x-icon": "ICO",
    "image/webp": "WEBP",
    "image/avif": "AVIF",
    "image/heic": "HEIF",
}
_PROFILE_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}


class Opened(NamedTuple):
    """An RGB image, upright; `animated` says that there is more than the one frame or page shown."""

    image: Image.Image
    animated: bool


class Unopened(Exception):
    """The bytes are not a picture that we take."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.value)
        self.kind = kind


def opened(data: bytes, mime: str) -> Opened:
    """The picture in `data`, whose first bytes say `mime`. Raises Unopened."""
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own bound below is an error, Pillow's is a warning
    if mime == "image/heic":
        import pillow_heif  # 30 ms and a codec that most pictures never need

        pillow_heif.register_heif_opener(thumbnails=False)
    try:
        return _opened(data, mime)
    except Unopened:
        raise
    except MemoryError:
        raise Unopened(Kind.TOO_MANY_PIXELS) from None
    except UnidentifiedImageError:
        raise Unopened(Kind.NOT_A_PICTURE) from None
    except Exception:
        # Pillow's plugins raise nearly anything on damaged bytes: OSError, SyntaxError, ValueError, struct.error, …
        raise Unopened(Kind.TRUNCATED) from None


def _opened(data: bytes, mime: str) -> Opened:
    with Image.open(io.BytesIO(data), formats=[PLUGINS[mime]]) as image:
        if image.width * image.height > MAX_PIXELS:
            raise Unopened(Kind.TOO_MANY_PIXELS)
        if image.width < 1 or image.height < 1:
            raise Unopened(Kind.TRUNCATED)
        animated = bool(getattr(image, "is_animated", False)) and mime != "image/x-icon"
        image.load()
        upright = _upright(image)
        return Opened(_on_white(upright, image.info.get("icc_profile")), animated)


def _upright(image: Image.Image) -> Image.Image:
    """Turned as its EXIF says; a broken EXIF turns nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        # EXIF is parsed by hand in Pillow and raises nearly anything; the pixels are good without it.
        return image


def _on_white(image: Image.Image, profile: bytes | None) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        return _grey_in_range(image).convert("RGB")
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        layer = image.convert("RGBA")
        alpha = layer.getchannel("A")
        colour = _to_srgb(layer.convert("RGB"), profile)
        if alpha.getextrema() == (0, 0):  # Windows programs leave alpha at zero and mean opaque
            return colour
        paper = Image.new("RGB", image.size, "white")
        paper.paste(colour, mask=alpha)
        return paper
    if image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("L" if image.mode == "1" else "RGB")
    return _to_srgb(image, profile)


def _grey_in_range(image: Image.Image) -> Image.Image:
    """16- and 32-bit grey and floats scaled to 0–255; Pillow's own conversion would clip them."""
    low, high = image.getextrema()
    assert isinstance(low, (int, float)) and isinstance(high, (int, float))
    if image.mode == "I" and low >= 0 and high <= 255:
        return image.convert("L")
    if image.mode != "F" and low >= 0 and high <= 65535:
        low, high = 0, 65535
    span = (high - low) or 1
    if image.mode.startswith("I;"):
        image = image.convert("I")
    return image.convert("F").point(lambda value: value * (255 / span) + (-low * 255 / span)).convert("L")


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as its profile means them; a profile that is broken or made for another mode is ignored."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            space = source.profile.xcolor_space.strip()
            plain = "sRGB" in (source.profile.profile_description or "")
            if space == _PROFILE_SPACES.get(image.mode) and not plain:
                changed = ImageCms.profileToProfile(
                    image,
                    source,
                    ImageCms.createProfile("sRGB"),
                    renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                    outputMode="RGB",
                    flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )
                return changed or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image if image.mode == "RGB" else image.convert("RGB")
