"""The four colours of `tests.images.quarters`, and how they are found again in a decoded image."""

from desktop.core.image.pixel_buffer import DecodedImage

Color = tuple[int, int, int]
RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 180, 20), (20, 20, 220), (255, 255, 255)


def corners(decoded: DecodedImage) -> list[Color]:
    """Returns the colours in the middle of the four quarters: top left, top right, bottom left, bottom right."""
    image = decoded.pixels.image()
    across, down = image.width // 4, image.height // 4
    spots = [(across, down), (3 * across, down), (across, 3 * down), (3 * across, 3 * down)]
    return [image.getpixel(spot) for spot in spots]  # type: ignore[misc]


def close(found: list[Color], wanted: list[Color], by: int = 14) -> bool:
    """Returns True if no channel differs by more than `by`."""
    return all(
        abs(a - b) <= by for one, other in zip(found, wanted, strict=True) for a, b in zip(one, other, strict=True)
    )
