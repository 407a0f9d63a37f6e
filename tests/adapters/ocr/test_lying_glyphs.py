"""A PDF whose font calls its glyphs by other letters: what is seen and what its text says are compared."""

from desktop.adapters.decoding.pdf import render_page
from desktop.adapters.decoding.pdf_text import text_of_page
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.source_image import PDF, SourceImage
from desktop.core.ocr.pages.own_text import own_text
from desktop.core.privacy.pages.page_comparison import DIFFERING_TEXT
from desktop.core.privacy.pages.page_findings import findings_in_page_text
from tests.helpers.pages.text_pages import line, text_pdf

SIDE = 1200
CMAP = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
    "1 begincodespacerange <00> <FF> endcodespacerange\n"
    "2 beginbfrange\n<61> <6D> <006E>\n<6E> <7A> <0061>\nendbfrange\nendcmap end end\n"
)
LYING = "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 8 0 R >> >>"
SHOWN = "the lamp is green and the door is open"


def findings(reader: OcrReader, data: bytes) -> tuple[str, list[str]]:
    """Returns the own text of a page, and the names of what is found in it."""
    picture = render_page(data, 0, SIDE).image
    source = SourceImage("s", data, *picture.size, PDF)
    text = text_of_page(data, 0, SIDE).named("page 1")
    image = AnnotatedImage("i", source, page_text=text)
    read = reader.read(PixelBuffer.of(picture))
    assert SHOWN in read.text
    return own_text(text), [finding.name for finding in findings_in_page_text(image, read=read)]


def test_a_font_that_lies_about_its_letters_is_told(reader: OcrReader) -> None:
    text, names = findings(reader, text_pdf(line(20, 200, SHOWN), CMAP, more=LYING))
    assert text == "gur ynzc vf terra naq gur qbbe vf bcra"
    assert names == [DIFFERING_TEXT]


def test_an_honest_font_is_not(reader: OcrReader) -> None:
    assert findings(reader, text_pdf(line(20, 200, SHOWN))) == (SHOWN, [])
