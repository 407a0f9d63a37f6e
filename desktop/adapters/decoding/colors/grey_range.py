"""Numbers → grey: images of more than 8 bits, and of floats, whose darkest and brightest number must be known.

Which numbers are black and white is what the file declares; else 16 bits where the highest two are used, else the bits
that are; else the range of the numbers, without the few that lie far outside of it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image, ImageMath

from desktop.core.geometry.rect import Rect

FULL = 65_535
FEW_BITS = 14  # of 16: with fewer in use, the file means these; chosen
OUTSIDE = 0.001  # the share of numbers at each end that may lie outside of the range; chosen
FAR = 8  # times the range of the others: only then they are left outside; chosen
NARROWINGS = 40
BINS, LAST = 256, 255  # Pillow counts in 255 steps, and the highest number alone in one more
ROWS = 64
MOST_COUNTED = 4_000_000  # pixels
LARGEST = 1e38  # of a float: the range between two of them must be one, too
LEAST_SPAN = 1e-6  # of the numbers themselves: less is one and the same number
GRID = 64  # places across and down at which a number outside of all covers is looked for


@dataclass(frozen=True)
class GreyRange:
    """The numbers that become black and white. `is_fitted` if they were found out, not declared."""

    low: float
    high: float
    is_fitted: bool = False
    neutral: float = 0.0  # in the place of what is no number

    def grey(self, band: Image.Image) -> Image.Image:
        """Returns a band of numbers as L."""
        numbers = _numbers(band, self.neutral)
        span = (self.high - self.low) or 1
        numbers = ImageMath.lambda_eval(
            lambda names: names["min"](names["max"](names["x"], self.low), self.high), x=numbers.convert("F")
        )
        scaled: Image.Image = numbers.point(lambda value: value * (255 / span) + (-self.low * 255 / span))
        return scaled.convert("L")


def grey_range(image: Image.Image, covers: tuple[Rect, ...], declared_white: int | None) -> GreyRange:
    """Returns the range of an image of numbers, to which what lies under `covers` contributes nothing.

    `declared_white` is the brightest number by the file's own words. The covers are filled with a number of the image.
    """
    neutral = _number_outside(image, covers)
    for cover in covers:
        inside = cover.intersection(Rect.from_size(image.size))
        if not inside.is_empty:
            image.paste(
                neutral if image.mode == "F" else int(neutral), (inside.left, inside.top, inside.right, inside.bottom)
            )
    extremes = [_numbers(band, neutral).getextrema() for band in _bands(image, image.width * image.height)]
    low = min(float(found[0]) for found in extremes)  # type: ignore[arg-type]
    high = max(float(found[1]) for found in extremes)  # type: ignore[arg-type]
    if image.mode != "F" and low >= 0 and high <= FULL:
        if declared_white and high <= declared_white:
            return GreyRange(0, declared_white, neutral=neutral)
        if image.mode == "I" and high <= 255:
            return GreyRange(0, 255, neutral=neutral)
        bits = int(high).bit_length()
        fits = 0 < bits <= FEW_BITS + (image.mode == "I")  # as in numbers of 16 bits with a sign
        return GreyRange(0, (1 << bits) - 1 if fits else FULL, fits, neutral)
    narrow_low, narrow_high = _narrowed(image, neutral, low, high)
    if 0 < FAR * (narrow_high - narrow_low) < high - low:
        return GreyRange(narrow_low, narrow_high, True, neutral)
    return GreyRange(low, high, neutral=neutral)


def _numbers(band: Image.Image, neutral: float) -> Image.Image:
    """Returns a band in mode I or F, the latter without what is no number or endless."""
    if band.mode != "F":
        return band.convert("I")
    real = (
        ImageMath.lambda_eval(lambda names: names["x"] == names["x"], x=band).convert("L").point(lambda bit: bit * 255)
    )
    numbers = Image.new("F", band.size, neutral)
    numbers.paste(band, mask=real)
    within: Image.Image = ImageMath.lambda_eval(
        lambda names: names["min"](names["max"](names["x"], -LARGEST), LARGEST), x=numbers
    )
    return within


def _bands(image: Image.Image, most: int) -> Iterator[Image.Image]:
    """Yields bands from the top, of about `most` pixels together."""
    step = ROWS * max(1, -(-image.width * image.height // most))
    for top in range(0, image.height, step):
        yield image.crop((0, top, image.width, min(image.height, top + ROWS)))


def _narrowed(image: Image.Image, neutral: float, low: float, high: float) -> tuple[float, float]:
    """Returns the range of nearly all numbers: narrowed as long as a quarter of it would do for them.

    It is the whole range if nearly all numbers are one and the same.
    """
    whole = low, high
    for _ in range(NARROWINGS):
        histogram = _histogram((_numbers(band, neutral) for band in _bands(image, MOST_COUNTED)), low, high)
        allowed, step = OUTSIDE * sum(histogram), (high - low) / LAST
        first, last = _first_over(histogram, allowed), BINS - 1 - _first_over(histogram[::-1], allowed)
        if (last - first + 1) * 4 > BINS:
            lowest, highest = _first_over(histogram, 0), BINS - 1 - _first_over(histogram[::-1], 0)
            return low + lowest * step, min(high, low + (highest + 1) * step)
        below, above = low + first * step if first else low, low + (last + 1) * step if last < LAST - 1 else high
        low, high = below, above  # exactly where they stay: beside large numbers, small ones are rounded away
        if high - low <= LEAST_SPAN * max(abs(low), abs(high)):
            break
    return whole


def _histogram(bands: Iterable[Image.Image], low: float, high: float) -> list[int]:
    sums = [0] * BINS
    for band in bands:
        extrema = (low, high) if band.mode == "F" else (int(low), max(int(low) + 1, int(high)))
        sums = [total + count for total, count in zip(sums, band.histogram(extrema=extrema), strict=True)]
    return sums


def _first_over(counts: list[int], allowed: float) -> int:
    total = 0
    for at, count in enumerate(counts):
        total += count
        if total > allowed:
            return at
    return 0


def _number_outside(image: Image.Image, covers: tuple[Rect, ...]) -> float:
    """Returns a usual number of the image, of those that no cover hides; 0 if there is none."""
    found = []
    for down in range(GRID):
        for across in range(GRID):
            x, y = across * image.width // GRID, down * image.height // GRID
            if any(cover.left <= x < cover.right and cover.top <= y < cover.bottom for cover in covers):
                continue
            value = image.getpixel((x, y))
            if isinstance(value, (int, float)) and -LARGEST < value < LARGEST:
                found.append(float(value))
    return sorted(found)[len(found) // 2] if found else 0.0
