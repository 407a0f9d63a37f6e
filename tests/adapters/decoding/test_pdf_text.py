"""The own text of a page of a PDF: what can be seen of it, and nothing else; and nothing that tells of a cover."""

import random
from pathlib import Path

import pytest
from PIL import Image

from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.decoding.pdf import render_page
from desktop.adapters.decoding.pdf_text import SMALLEST, text_of_page
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.redaction_fill import fill_redactions
from desktop.core.image.source_image import SourceImage
from desktop.core.image.text.page_text import PageText
from desktop.core.ocr.pages.own_text import own_text
from tests.helpers.images import png
from tests.helpers.pages.text_pages import PAGE, line, text_pdf

SIDE = 1000
SCALE = SIDE / PAGE[0]
DOCUMENTS = Path("tests/data/documents")


def read(content: str, **more: object) -> PageText:
    return text_of_page(text_pdf(content, **more), 0, SIDE)  # type: ignore[arg-type]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_every_visible_letter_is_there_with_its_place(rotate: int) -> None:
    page = read(line(40, 250, "Total: 11 111.50 (net)") + line(40, 230, "thank you"), rotate=rotate)
    assert own_text(page) == "Total: 11 111.50 (net)\nthank you"
    assert page.hidden == 0


def test_a_letter_lies_where_it_is_drawn() -> None:
    data = text_pdf(line(100, 200, "I", size=40))
    (letter,) = text_of_page(data, 0, SIDE)
    drawn = render_page(data, 0, SIDE).image.convert("L").point(lambda value: 255 - value).getbbox()
    assert drawn is not None
    ink = letter.ink.expanded(1)
    assert Rect(*drawn).intersection(ink) == Rect(*drawn)


HIDDEN = {
    "invisible": line(40, 200, "hidden", before="3 Tr"),
    "white": line(40, 200, "hidden", before="1 g"),
    "nearly white": line(40, 200, "hidden", before="0.97 g"),
    "beyond the page": line(-300, 200, "hidden"),
    "under a box": line(40, 200, "hidden") + "q 0 g 30 190 200 30 re f Q\n",
    "under a white box": line(40, 200, "hidden") + "q 1 g 30 190 200 30 re f Q\n",
    "clipped away": "q 0 0 10 10 re W n\n" + line(40, 200, "hidden") + "Q\n",
    "too small to read": line(40, 200, "hidden", size=(SMALLEST - 2) / SCALE),
    "without ink": line(40, 200, "hidden", before="/Clear gs"),
    "in a hidden layer": "/OC /Off BDC\n" + line(40, 200, "hidden") + "EMC\n",
}


@pytest.mark.parametrize("how", HIDDEN)
def test_what_nobody_sees_is_not_in_the_text_and_is_counted(how: str) -> None:
    layer = "/OC << /Type /OCMD /OCGs [] >>"
    more = f"/ExtGState << /Clear << /ca 0 >> >> /Properties << /Off {layer[4:]} >>"
    page = read(line(40, 250, "seen") + HIDDEN[how] + line(40, 100, "after"), more=more)
    if how == "in a hidden layer":
        assert own_text(page) in ("seen\n\nafter", "seen\n\nhidden\n\nafter")  # as it is drawn
        return
    assert own_text(page) == "seen\n\nafter"
    assert page.hidden == len("hidden")


SECRET = line(20, 200, "SECRET 12345")
WHITE = "q 1 1 1 rg 10 180 380 40 re f Q\n"
OVER_IT = {
    "the same size": line(22, 200, "Removed by the other office"),
    "smaller": line(20, 203, "REDACTED BY OUR COMPANY NOW", 8),
    "dashes": line(20, 203, "----------------------"),
    "another direction": "".join(
        f"q BT /F1 10 Tf 0 1 -1 0 {24 + 9 * at} 182 Tm (covers) Tj ET Q\n" for at in range(15)
    ),
    "upside down": "q BT /F1 14 Tf -1 0 0 -1 220 206 Tm (Removed by the other office) Tj ET Q\n",
    "across": "q BT /F1 14 Tf 1 .3 -.3 1 20 190 Tm (covers all of it now) Tj ET Q\n",
    "large": line(10, 182, "HEADING", 50),
    "a box through its middle": "q 0 g 10 201 140 8 re f Q\n",
}


@pytest.mark.parametrize("how", OVER_IT)
def test_letters_that_something_else_is_drawn_over_are_not_kept(how: str) -> None:
    cover = "" if how == "a box through its middle" else WHITE
    page, over = read(SECRET + cover + OVER_IT[how]), read(WHITE + OVER_IT[how])
    assert sorted(page.letters) == sorted(over.letters)
    assert page.hidden == over.hidden + len("SECRET12345")


SEEN_ALL = {
    "bold by a second print": (line(40, 200, "bold ill") + line(40.4, 200, "bold ill"), "bold ill"),
    "leaning": ("BT /F1 14 Tf 1 0 .3 1 20 200 Tm (Slanted words fjf) Tj ET\n", "Slanted words fjf"),
    "thin letters": (line(20, 200, "l.-|:,'i!"), "l.-|:,'i!"),
    "over a watermark": (
        "q .8 g BT /F1 120 Tf 20 150 Td (DRAFT) Tj ET Q\n" + line(30, 180, "over a mark", 11),
        "over a mark",
    ),
    "under a marker": (line(20, 200, "marked") + "q /M gs 1 1 0 rg 18 195 100 20 re f Q\n", "marked"),
}


@pytest.mark.parametrize("how", SEEN_ALL)
def test_letters_that_are_drawn_in_several_ways_count_if_they_can_be_seen(how: str) -> None:
    content, words = SEEN_ALL[how]
    page = read(content, more="/ExtGState << /M << /BM /Multiply >> >>")
    assert set(words.replace(" ", "")) <= set(page.letters)
    assert "".join(words.split()) in "".join(page.letters)


def test_a_page_full_of_letters_over_one_another_ends() -> None:
    assert (
        len(text_of_page(text_pdf("".join(line(20, 200, "x" * 200, 1.6) for _ in range(100))), 0, 2000).letters) <= 200
    )


def test_what_is_written_across_is_left_to_the_picture() -> None:
    across = "BT /F1 20 Tf .7 .7 -.7 .7 100 60 Tm (DRAFT) Tj ET\n"
    assert own_text(read(line(40, 270, "seen") + across)) == "seen"


def test_fields_that_are_filled_in_are_text_like_any_other() -> None:
    assert own_text(text_of_page((DOCUMENTS / "form_drawn.pdf").read_bytes(), 0, SIDE)).split() == [
        "Name:",
        "Ada",
        "Sorel",
    ]
    drawn = own_text(text_of_page((DOCUMENTS / "form_needs_drawing.pdf").read_bytes(), 0, SIDE))
    assert drawn.split() == ["Name:", "Ada", "Sorel", "Town:", "Veldmark"]


def test_each_page_has_its_own() -> None:
    data = text_pdf(line(40, 200, "one"), line(40, 200, "two"))
    assert [own_text(text_of_page(data, page, SIDE)) for page in (0, 1)] == ["one", "two"]


def test_the_child_in_its_cage_reads_it() -> None:
    decoder = Decoder()
    try:
        data = text_pdf(line(40, 200, "from the cage") + line(40, 100, "not this", before="3 Tr"))
        page = decoder.page_text(data, "a.pdf", 0, SIDE)
        assert (own_text(page), page.hidden) == ("from the cage", 7)
        assert decoder.page_text(png(20, 20), "a.png", 0, 20).is_empty
        with pytest.raises(ImageRejectedError) as refused:
            decoder.page_text(b"%PDF-1.7 and no more", "a.pdf", 0, SIDE)
        assert refused.value.problem.kind is ProblemKind.TRUNCATED
    finally:
        decoder.close()


# pages that differ only under covers

WORDS = ["Invoice", "total", "amount", "due", "Mr", "Miller", "4711", "DE89", "paid", "(net)", "12.50", "EUR", "2026"]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789.:@    "


def pair(seed: int) -> tuple[bytes, bytes, tuple[Rect, ...]]:
    """Two pages of letters of one width: where covers hide whole letters of the first, the second has others.

    It is written in another order, too.
    """
    chance = random.Random(seed)
    covers = tuple(
        Rect(left, top, left + chance.randint(20, 300), top + chance.randint(10, 120))
        for left, top in ((chance.randint(0, 800), chance.randint(0, 600)) for _ in range(chance.randint(1, 3)))
    )
    first, second = [], []
    y = 280.0
    while y > 15:
        size = chance.choice([8, 10, 14])
        for x in chance.choice([(30,), (30, 210)]):
            words = " ".join(chance.choices(WORDS, k=chance.randint(1, 5)))[: int(160 / (0.6 * size))]
            for at, letter in enumerate(words):
                hidden = any(_is_under(x, y, at, size, cover) for cover in covers)
                place = round(x + 0.6 * size * at, 3), y
                first.append(line(*place, letter, size, font="F2"))
                second.append(line(*place, chance.choice(LETTERS) if hidden else letter, size, font="F2"))
        y -= size * chance.choice([1.1, 1.4, 2.5])
    chance.shuffle(second)
    return text_pdf("".join(first)), text_pdf("".join(second)), covers


def _is_under(x: float, y: float, at: int, size: float, cover: Rect) -> bool:
    left, right = (x + 0.6 * size * at) * SCALE, (x + 0.6 * size * (at + 1)) * SCALE
    top, bottom = (PAGE[1] - y - 0.95 * size) * SCALE, (PAGE[1] - y + 0.4 * size) * SCALE
    inside = cover.expanded(-3)
    return left >= inside.left and right <= inside.right and top >= inside.top and bottom <= inside.bottom


def shown(data: bytes, covers: tuple[Rect, ...]) -> Image.Image:
    image = render_page(data, 0, SIDE).image
    fill_redactions(image, covers)
    return image


@pytest.mark.parametrize("seed", range(24))
def test_nothing_in_the_text_depends_on_what_is_covered(seed: int) -> None:
    chance, (first, second, covers) = random.Random(seed), pair(seed)
    assert first != second
    assert shown(first, covers).tobytes() == shown(second, covers).tobytes()
    crop = Rect(chance.randint(0, 250), chance.randint(0, 190), chance.randint(600, 1000), chance.randint(450, 750))
    texts = []
    for data in (first, second):
        source = SourceImage("x", data, SIDE, 750, "application/pdf", "a.pdf")
        image = AnnotatedImage("i", source, seed % 4, crop if seed % 3 == 0 else None)
        for number, cover in enumerate(covers):
            image = image.with_annotation(Redaction(str(number), cover))
        page = text_of_page(data, 0, SIDE).named("a.pdf, page 1, text")
        left = AnnotatedImage(image.id, source, image.quarter_turns, image.crop, image.annotations, page_text=page)
        assert left.visible_page_text is not None
        texts.append(own_text(left.visible_page_text))
    assert texts[0] == texts[1]
