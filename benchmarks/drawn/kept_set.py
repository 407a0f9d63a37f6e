"""The set in tests/data/reading: `python -m benchmarks.drawn.kept_set` draws it.

It is kept in the repository, so that its figures can be compared on machines with other fonts.
"""

import json
import random
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageFilter

from benchmarks.drawn.sheet import BOLD, CJK, MONO, MONO_PS, NIMBUS, ROMAN, SANS, SERIF, Sheet, Style, lines_of

FOLDER = Path(__file__).parents[2] / "tests" / "data" / "reading"

CODE = lines_of("""
def total(rows: list[Row]) -> Decimal:
    \"\"\"The sum of all amounts, in cents.\"\"\"
    found = Decimal(0)
    for row in rows:
        if row.amount is None:
            continue
        found += row.amount * 100
    return found.quantize(Decimal("0.01"))

class Row(NamedTuple):
    name: str
    amount: Decimal | None = None

async def main(path: Path, port: int = 8080) -> int:
    async with open_server("0.0.0.0", port) as server:
        print(f"listening on {port}", file=sys.stderr)
        return await server.run(path / "data.json")
""")


TERMINAL = lines_of("""
$ docker compose up -d --build
[+] Building 12.4s (9/9) FINISHED
 => [internal] load build definition from Dockerfile      0.1s
 => [stage-1 4/5] RUN pip install -r requirements.txt     9.8s
Container web-1  Started
Container db-1   Error
dependency failed to start: container db-1 is unhealthy
$ journalctl -u postgresql --since "10 min ago" | tail -4
Nov 25 09:41:07 host postgres[812]: FATAL: could not create lock file
Nov 25 09:41:07 host postgres[812]: HINT: check permissions of /var/run
$ df -h /var/run
Filesystem      Size  Used Avail Use% Mounted on
tmpfs           3.2G  3.2G     0 100% /run
""")


DIALOG = [
    "Update could not be installed",
    "Error code 0x80070643 while configuring KB5034441.",
    "There is not enough space on the recovery partition (250 MB needed).",
    "Try again later, or contact your administrator.",
]


TABLE = (
    ("Invoice", "Customer", "Due", "Amount"),
    ("2024-0117", "Nordlicht GmbH", "17.05.2024", "1,204.50"),
    ("2024-0118", "Café Central", "18.05.2024", "96.00"),
    ("2024-0121", "Blue Harbour Ltd", "02.06.2024", "18,420.75"),
    ("2024-0125", "Zakład Stolarski", "09.06.2024", "615.30"),
    ("Total", "", "", "20,336.55"),
)


PROSE = {
    "german": """Sehr geehrte Damen und Herren,
für die Überprüfung Ihrer Rechnung benötigen wir noch Ihre Unterschrift.
Bitte senden Sie das ausgefüllte Formular bis Freitag, 12. Mai, zurück.
Außerdem weisen wir darauf hin, dass größere Beträge getrennt geprüft werden.
Mit freundlichen Grüßen, Ihre Sparkasse Köln""",
    "french": """Madame, Monsieur,
nous vous prions de bien vouloir compléter le formulaire ci-joint.
Le règlement s'élève à 1 250,00 € et doit être effectué avant le 30 août.
À défaut de réponse, votre dossier sera classé sans suite.
Veuillez agréer l'expression de nos sentiments distingués.""",
    "polish": """Szanowni Państwo,
prosimy o potwierdzenie odbioru przesyłki najpóźniej w środę.
Należność w wysokości 349,99 zł można uregulować przelewem.
W razie pytań służymy pomocą pod adresem biura obsługi klienta.
Z wyrazami szacunku, Dział Księgowości, Łódź""",
    "chinese": """无法连接到服务器
请检查网络设置,然后重新启动应用程序。
错误代码:10061 目标计算机拒绝连接
如果问题仍然存在,请联系系统管理员。
保存更改之前,请先备份您的数据""",
}


ENGLISH = lines_of("""
The quick brown fox jumps over the lazy dog while 1,234 others watch.
Settings are saved as soon as a field is left; there is no Save button.
Files larger than 25 MB are not indexed (see the help page for reasons).
Press Ctrl+Shift+P to open the palette, then type: reload window.
Last synced 3 minutes ago by maria.k, version 2.14.0-rc1, build 9917.
""")


COLUMNS = (
    """Harbour cranes returned to work
on Monday after a week of rain
had flooded the lower docks and
kept two hundred ships waiting
outside. Pilots said the current
was still unusually strong.""",
    """Elsewhere the council voted to
widen the bridge at Mill Street,
a plan first drawn up in 1998.
Work is expected to begin in
spring and to take two years,
with traffic on one lane only.""",
)


def code() -> Sheet:
    image = Sheet((760, 420), Style(MONO, 14))
    image.page(CODE, leading=1.5)
    return image


def terminal() -> Sheet:
    image = Sheet((760, 330), Style(MONO, 14, "#d4d4d4", "#1e1e1e"))
    image.page(TERMINAL, leading=1.5)
    return image


def dialog() -> Sheet:
    image = Sheet((640, 240), Style(SANS, 13, "#222222", "#f0f0f0"))
    image.write(DIALOG[0], 24, 22, bold=True)
    image.lines.append(DIALOG[0])
    image.page(DIALOG[1:], 24, 62, 2.0)
    for at, label in enumerate(("Retry", "Close")):
        image.pen.rounded_rectangle((400 + 110 * at, 185, 500 + 110 * at, 217), 4, outline="#888888")
        image.write(label, 428 + 110 * at, 192)
        image.lines.append(label)
    return image


def table() -> Sheet:
    image = Sheet((680, 250), Style(SANS, 14))
    for number, row in enumerate(TABLE):
        y = 20 + 34 * number
        for cell, x in zip(row, (24, 170, 360, 510), strict=True):
            image.write(cell, x, y, bold=number == 0)
        image.pen.line((16, y + 25, 660, y + 25), fill="#dddddd")
        image.lines.append(" ".join(cell for cell in row if cell))
    return image


def plain(name: str, style: Style, lines: list[str]) -> Callable[[], Sheet]:
    def draw() -> Sheet:
        image = Sheet((760, 60 + round(len(lines) * style.px * 1.7)), style)
        image.page(lines, leading=1.65)
        return image

    return draw


def columns() -> Sheet:
    image = Sheet((700, 230), Style(ROMAN, 18))
    for at, text in enumerate(COLUMNS):
        image.page(text.split("\n"), 24 + 350 * at, 20, 1.6)
    return image


def photo(seed: int, style: Style, lines: list[str]) -> Callable[[], Sheet]:
    """A page seen from the side, in uneven light, with the noise of a small camera."""

    def draw() -> Sheet:
        chance = random.Random(seed)
        sheet = Sheet((900, 90 + round(len(lines) * style.px * 1.8)), style)
        sheet.page(lines, 40, 36, 1.8)
        wide, high = sheet.image.size
        corners = (18, 26, -12, high + 18, wide + 24, high - 22, wide - 26, -16)
        image = sheet.image.transform(
            (wide, high), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor="#999999"
        )
        light = (
            Image.linear_gradient("L").resize((wide, high)).point([round(150 + level * 0.4) for level in range(256)])
        )
        image = Image.composite(image, Image.new("RGB", image.size, "#3c352c"), light)
        noise = Image.frombytes("L", image.size, bytes(chance.randrange(256) for _ in range(wide * high)))
        image = Image.blend(image, Image.merge("RGB", (noise, noise, noise)), 0.07)
        sheet.image = image.filter(ImageFilter.GaussianBlur(0.7))
        return sheet

    return draw


SET: dict[str, Callable[[], Sheet]] = {
    "code": code,
    "code-mono-ps": plain("code", Style(MONO_PS, 15), CODE),
    "terminal": terminal,
    "dialog": dialog,
    "table": table,
    "columns": columns,
    "small-10": plain("small", Style(SANS, 10), ENGLISH),
    "small-11-nimbus": plain("small", Style(NIMBUS, 11), ENGLISH),
    "small-12": plain("small", Style(NIMBUS, 12, "#555555"), ENGLISH),
    "light-on-dark": plain("light", Style(SANS, 12, "#b8b8b8", "#202124"), ENGLISH),
    "photo-sign": photo(1, Style(BOLD, 26), ["Parking for residents only", "Monday to Friday 8 – 18 h", "Tow zone"]),
    "photo-letter": photo(2, Style(ROMAN, 22), PROSE["german"].split("\n")[:4]),
    "german": plain("german", Style(SERIF, 14), PROSE["german"].split("\n")),
    "french": plain("french", Style(ROMAN, 16), PROSE["french"].split("\n")),
    "polish": plain("polish", Style(SANS, 13), PROSE["polish"].split("\n")),
    "chinese": plain("chinese", Style(CJK, 16), PROSE["chinese"].split("\n")),
}


def main() -> None:
    """Draws the set and writes it down, with the text of each image."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    truth = {}
    for name, draw in SET.items():
        image = draw()
        form = "jpg" if name.startswith("photo") else "png"
        image.image.save(FOLDER / f"{name}.{form}", **({"quality": 82} if form == "jpg" else {"optimize": True}))
        truth[f"{name}.{form}"] = image.lines
    (FOLDER / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
