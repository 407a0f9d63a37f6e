"""Draws what `resources` holds, with Pillow alone: `python -m tools.draw_resources`. The results are committed."""

from pathlib import Path

import pillow_heif
from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).parents[1] / "resources"
INK, PAPER, ACCENT, ALARM = "#1c1b1a", "#ffffff", "#0f6f66", "#a3341b"


def icon(side: int) -> Image.Image:
    """Returns the icon: a framed square, and an eye looking aside."""
    big = Image.new("RGBA", (side * 4, side * 4))
    draw = ImageDraw.Draw(big)
    unit = side * 4 / 64
    draw.rounded_rectangle([4 * unit, 4 * unit, 60 * unit, 60 * unit], 13 * unit, fill=ACCENT)
    draw.ellipse([12 * unit, 19 * unit, 52 * unit, 45 * unit], fill=PAPER)
    draw.ellipse([29 * unit, 21 * unit, 51 * unit, 43 * unit], fill=ACCENT)
    draw.ellipse([36 * unit, 26 * unit, 46 * unit, 36 * unit], fill=PAPER)
    return big.resize((side, side), Image.Resampling.LANCZOS)


def sample() -> Image.Image:
    """Returns the sample image: a window with an error message and a small table."""
    image = Image.new("RGB", (1280, 800), "#e4e2dd")
    draw = ImageDraw.Draw(image)
    title, text = ImageFont.load_default(22), ImageFont.load_default(18)
    draw.rounded_rectangle([60, 50, 1220, 750], 14, fill=PAPER, outline="#b9b6b0", width=2)
    draw.rectangle([62, 62, 1218, 104], fill="#efeeeb")
    draw.text((90, 72), "Night report: failed", font=title, fill=INK)
    lines = (
        ("Loading 3 tables", INK),
        ("Connecting to reports.example:5432", INK),
        ("Error: the server refused the connection (port 5432)", ALARM),
        ("Is the server running and does it accept TCP connections?", INK),
    )
    for number, (line, color) in enumerate(lines):
        draw.text((100, 140 + 34 * number), line, font=text, fill=color)
    rows = (
        ("Table", "Rows", "Total"),
        ("orders", "1,204", "$18,420.50"),
        ("refunds", "31", "$612.00"),
        ("tax", "0", "$0.00"),
    )
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            left, top = 100 + 240 * x, 330 + 46 * y
            draw.rectangle([left, top, left + 240, top + 46], outline="#b9b6b0", fill="#f4f3f0" if y == 0 else PAPER)
            draw.text((left + 14, top + 11), cell, font=text, fill=INK)
    draw.rounded_rectangle([1010, 670, 1180, 718], 10, fill=ACCENT)
    draw.text((1056, 682), "Try again", font=text, fill=PAPER)
    return image


def sign(points: list[tuple[float, float]], color: str) -> Image.Image:
    """Returns a polyline through points on a grid of 12, for a ticked box and the arrow of a list."""
    big = Image.new("RGBA", (192, 192))
    ImageDraw.Draw(big).line([(16 * x, 16 * y) for x, y in points], fill=color, width=26, joint="curve")
    return big.resize((24, 24), Image.Resampling.LANCZOS)


def main() -> None:
    """Draws all resources."""
    for shade, on_accent, text in (("light", "#ffffff", "#1c1b1a"), ("dark", "#0c1f1d", "#ecebe8")):
        sign([(2, 6.5), (5, 9.5), (10, 3)], on_accent).save(HERE / f"check-{shade}.png", optimize=True)
        sign([(2, 4), (6, 8), (10, 4)], text).save(HERE / f"arrow-{shade}.png", optimize=True)
    sizes = (16, 24, 32, 48, 64, 128, 256)
    icon(256).save(HERE / "askance.png", optimize=True)
    icon(256).save(HERE / "askance.ico", sizes=[(side, side) for side in sizes])
    sample().save(HERE / "sample.png", optimize=True)
    sample().resize((320, 200)).convert("L").save(HERE / "sample.pdf", resolution=72, title="Night report")
    pillow_heif.register_heif_opener()
    sample().resize((64, 40)).save(HERE / "sample.heic", quality=50)


if __name__ == "__main__":
    main()
