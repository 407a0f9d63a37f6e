"""What is pasted, answered and asked in the scenes."""

import subprocess
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
ROWS = (
    ("2041", "Adler & Sons", "12 Nov", "$1,480.00"),
    ("2042", "Birch Studio", "14 Nov", "$512.50"),
    ("2043", "Cedar Clinic", "18 Nov", "$2,310.00"),
    ("2044", "Dune Logistics", "21 Nov", "$1,012.50"),
)
ANSWER = """At **connection refused (111)** nothing listens on that port. The log gave up after `45 s`. Check it:

```bash
nc -vz db-prod-3.internal 5432
sudo systemctl status postgresql
```

Two invoices are overdue, **$1,525.00** together:

| No. | Customer | Amount |
|---|---|---:|
| 2042 | Birch Studio | $512.50 |
| 2044 | Dune Logistics | $1,012.50 |

> [!NOTE]
> The address is in the dialog.
"""

RECEIPT = '{"Shop": "Adler & Sons", "Total": 12.9, "Currency": "EUR", "Date": "2026-11-12"}'


def invoices() -> Image.Image:
    """Returns a picture of a program with a table and a dialog."""
    image, draw_font = Image.new("RGB", (1100, 720), "#ffffff"), ImageFont.truetype(FONT, 16)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1100, 42), fill="#e6e9f0")
    draw.rectangle((0, 42, 170, 720), fill="#1f3a5f")
    draw.text((16, 12), "Northwind Billing", font=draw_font, fill="#333333")
    for at, name in enumerate(("Overview", "Invoices", "Customers", "Payments")):
        draw.text((20, 70 + 40 * at), name, font=draw_font, fill="#dfe8f5")
    for at, row in enumerate((("No.", "Customer", "Due", "Amount"), *ROWS)):
        for column, words in enumerate(row):
            draw.text((200 + 200 * column, 100 + 44 * at), words, font=draw_font, fill="#222222")
    draw.rectangle((440, 370, 1010, 660), fill="#ffffff", outline="#777777", width=2)
    lines = ("Couldn't sync invoices", "host   db-prod-3.internal:5432", "error  connection refused (111)")
    for at, line in enumerate((*lines, "user   maria.lind@northwind.example", "token  nw_live_8fK2xQ71LmV0aB3")):
        draw.text((470, 395 + 44 * at), line, font=draw_font, fill="#222222")
    return image


def asked_run(folder: Path, home: Path, endpoint: str, environment: dict[str, str]) -> None:
    """Has a run over some receipts, half of which are asked when its budget is used up."""
    folder.mkdir()
    for at, (number, shop, day, _) in enumerate(ROWS * 4):
        image, font = Image.new("RGB", (520, 640), "#f7f3ea"), ImageFont.truetype(FONT, 26)
        total = f"TOTAL EUR   {11 + at}.90"
        for line, words in enumerate((shop.upper(), f"{day} 2026", "", "2 Flat white   7.80", "1 Toast   4.20", total)):
            ImageDraw.Draw(image).text((60, 60 + 60 * line), words, font=font, fill="#333333")
        image.save(folder / f"receipt-{number}-{at:02}.png")
    fields = ("--field", "Shop", "--field", "Total:number", "--field", "Currency:EUR|USD", "--field", "Date:date")
    command = [sys.executable, "-m", "desktop", "many", str(folder), "--ask", "Read this receipt.", *fields]
    command += ["--endpoint", endpoint, "--budget", "0.025"]
    subprocess.run(command, env={**environment, "ASKANCE_HOME": str(home)}, capture_output=True, check=False)
