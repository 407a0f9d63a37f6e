"""Pictures with text that is known, drawn with real fonts: `python -m benchmarks.drawn` writes the set to tests/data.

The set is kept in the repository, so that its figures can be compared on machines with other fonts. Screens with
planted secrets, and clean ones, are drawn when they are needed, with fonts that every machine here has.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FOLDER = Path(__file__).parents[1] / "tests" / "data" / "reading"
FONTS = Path("/usr/share/fonts")
SANS, BOLD = "truetype/dejavu/DejaVuSans.ttf", "truetype/dejavu/DejaVuSans-Bold.ttf"
MONO, SERIF = "truetype/dejavu/DejaVuSansMono.ttf", "truetype/dejavu/DejaVuSerif.ttf"
NIMBUS, ROMAN = "opentype/urw-base35/NimbusSans-Regular.otf", "opentype/urw-base35/NimbusRoman-Regular.otf"
MONO_PS, CJK = "opentype/urw-base35/NimbusMonoPS-Regular.otf", "opentype/noto/NotoSansCJK-Regular.ttc"


@dataclass(frozen=True, slots=True)
class Style:
    """How a page looks."""

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
        """Write a line; the box that it takes."""
        font = font_of(self.style, bold)
        self.pen.text((x, y), text, font=font, fill=ink or self.style.ink)
        left, top, right, bottom = self.pen.textbbox((x, y), text, font=font)
        return round(left), round(top), round(right), round(bottom)

    def page(self, lines: list[str], x: int = 20, y: int = 18, leading: float = 1.55) -> int:
        """Write lines one under the other, as part of the truth; where the next one would be."""
        for line in lines:
            self.write(line, x, y)
            self.lines += [line] if line.strip() else []
            y += round(self.style.px * leading)
        return y


def _lines(text: str) -> list[str]:
    return text.strip("\n").split("\n")


# the set

CODE = _lines("""
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

TERMINAL = _lines("""
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

ENGLISH = _lines("""
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


# screens with secrets

PLANTED: dict[str, tuple[str, ...]] = {
    "key": (
        "OPENAI_API_KEY=sk-proj-Zk39dKe02LmQpX81vTb7",
        "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7QRT4XPL",
        "stripe: sk_live_4eC39HqLyjWDarjtT1zdp7dc",
        "google maps key AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY",
        "Session id Qx7Lr2Vt9Kp4Mz8Nb3Wd6Hs1Yf5Jc0",
    ),
    "token": (
        "Authorization: Bearer 7f9Xk2Lm4Qp8Rt1Vw3Yz6Ab0Cd5Ef",
        "token=ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
        "slack xoxb-263594206564-FGqddMF8t08v8N7Oq4i57vs1",
    ),
    "password": (
        "password: Tr0ub4dor&3",
        "DB_PASSWORD=korrekt-Pferd9",
        "postgres://admin:Wint3rSturm@db-prod-3.internal:5432/app",
        "Passwort: Sommer2024!",
        "Secret: mZ8-kQ2-rT5",
    ),
    "e-mail address": ("From: jane.doe@example.com", "cc m.kowalski@firma.pl", "Kontakt: info@stadtwerke-koeln.de"),
    "phone number": ("Call +49 221 9876543 today", "Tel. 0171 5550123", "(212) 555-0187 ext. 4", "+1 415-555-2671"),
    "IBAN": (
        "IBAN DE89 3704 0044 0532 0130 00",
        "PL61 1090 1014 0000 0712 1981 2874",
        "FR14 2004 1010 0505 0001 3M02 606",
    ),
    "card number": ("Visa 4111 1111 1111 1111", "Mastercard 5500-0000-0000-0004", "card 4539578763621486 exp 09/27"),
    "IP address": ("ssh deploy@203.0.113.42", "inet 192.168.17.204/24", "Remote 2001:db8:85a3::8a2e:370:7334"),
    "ID number": ("SSN 078-05-1120", "PESEL 44051401359", "Passport No: C01X00T47"),
    "private key": ("-----BEGIN RSA PRIVATE KEY-----",),
    "signed address": ("https://files.example.com/a.pdf?X-Amz-Signature=4f3e2d1c0b9a8877",),
}  # fmt: skip

HARMLESS = _lines("""
Traceback (most recent call last):
  File "/srv/app/main.py", line 42, in <module>
commit 9fceb02d0ae598e95dc970b74767f19372d61af8
2024-05-17 14:22:31,204 INFO request took 312 ms
Order 1204 was shipped on Monday
version 2.14.0-rc1 of the package
http://127.0.0.1:8080/health answered 200
def get_token(self, name: str) -> str | None:
Forgot your password? Enter your e-mail to reset it
git clone git@github.com:team/repo.git
npm install react@18.2.0 --save-dev
max_tokens: 4096, temperature: 0.2
550e8400-e29b-41d4-a716-446655440000
Total: $18,420.50 for 31 items (612.00 tax)
1920 x 1080 pixels, 12.5 MB, 60 fps
https://example.com/search?q=keyboard&page=2
lib/python3.11/site-packages/desktop/core/reading.py
ISBN 978-3-16-148410-0
sha256: e3b0c44298fc1c149afbf4c8996fb924
SELECT id, name FROM users WHERE active = true;
The password must have at least 8 characters
Phone support is closed on Sundays
Key concepts: tokens, secrets and rotation
Room 214, Building 7, second floor
3.14159265358979 is about pi
build 2024.11.25 deployed to staging
if (password !== confirm) return false;
Meeting 10:30 - 11:45, 14 participants
const API_URL = process.env.API_URL;
Figure 3.2: throughput by number of threads
""")

STYLES = (
    Style(MONO, 12, "#d4d4d4", "#1e1e1e"),
    Style(MONO, 14),
    Style(SANS, 12),
    Style(SANS, 13, "#333333", "#f4f4f4"),
    Style(MONO, 13, "#a9b7c6", "#2b2b2b"),
    Style(SERIF, 14),
    Style(SANS, 16, "#e6e6e6", "#202124"),
    Style(MONO, 15, "#003b00", "#f5fff5"),
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A drawn screen, and the boxes of the lines in which something private was planted, by what it is."""

    image: Image.Image
    planted: tuple[tuple[str, tuple[int, int, int, int]], ...]


def screens(count: int, secrets: bool, seed: int = 5) -> Iterator[Screen]:
    """Screens of ordinary lines, with about four secrets on each, or none."""
    chance = random.Random(seed)
    queue = [(name, line) for name, lines in PLANTED.items() for line in lines]
    chance.shuffle(queue)
    at = 0
    for number in range(count):
        style = STYLES[number % len(STYLES)]
        image, planted = Sheet((1000, 640), style), []
        y = 16
        while y < 600:
            if secrets and chance.random() < 0.18:
                name, line = queue[at % len(queue)]
                at += 1
                planted.append((name, image.write(line, 20, y)))
            else:
                image.write(chance.choice(HARMLESS), 20 + 24 * chance.randrange(3), y)
            y += round(style.px * chance.choice((1.5, 1.7, 2.4)))
        yield Screen(image.image, tuple(planted))


def busy_screen() -> Image.Image:
    """1080p with about 90 lines, in two panes: an editor and a list."""
    chance = random.Random(3)
    words = " ".join(ENGLISH + CODE).split()
    image = Sheet((1920, 1080), Style(MONO, 14, "#d4d4d4", "#1e1e1e"))
    for number in range(55):
        text = " ".join(chance.choice(words) for _ in range(chance.randint(3, 8)))
        image.write(text, 20 + 34 * chance.randrange(5), 10 + 19 * number)
    image.style = Style(SANS, 13, "#cccccc", "#1e1e1e")
    for number in range(37):
        text = " ".join(chance.choice(words) for _ in range(chance.randint(2, 7)))
        image.write(text, 1150, 10 + 28 * number)
    return image.image


def main() -> None:
    """Draw the set and write it down, with what stands on each picture."""
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
