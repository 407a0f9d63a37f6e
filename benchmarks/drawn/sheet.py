"""A page that is written with real fonts, from top to bottom."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path("/usr/share/fonts")
SANS, BOLD = "truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"
MONO, SERIF = "truetype/dejavu/DejaVuSansMono.ttf", "truetype/dejavu/DejaVuSerif.ttf"
NIMBUS, ROMAN = "opentype/urw-base35/NimbusSans-Regular.otf", "opentype/urw-base35/NimbusRoman-Regular.otf"
MONO_PS, CJK = "opentype/urw-base35/NimbusMonoPS-Regular.otf", "opentype/noto/NotoSansCJK-Regular.ttc"


@dataclass(frozen=True, slots=True)
class Style:
    """The look of a page: font, its size in pixels, and colours."""

    font: str = SANS
    px: int = 14
    ink: str = "#202020"
    ground: str = "#ffffff"


def font_of(style: Style, bold: bool = False) -> ImageFont.FreeTypeFont:
    """The font of a style."""
    return ImageFont.truetype(str(FONTS / (BOLD if bold else style.font)), style.px)


class Sheet:
    """A page that is written from top to bottom, and what was written."""

    def __init__(self, size: tuple[int, int], style: Style) -> None:
        self.image = Image.new("RGB", size, style.ground)
        self.pen = ImageDraw.Draw(self.image)
        self.style = style
        self.lines: list[str] = []

    def write(self, text: str, x: int, y: int, ink: str = "", bold: bool = False) -> tuple[int, int, int, int]:
        """Writes a line. Returns its box: left, top, right, bottom."""
        font = font_of(self.style, bold)
        self.pen.text((x, y), text, font=font, fill=ink or self.style.ink)
        left, top, right, bottom = self.pen.textbbox((x, y), text, font=font)
        return round(left), round(top), round(right), round(bottom)

    def page(self, lines: list[str], x: int = 20, y: int = 18, leading: float = 1.55) -> int:
        """Writes lines one below the other, as part of the truth. Returns the top of the next one."""
        for line in lines:
            self.write(line, x, y)
            self.lines += [line] if line.strip() else []
            y += round(self.style.px * leading)
        return y


def lines_of(text: str) -> list[str]:
    """The lines of a text, without the empty ones around it."""
    return text.strip("\n").split("\n")
