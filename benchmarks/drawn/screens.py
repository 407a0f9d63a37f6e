"""Screens with planted secrets, clean ones and a busy one, drawn when needed with fonts that every machine here has."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from benchmarks.drawn.kept_set import CODE, ENGLISH
from benchmarks.drawn.sheet import MONO, SANS, SERIF, Sheet, Style, lines_of

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


HARMLESS = lines_of("""
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
