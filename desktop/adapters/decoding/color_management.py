"""Conversion of an image's own colours to sRGB on an opaque ground: chosen once per image, applied to each band.

Runs in the decoder's child process only.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageCms

from desktop.adapters.decoding.colors.declared_colors import DeclaredColors
from desktop.adapters.decoding.colors.grey_range import FULL, grey_range
from desktop.adapters.decoding.colors.ground import ALPHA, WHITE, ground_for, is_opaque
from desktop.core.geometry.rect import Rect
from desktop.core.image.files.image_remark import ImageRemark

_PROFILE_SPACES = {"RGB": "RGB", "L": "GRAY", "CMYK": "CMYK"}
_DIRECT = {"La": "LA", "RGBa": "RGBA"}  # colours that are multiplied by alpha, and the mode in which they are not
FEW_BITS = 6  # of the upper 8 of 16 in each colour: with fewer in use, the file means the lower ones; chosen
Change = Callable[[Image.Image], Image.Image]


@dataclass(frozen=True)
class StoredColors:
    """What a file says of its colours.

    `profile` is an ICC profile, `declared` holds before it; `is_transparent` if one of its colours is (tRNS and the
    like); with `empty_alpha_is_opaque`, an alpha channel that is zero everywhere means nothing, as in the BMPs of
    Windows programs; `white` is the brightest of its 16-bit numbers, and `zero_is_white` if that is black instead;
    `few_bits` where these are 8 of 16 bits: if no more of them are in use, the brightest number is white.
    """

    profile: bytes | None = None
    declared: DeclaredColors | None = None
    is_transparent: bool = False
    empty_alpha_is_opaque: bool = False
    white: int | None = None
    zero_is_white: bool = False
    few_bits: int = 0


class ColorConversion:
    """The conversion to sRGB for one image, applied to horizontal bands of it.

    `redact_before_color_from_px`: redacting at least this many pixels can change the colours of all others (through the
    range of a grey, the ground under transparency or an alpha channel that becomes empty); None where each pixel is
    converted by itself.
    """

    def __init__(
        self,
        change: Change,
        redact_before_color_from_px: int | None = None,
        remarks: tuple[ImageRemark | None, ...] = (),
    ) -> None:
        self._change = change
        self.redact_before_color_from_px = redact_before_color_from_px
        self.remarks = tuple(remark for remark in remarks if remark is not None)

    @classmethod
    def plain(cls) -> "ColorConversion":
        """Returns the conversion for an image that is sRGB already."""
        return cls(lambda band: band)

    @classmethod
    def for_image(cls, image: Image.Image, stored: StoredColors, covers: tuple[Rect, ...] = ()) -> "ColorConversion":
        """Returns the conversion for an image, to which what lies under `covers` contributes nothing.

        The colours under alpha 0, which no program shows, are those of the ground.
        """
        hdr = ImageRemark.HDR_FITTED if stored.declared and stored.declared.is_hdr else None
        if image.mode == "I" or image.mode.startswith("I;") or image.mode == "F":
            return _grey_in_range(image, stored, covers)
        if stored.few_bits and not stored.is_transparent and is_opaque(image, covers):
            return _lower_bits(image, stored, hdr)
        if image.mode in ALPHA or stored.is_transparent:
            return _on_ground(image, stored, covers, hdr)
        if image.mode in ("RGB", "L", "CMYK") and not stored.declared:
            return cls(_to_srgb(image.mode, stored.profile))
        plain, to_srgb = ("L" if image.mode == "1" else "RGB"), _color_change(stored)
        return cls(lambda band: to_srgb(band.convert(plain)), remarks=(hdr,))

    def of(self, band: Image.Image) -> Image.Image:
        """Returns the band in RGB."""
        return self._change(band)


def _color_change(stored: StoredColors) -> Change:
    """Returns the conversion of RGB or L, in which grey takes the colours that a file declares."""
    if stored.declared is None:
        return _to_srgb("RGB", stored.profile)
    change = _to_srgb("RGB", stored.declared.profile)
    return lambda band: change(band if band.mode == "RGB" else band.convert("RGB"))


def _on_ground(
    image: Image.Image, stored: StoredColors, covers: tuple[Rect, ...], hdr: ImageRemark | None
) -> ColorConversion:
    to_srgb, direct = _color_change(stored), _DIRECT.get(image.mode, image.mode)
    alpha = image.getchannel(image.getbands()[-1]) if image.mode in ALPHA else None
    opaque = sum(alpha.histogram()[1:]) if alpha and stored.empty_alpha_is_opaque and image.mode == "RGBA" else None
    if opaque == 0:
        return ColorConversion(lambda band: to_srgb(band.convert("RGBA").convert("RGB")), opaque, (hdr,))

    def layer_of(band: Image.Image) -> Image.Image:
        layer = band.convert(direct).convert("RGBA")
        colors = to_srgb(layer.convert("RGB"))
        colors.putalpha(layer.getchannel("A"))
        return colors

    least, most = alpha.getextrema() if alpha else (0, 255)
    is_mixed = least != 255 and most != 0
    ground = ground_for(image, layer_of, covers) if is_mixed else WHITE

    def on_ground(band: Image.Image) -> Image.Image:
        layer = layer_of(band)
        paper = Image.new("RGB", band.size, ground.color)
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper

    return ColorConversion(on_ground, 0 if is_mixed or stored.few_bits else opaque, (hdr, ground.remark))


def _grey_in_range(image: Image.Image, stored: StoredColors, covers: tuple[Rect, ...]) -> ColorConversion:
    """Scales 16- and 32-bit grey and floats to 0–255; Pillow's own conversion would clip them."""
    found = grey_range(image, covers, stored.white)
    to_srgb = _color_change(stored) if stored.declared else _to_srgb("L", stored.profile)
    remark = ImageRemark.BRIGHTNESS_FITTED if found.is_fitted else None
    turned: Change = ImageChops.invert if stored.zero_is_white else lambda grey: grey
    return ColorConversion(lambda band: to_srgb(turned(found.grey(band))), 0, (remark,))


def _lower_bits(image: Image.Image, stored: StoredColors, hdr: ImageRemark | None) -> ColorConversion:
    """Scales colours of 16 bits of which the file uses the lower ones; Pillow passes on 8 of them."""
    to_srgb, direct = _color_change(stored), _DIRECT.get(image.mode, image.mode)
    colors = [image.getchannel(band) for band in image.getbands() if band not in "Aa"]
    most = max(int(color.getextrema()[1]) for color in colors)  # type: ignore[arg-type]
    is_declared = stored.white is not None and most * 256 <= stored.white
    if not is_declared and not 0 < most.bit_length() <= stored.few_bits:
        return ColorConversion(lambda band: to_srgb(band.convert(direct).convert("RGB")), 0, (hdr,))
    factor = FULL / stored.white if is_declared and stored.white else 255 / ((1 << most.bit_length()) - 1)
    table = [min(255, round(value * factor)) for value in range(256)] * 3
    remark = None if is_declared else ImageRemark.BRIGHTNESS_FITTED
    return ColorConversion(lambda band: to_srgb(band.convert(direct).convert("RGB").point(table)), 0, (hdr, remark))


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
