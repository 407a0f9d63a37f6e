"""Colours that a file declares beside or instead of an ICC profile: cICP, gAMA and cHRM of PNG, nclx of AVIF and HEIC.

HDR is mapped to sRGB here: the white of a page stays white, and what is brighter shares the little that is left.
"""

import itertools
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop.adapters.decoding.colors.matrix_profile import Curve, Primaries, matrix_profile

_D65 = (0.3127, 0.3290)
SRGB_PRIMARIES: Primaries = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06), _D65)
_PRIMARIES: dict[int, Primaries] = {  # by ColourPrimaries of ITU-T H.273; all others are near those of sRGB
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), _D65),
    11: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.314, 0.351)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), _D65),
}
PQ, HLG = 16, 18  # TransferCharacteristics of ITU-T H.273
WHITE_NITS = 203  # of a page on an HDR screen, by ITU-R BT.2408
HLG_PEAK_NITS, HLG_SYSTEM_GAMMA = 1000, 1.2  # the reference screen of ITU-R BT.2100
KNEE = 0.9  # of white: darker light is kept as it is; chosen, so that white stays within 6 of 255
USUAL_GAMMA = 2.2  # what PNGs that mean sRGB declare
CLOSE = 0.06  # to the usual gamma
CLOSE_PRIMARIES = 0.01
BOXES_END = 1_000_000  # bytes within which the boxes of an ISO media file are looked for


@dataclass(frozen=True)
class DeclaredColors:
    """A profile for what a file declares. `is_hdr` if it is brighter than sRGB can show."""

    profile: bytes
    is_hdr: bool = False


def declared_colors(data: bytes, mime: str, info: dict[Any, Any]) -> DeclaredColors | None:
    """Returns the colours that hold instead of an ICC profile; None if that, or sRGB, does. `info` is Pillow's."""
    if mime == "image/png":
        code_points = png_chunk(data, b"cICP")
        if len(code_points) == 4:
            return _by_code_points(code_points[0], code_points[1], is_narrow=code_points[3] == 0)
        if info.get("icc_profile") or "srgb" in info:
            return None
        return _by_gamma(info)
    if mime in ("image/avif", "image/heic"):
        at = data.find(b"colrnclx", 0, BOXES_END)
        if at >= 0 and len(data) >= at + 12:
            primaries, transfer = int.from_bytes(data[at + 8 : at + 10]), int.from_bytes(data[at + 10 : at + 12])
            if not info.get("icc_profile") or transfer in (PQ, HLG):
                return _by_code_points(primaries, transfer)
    return None


def png_chunk(data: bytes, name: bytes) -> bytes:
    """Returns the data of the first chunk of that name before the pixels of a PNG; empty if there is none."""
    at = 8
    while at + 8 <= len(data) and data[at + 4 : at + 8] != b"IDAT":
        size = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] == name:
            return data[at + 8 : at + 8 + size]
        at += 12 + size
    return b""


@cache
def _by_code_points(primaries: int, transfer: int, is_narrow: bool = False) -> DeclaredColors | None:
    curves: dict[int, Curve] = {
        4: lambda value: value**2.2,
        5: lambda value: value**2.8,
        8: lambda value: value,
        PQ: lambda value: _fitted(_pq_nits(value) / WHITE_NITS),
        HLG: lambda value: _fitted(_hlg_nits(value) / WHITE_NITS),
    }
    if transfer not in curves and primaries not in _PRIMARIES and not is_narrow:
        return None
    full = curves.get(transfer, _srgb_light)
    curve: Curve = (lambda value: full(_widened(value))) if is_narrow else full
    profile = matrix_profile(_PRIMARIES.get(primaries, SRGB_PRIMARIES), curve)
    return DeclaredColors(profile, transfer in (PQ, HLG))


def _by_gamma(info: dict[Any, Any]) -> DeclaredColors | None:
    gamma, named = info.get("gamma"), info.get("chromaticity")
    exponent = 1 / gamma if isinstance(gamma, float) and 0.05 < gamma < 20 else None
    primaries = SRGB_PRIMARIES
    if isinstance(named, tuple) and len(named) == 8:
        white, red, green, blue = zip(named[::2], named[1::2], strict=True)
        primaries = red, green, blue, white
    points = zip(itertools.chain(*primaries), itertools.chain(*SRGB_PRIMARIES), strict=True)
    usual = exponent is None or abs(exponent - USUAL_GAMMA) < CLOSE
    if usual and all(abs(one - other) < CLOSE_PRIMARIES for one, other in points):
        return None
    curve: Curve = _srgb_light if usual or exponent is None else lambda value: float(value**exponent)
    try:
        return DeclaredColors(matrix_profile(primaries, curve))
    except ValueError:
        return None  # as broken profiles are ignored


def _widened(value: float) -> float:
    """Returns a value of the narrow range, in which 16 of 255 is black and 235 white, as one of the full range."""
    return min(1.0, max(0.0, (value * 255 - 16) / 219))


def _srgb_light(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _pq_nits(value: float) -> float:
    """Returns the light of a screen by the curve of SMPTE ST 2084."""
    power = value ** (32 / 2523)
    return float(10_000 * (max(power - 3424 / 4096, 0) / (2413 / 128 - 2392 / 128 * power)) ** (8192 / 1305))


def _hlg_nits(value: float) -> float:
    """Returns the light of the reference screen by the curve of ARIB STD-B67."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = value * value / 3 if value <= 0.5 else (2.718281828459045 ** ((value - c) / a) + b) / 12
    return float(HLG_PEAK_NITS * scene**HLG_SYSTEM_GAMMA)


def _fitted(light: float) -> float:
    """Returns light (1 is white) within 0–1: unchanged up to the knee, from there ever more closely to 1."""
    if light <= KNEE:
        return light
    over = (light - KNEE) / (1 - KNEE)
    return KNEE + (1 - KNEE) * over / (1 + over)
