"""Conversion of an image's own colours to sRGB on a white background: chosen once per image, applied to each band.

Runs in the decoder's child process only.
"""

import io
from collections.abc import Callable

from PIL import Image, ImageCms

_PROFILE_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}
_ALPHA = ("RGBA", "LA", "PA", "RGBa", "La")
Change = Callable[[Image.Image], Image.Image]


class ColorConversion:
    """The conversion to sRGB for one image, applied to horizontal bands of it.

    `redact_before_color_from_px`: redacting at least this many pixels can change the colours of all others (through the
    range of a grey, or an alpha channel that becomes empty); None where each pixel is converted by itself.
    """

    def __init__(self, change: Change, redact_before_color_from_px: int | None = None) -> None:
        self._change = change
        self.redact_before_color_from_px = redact_before_color_from_px

    @classmethod
    def plain(cls) -> "ColorConversion":
        """Returns the conversion for an image that is sRGB already."""
        return cls(lambda band: band)

    @classmethod
    def for_image(
        cls, image: Image.Image, profile: bytes | None, transparent: bool, empty_alpha_is_opaque: bool = False
    ) -> "ColorConversion":
        """Returns the conversion for an image; `transparent` if one of its colours is (tRNS and the like).

        With `empty_alpha_is_opaque`, an alpha channel that is zero everywhere means nothing, as in the BMPs of Windows
        programs. Otherwise the colours under alpha 0, which no program shows, are white.
        """
        if image.mode.startswith("I") or image.mode == "F":
            return _grey_in_range(image)
        if image.mode in _ALPHA or transparent:
            return _on_white(image, profile, empty_alpha_is_opaque)
        if image.mode in ("RGB", "L", "CMYK"):
            return cls(_to_srgb(image.mode, profile))
        plain, to_srgb = ("L" if image.mode == "1" else "RGB"), _to_srgb("RGB", profile)
        return cls(lambda band: to_srgb(band.convert(plain)))

    def of(self, band: Image.Image) -> Image.Image:
        """Returns the band in RGB."""
        return self._change(band)


def _on_white(image: Image.Image, profile: bytes | None, empty_alpha_is_opaque: bool) -> ColorConversion:
    to_srgb = _to_srgb("RGB", profile)
    opaque = sum(image.getchannel("A").histogram()[1:]) if empty_alpha_is_opaque and image.mode == "RGBA" else None
    if opaque == 0:
        return ColorConversion(lambda band: to_srgb(band.convert("RGBA").convert("RGB")), opaque)

    def on_white(band: Image.Image) -> Image.Image:
        layer = band.convert("RGBA")
        paper = Image.new("RGB", band.size, "white")
        paper.paste(to_srgb(layer.convert("RGB")), mask=layer.getchannel("A"))
        return paper

    return ColorConversion(on_white, opaque)


def _grey_in_range(image: Image.Image) -> ColorConversion:
    """Scales 16- and 32-bit grey and floats to 0–255; Pillow's own conversion would clip them."""
    low, high = image.getextrema()
    assert isinstance(low, (int, float)) and isinstance(high, (int, float))
    redact_before_color_from_px = None if image.mode.startswith("I;") else 0
    if image.mode == "I" and low >= 0 and high <= 255:
        return ColorConversion(lambda band: band.convert("L").convert("RGB"), redact_before_color_from_px)
    if image.mode != "F" and low >= 0 and high <= 65535:
        low, high = 0, 65535
    span = (high - low) or 1

    def scaled(band: Image.Image) -> Image.Image:
        if band.mode.startswith("I;"):
            band = band.convert("I")
        grey = band.convert("F").point(lambda value: value * (255 / span) + (-low * 255 / span))
        return grey.convert("L").convert("RGB")

    return ColorConversion(scaled, redact_before_color_from_px)


def _to_srgb(mode: str, profile: bytes | None) -> Change:
    """Returns the conversion by `profile`; a profile that is broken or was made for another mode is ignored."""
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            space = source.profile.xcolor_space.strip()
            plain = "sRGB" in (source.profile.profile_description or "")
            if space == _PROFILE_SPACES.get(mode) and not plain:
                change = ImageCms.buildTransform(
                    source,
                    ImageCms.createProfile("sRGB"),
                    mode,
                    "RGB",
                    ImageCms.Intent.RELATIVE_COLORIMETRIC,
                    ImageCms.Flags.BLACKPOINTCOMPENSATION,
                )
                return lambda band: ImageCms.applyTransform(band, change) or band
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return lambda band: band if band.mode == "RGB" else band.convert("RGB")
