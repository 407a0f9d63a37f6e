"""The colours, the font and the unit of length of the window: light, dark, and both in high contrast."""

from dataclasses import dataclass, field

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo


@dataclass(frozen=True, slots=True)
class ThemeColors:
    """Every colour of the window, as #rrggbb. Text has a contrast of 4.5:1 or more on each ground it stands on."""

    dark: bool
    contrast: bool  # high contrast: nothing is told by a shade alone
    side: str  # ground of the history
    desk: str  # ground under the image
    page: str  # ground of bars and of the conversation
    field: str  # ground of the composer and of fields
    card: str  # ground of code and of the heads of tables
    bubble: str  # ground of a question
    line: str  # hairlines
    edge: str  # borders of fields and of boxes to tick, the frame for drops
    text: str  # words
    quiet: str  # lesser words and placeholders
    accent: str  # actions and focus
    on_accent: str  # text on the accent
    chosen: str  # ground of what is selected
    warn: str  # ground of a notice
    warn_edge: str  # border of a notice
    doubt: str  # text of a notice, and of a quote that was not found
    alarm_bg: str  # ground of an error
    alarm: str  # text and border of an error
    mark: str  # numbers in text
    on_mark: str  # text on a number's ground
    found: str  # ground of a match; its words are drawn in `text`
    keyword: str  # these three, `text` and `quiet` are the colours of code
    string: str
    number: str
    tip: str  # ground of tooltips and of passing messages
    on_tip: str  # text on that ground

    @property
    def hover(self) -> str:
        """The ground of a button or a row under the pointer."""
        return self.chosen if self.contrast else blended(self.line, self.page, 0.6)

    @property
    def disabled(self) -> str:
        """The text of what cannot be used now: at 45 % strength, in high contrast as lesser words."""
        return self.quiet if self.contrast else blended(self.text, self.page, 0.45)

    @property
    def on_found(self) -> str:
        """The words of a match."""
        return "#000000" if self.contrast else self.text


def blended(color: str, ground: str, strength: float) -> str:
    """Returns `color` laid over `ground` with `strength` from 0 to 1, both as #rrggbb."""
    pairs = ((int(color[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(over * strength + under * (1 - strength)):02x}" for over, under in pairs)


LIGHT = ThemeColors(
    dark=False,
    contrast=False,
    side="#efeeeb",
    desk="#e4e2dd",
    page="#ffffff",
    field="#f6f6f4",
    card="#f4f3f0",
    bubble="#edf2f1",
    line="#dbd9d4",
    edge="#817e76",
    text="#1c1b1a",
    quiet="#66645f",
    accent="#0f6f66",
    on_accent="#ffffff",
    chosen="#d9eeeb",
    warn="#fdf3dc",
    warn_edge="#a8761c",
    doubt="#875200",
    alarm_bg="#fbeae5",
    alarm="#a3341b",
    mark="#cf3f17",
    on_mark="#ffffff",
    found="#ffe08a",
    keyword="#6a3fb5",
    string="#0b6b4f",
    number="#8a4b08",
    tip="#1c1b1a",
    on_tip="#ffffff",
)
DARK = ThemeColors(
    dark=True,
    contrast=False,
    side="#18191a",
    desk="#121314",
    page="#212324",
    field="#1a1b1c",
    card="#191b1c",
    bubble="#26302f",
    line="#383a3c",
    edge="#7d8082",
    text="#ecebe8",
    quiet="#a8a6a1",
    accent="#4fb8ac",
    on_accent="#0c1f1d",
    chosen="#1f3b38",
    warn="#3a321d",
    warn_edge="#a98a3f",
    doubt="#f0b95f",
    alarm_bg="#3b2621",
    alarm="#ff9d84",
    mark="#ff7a50",
    on_mark="#1c0d07",
    found="#6b5210",
    keyword="#c4a6ff",
    string="#7fd0a6",
    number="#f0b27a",
    tip="#ecebe8",
    on_tip="#1c1b1a",
)
CONTRAST_LIGHT = ThemeColors(
    dark=False,
    contrast=True,
    side="#ffffff",
    desk="#ffffff",
    page="#ffffff",
    field="#ffffff",
    card="#ffffff",
    bubble="#ffffff",
    line="#000000",
    edge="#000000",
    text="#000000",
    quiet="#333333",
    accent="#00504a",
    on_accent="#ffffff",
    chosen="#d6fff9",
    warn="#fff6d6",
    warn_edge="#6b3f00",
    doubt="#6b3f00",
    alarm_bg="#ffffff",
    alarm="#8c1d08",
    mark="#9c2704",
    on_mark="#ffffff",
    found="#ffe08a",
    keyword="#000000",
    string="#00504a",
    number="#000000",
    tip="#000000",
    on_tip="#ffffff",
)
CONTRAST_DARK = ThemeColors(
    dark=True,
    contrast=True,
    side="#000000",
    desk="#000000",
    page="#000000",
    field="#000000",
    card="#000000",
    bubble="#000000",
    line="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    quiet="#e0e0e0",
    accent="#5ff0df",
    on_accent="#000000",
    chosen="#003a36",
    warn="#2b2200",
    warn_edge="#ffd24d",
    doubt="#ffd24d",
    alarm_bg="#3a0d05",
    alarm="#ffab99",
    mark="#ff9a76",
    on_mark="#000000",
    found="#ffe08a",
    keyword="#d9c8ff",
    string="#9df0c4",
    number="#ffd0a0",
    tip="#ffffff",
    on_tip="#000000",
)


UNIT_PX = 13  # the height of the text, in pixels, at which a unit of length is one pixel


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours and the font of text."""

    colors: ThemeColors
    font: QFont
    unit_px: float = field(init=False, compare=False)  # the unit of length, in logical pixels

    def __post_init__(self) -> None:
        object.__setattr__(self, "unit_px", QFontInfo(self.font).pixelSize() / UNIT_PX)

    @property
    def points(self) -> float:
        """The size of the font in points."""
        return self.font.pointSizeF()

    def px(self, units: float) -> int:
        """Returns a length in logical pixels: a unit is one pixel where text is `UNIT_PX` high, and grows with it."""
        return max(1, round(units * self.unit_px))

    def on_any_device(self) -> QFont:
        """The font with its size in pixels, which a painter scales with everything else, unlike points."""
        font = QFont(self.font)
        font.setPixelSize(QFontInfo(self.font).pixelSize())
        return font

    def zoomed(self, factor: float) -> "Theme":
        """The theme with its text larger by `factor`."""
        font = QFont(self.font)
        font.setPointSizeF(self.font.pointSizeF() * factor)
        return Theme(self.colors, font)


def fixed_font(size_pt: float) -> QFont:
    """The system's font for code, at `size_pt` points."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPointSizeF(size_pt)
    return font
