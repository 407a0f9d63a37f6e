"""Screens with private values planted in forms, tables and lines, in ten languages; clean ones with pale controls."""

import random
from dataclasses import dataclass

from PIL import Image

from benchmarks.drawn.private_values import LABELS, VALUES
from benchmarks.drawn.screens import HARMLESS
from benchmarks.drawn.sheet import MONO, SANS, SERIF, Sheet, Style

SIZE = (760, 420)
_LOOKS = (("#202020", "#ffffff"), ("#333333", "#f4f4f4"), ("#d4d4d4", "#1e1e1e"), ("#e6e6e6", "#202124"))
_PALE = {"#ffffff": "#e8e8e8", "#f4f4f4": "#dddddd", "#1e1e1e": "#303030", "#202124": "#333539"}
_CONTROLS = (
    "Save",
    "Next",
    "Apply",
    "Undo",
    "Paste Special…",
    "Send to Back",
    "Export…",
    "Delete",
    "Find Next",
    "Merge Cells",
)
_ROOMS = ("3B", "2A", "1C", "4D", "East", "North")
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class PrivateScreen:
    """A drawn screen, and the values planted in it: family, text and box in pixels. A clean one has none."""

    image: Image.Image
    language: str
    layout: str
    planted: tuple[tuple[str, str, Box], ...]


def private_screen(number: int) -> PrivateScreen:
    """Returns the screen of that number, always the same; every fourth one is clean."""
    chance = random.Random(number)
    language = list(LABELS)[number % len(LABELS)]
    ink, ground = chance.choice(_LOOKS)
    font = chance.choice((SANS, SANS, MONO, SERIF))
    sheet = Sheet(SIZE, Style(font, chance.randrange(12, 17), ink, ground))
    if number % 4 == 3:
        _clean(sheet, chance)
        return PrivateScreen(sheet.image, language, "clean", ())
    layout = ("form", "table", "lines")[number // 4 % 3]
    draw = {"form": _form, "table": _table, "lines": _lines}[layout]
    return PrivateScreen(sheet.image, language, layout, tuple(draw(sheet, chance, LABELS[language])))


def _clean(sheet: Sheet, chance: random.Random) -> None:
    step = round(1.9 * sheet.style.px)
    for y in range(16, SIZE[1] - 80, step):
        sheet.write(chance.choice(HARMLESS), 20, y)
    x = 20
    for _ in range(4):
        x = sheet.write(chance.choice(_CONTROLS), x, SIZE[1] - 40, _PALE[sheet.style.ground])[2] + 30


def _form(sheet: Sheet, chance: random.Random, labels: dict[str, str]) -> list[tuple[str, str, Box]]:
    gap, above = chance.choice((150, 260, 400)), chance.random() < 0.3
    planted, y = [], 20
    for family in chance.sample(list(labels), 4):
        value = VALUES[family](chance)
        sheet.write(labels[family] + chance.choice(("", ":")), 24, y)
        x, y = (24, y + round(1.6 * sheet.style.px)) if above else (24 + gap, y)
        planted.append((family, value, sheet.write(value, x, y)))
        y += round(chance.choice((2.4, 3.0)) * sheet.style.px)
    return planted


def _table(sheet: Sheet, chance: random.Random, labels: dict[str, str]) -> list[tuple[str, str, Box]]:
    first, second = chance.sample(list(labels), 2)
    columns = (24, 190, 440)
    for x, head in zip(columns, ("#", labels[first], labels[second]), strict=True):
        sheet.write(head, x, 20)
    planted = []
    for row in range(1, 6):
        y = 20 + row * round(2.0 * sheet.style.px)
        sheet.write(chance.choice(_ROOMS), columns[0], y)
        for family, x in ((first, columns[1]), (second, columns[2])):
            if chance.random() < 0.85:
                value = VALUES[family](chance)
                planted.append((family, value, sheet.write(value, x, y)))
    return planted


def _lines(sheet: Sheet, chance: random.Random, labels: dict[str, str]) -> list[tuple[str, str, Box]]:
    families, planted = chance.sample(list(VALUES), 5), []
    for at in range(10):
        y = 16 + at * round(2.0 * sheet.style.px)
        if at % 2:
            sheet.write(chance.choice(HARMLESS), 20, y)
            continue
        family = families[at // 2]
        label = f"{labels[family]}: " if family in labels else ""
        value = VALUES[family](chance)
        right = sheet.write(label, 20, y)[2] if label else 20
        planted.append((family, value, sheet.write(value, right + (4 if label else 0), y)))
    return planted
