"""The looks of the program: sizes, themes, scales, heights of text and languages."""

from dataclasses import dataclass

USUAL_POINTS = 9  # of text where no desktop says anything else


@dataclass(frozen=True, slots=True)
class Look:
    """The size of the window in logical pixels, its theme, scale and language, and the size of the system's text."""

    width: int = 1440
    height: int = 900
    theme: str = "light"
    scale: float = 1.0
    points: int = USUAL_POINTS
    language: str = "en"


LOOKS = {
    "1440": Look(),
    "1440-dark": Look(theme="dark"),
    "1440-contrast": Look(theme="contrast"),
    "1000": Look(1000, 640),
    "680": Look(680, 400),
    "680-dark": Look(680, 400, "dark"),
    "680-contrast": Look(680, 400, "contrast"),
    "1440-scale-1.5": Look(scale=1.5),
    "1440-scale-2": Look(scale=2.0),
    "1440-text-18pt": Look(points=18),
    "1000-text-18pt": Look(1000, 640, points=18),
    "680-text-18pt": Look(680, 400, points=18),
    "1440-dark-scale-2": Look(theme="dark", scale=2.0),
    "1000-dark-scale-1.5": Look(1000, 640, "dark", 1.5),
    "680-scale-2": Look(680, 400, scale=2.0),
    "1000-contrast-text-18pt": Look(1000, 640, "contrast", points=18),
    "1440-arabic": Look(language="ar"),
    "680-arabic": Look(680, 400, language="ar"),
}
