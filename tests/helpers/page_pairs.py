"""Pages of PDFs in pairs whose images differ only under a cover, enlarged, shrunk and turned as chance has it."""

import io
import math
import random
import zlib
from dataclasses import dataclass

from PIL import Image

from desktop.core.geometry.rect import Rect

PAGE = (400, 300)  # points
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class PagePair:
    """Two documents of one page; `cover` is the box in pixels of the page, rendered `side` long, in which they differ
    as drawn, and `lossy` says that the image is a JPEG.
    """

    first: bytes
    second: bytes
    cover: Rect
    side: int
    lossy: bool


def page_pair(seed: int) -> PagePair:
    """Returns the pair of that number."""
    chance = random.Random(seed)
    side = chance.randint(300, 1200)
    size = chance.randint(12, 260), chance.randint(12, 200)
    mode = chance.choice(["RGB", "RGB", "L", "1"])
    lossy = mode != "1" and chance.random() < 0.3
    step = 16 if lossy else 1
    left, top = (chance.randrange(0, max(1, length * 2 // 3), step) for length in size)
    right = min(size[0], left + max(step, chance.randint(1, size[0] // 2) // step * step))
    bottom = min(size[1], top + max(step, chance.randint(1, size[1] // 2) // step * step))
    first = _noise(chance, mode, size)
    second = first.copy()
    second.paste(_noise(chance, mode, (right - left, bottom - top)), (left, top))
    matrix = _placed(chance)
    scale = side / max(PAGE)
    corners = [_to_page(matrix, x / size[0], 1 - y / size[1]) for x in (left, right) for y in (top, bottom)]
    xs, ys = [x * scale for x, _ in corners], [(PAGE[1] - y) * scale for _, y in corners]
    cover = Rect(math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys)))
    return PagePair(_document(first, matrix, lossy), _document(second, matrix, lossy), cover, side, lossy)


def _placed(chance: random.Random) -> Matrix:
    width, height = chance.uniform(60, 380), chance.uniform(50, 280)
    x, y = chance.uniform(0, PAGE[0] - width), chance.uniform(0, PAGE[1] - height)
    turn = chance.choice(["upright", "upright", "quarter", "flipped", "slanted"])
    if turn == "quarter":
        return 0.0, height, -width, 0.0, x + width, y
    if turn == "flipped":
        return -width, 0.0, 0.0, height, x + width, y
    if turn == "slanted":
        angle = chance.uniform(0.1, 1.4)
        return (
            *(width * math.cos(angle), width * math.sin(angle), -height * math.sin(angle), height * math.cos(angle)),
            *(x, y),
        )
    return width, 0.0, 0.0, height, x, y


def _to_page(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _noise(chance: random.Random, mode: str, size: tuple[int, int]) -> Image.Image:
    if mode == "1":
        return Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).convert("1")
    return Image.frombytes(mode, size, chance.randbytes(size[0] * size[1] * len(mode)))


def _document(image: Image.Image, matrix: Matrix, lossy: bool) -> bytes:
    if lossy:
        file = io.BytesIO()
        image.save(file, "JPEG", quality=70, subsampling=2) if image.mode == "RGB" else image.save(file, "JPEG")
        data, name = file.getvalue(), "DCTDecode"
    else:
        data, name = zlib.compress(image.tobytes()), "FlateDecode"
    space, bits = "DeviceRGB" if image.mode == "RGB" else "DeviceGray", 1 if image.mode == "1" else 8
    content = f"q {' '.join(f'{number:.4f}' for number in matrix)} cm /I Do Q".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>" % PAGE,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent %d/Filter/%s/Length %d>>"
        b"stream\n%s\nendstream" % (*image.size, space.encode(), bits, name.encode(), len(data), data),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + head + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
