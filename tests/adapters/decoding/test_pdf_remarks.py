"""PDFs: what is filled in is drawn, odd beginnings do not matter, and what could not be drawn is said."""

from pathlib import Path

import pytest

from desktop.core.image.files.image_remark import ImageRemark
from tests.adapters.decoding.opened_files import opened, shown

DATA = Path(__file__).parents[2] / "data" / "documents"


def one_page(font: bytes, text: bytes, extra: bytes = b"") -> bytes:
    """A PDF with one line of text."""
    content = b"BT " + extra + b" /F 24 Tf 20 100 Td " + text + b" Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        font,
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/NoSuchSong/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 2>>/FontDescriptor<</Type/FontDescriptor/FontName/NoSuchSong/Flags 4"
        b"/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>>>",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 7\n0000000000 65535 f \n" + table + b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n"
    return data + end + b"%d\n%%%%EOF" % len(data)


HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
CHINESE = b"<</Type/Font/Subtype/Type0/BaseFont/NoSuchSong/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>"
NAMELESS = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[65/nosuch]>>/ToUnicode 6 0 R>>"
"""Its A is a glyph that is in no font."""
CHARACTERS = (
    b"<" + "\uac00\uac01\uac02\uac03".encode("utf-16-be").hex().encode() + b">"
)  # Hangul: in no font of that order


@pytest.mark.parametrize("name", ["mark_before.pdf", "line_before.pdf"])
def test_bytes_before_a_pdf_do_not_matter(name: str) -> None:
    plain = shown(opened((DATA / "plain.pdf").read_bytes()))
    assert shown(opened((DATA / name).read_bytes())).tobytes() == plain.tobytes()
    printed = b"\x1b%-12345X@PJL SET RESOLUTION=600\r\n@PJL ENTER LANGUAGE=PDF\r\n" + (DATA / "plain.pdf").read_bytes()
    assert shown(opened(printed)).tobytes() == plain.tobytes()


@pytest.mark.parametrize("name", ["form_drawn.pdf", "form_needs_drawing.pdf"])
def test_what_is_filled_in_is_drawn(name: str) -> None:
    found = shown(opened((DATA / name).read_bytes()))
    bare = (DATA / name).read_bytes().replace(b"/Annots", b"/Annotz")
    assert found.tobytes() != shown(opened(bare)).tobytes()


def test_text_that_could_not_be_drawn_is_said() -> None:
    """Where a Chinese font is installed, it is drawn."""
    found = opened(one_page(CHINESE, CHARACTERS))
    is_blank = shown(found).getextrema() == ((255, 255),) * 3
    assert (ImageRemark.FONT_MISSING in found.remarks) is is_blank


def test_text_in_the_usual_fonts_and_text_that_nobody_sees_is_not() -> None:
    assert opened(one_page(HELVETICA, b"(Invoice 4711)")).remarks == ()
    assert opened(one_page(CHINESE, CHARACTERS, b"3 Tr")).remarks == ()
    assert opened(one_page(HELVETICA, b"(Invoice 4711)", b"1 1 1 rg")).remarks == ()
    assert opened((DATA / "plain.pdf").read_bytes()).remarks == ()


@pytest.mark.parametrize(
    ("code", "is_said"),
    [(0xA500, True), (0xFA0E, True), (0x3164, False), (0xFFA0, False), (65, False)],
)
def test_a_single_character_that_is_missing_among_others_is_said_where_none_can_be_blank(
    code: int, is_said: bool
) -> None:
    """A Vai letter and a Chinese character; fillers of Hangul and a Latin letter."""
    codes = b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <41> <%04x> endbfchar" % code
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(codes), codes)
    data = one_page(NAMELESS, b"(IBA)")
    at, end = data.index(b"6 0 obj\n") + 8, data.rindex(b"\nendobj")
    found = opened((data[:at] + stream + data[end:]).replace(b"startxref", b"startxxxx"))
    assert shown(found).getextrema() == ((0, 255),) * 3
    assert (ImageRemark.FONT_MISSING in found.remarks) is is_said


@pytest.mark.parametrize(
    ("kind", "extra", "is_said"),
    [
        (b"FreeText", b"/Contents(Call them)/DA(/Helv 12 Tf)", False),
        (b"FreeText", b"/Contents(Call them)/DA(/Helv 12 Tf 0 g)", False),
        (b"FreeText", b"/Contents(Call them)/DA(0 g)", True),
        (b"FreeText", b"/Contents(Call them)/DA(0 g)/F 2", False),
        (b"FreeText", b"/Contents(Call them)/DA(0 g)/AP<</N 5 0 R>>", False),
        (b"FreeText", b"/Contents( )/DA(0 g)", False),
        (b"Line", b"/L[10 10 200 90]", True),
        (b"PolyLine", b"/Vertices[10 10 200 90 90 20]", True),
        (b"Line", b"/L[10 10 200 90]/F 2", False),
        (b"Line", b"/L[10 10 200 90]/AP<</N 5 0 R>>", False),
        (b"Square", b"/C[1 0 0]", False),
        (b"Link", b"/Border[0 0 0]", False),
    ],
)
def test_a_line_or_a_note_that_is_not_drawn_is_said(kind: bytes, extra: bytes, is_said: bool) -> None:
    note = b"/Annots[<</Type/Annot/Subtype/" + kind + b"/Rect[10 10 200 90]" + extra + b">>]"
    data = one_page(HELVETICA, b"(Invoice 4711)").replace(b"/Contents 4 0 R", b"/Contents 4 0 R" + note)
    found = opened(data.replace(b"startxref", b"startxxxx"))
    assert (ImageRemark.PARTLY_DRAWN in found.remarks) is is_said
