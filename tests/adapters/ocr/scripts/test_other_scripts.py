"""Lines in other scripts, for real: read by the second engine where there is a language, else places that say so."""

from difflib import SequenceMatcher

import pytest
from PIL import Image, ImageDraw, ImageFont

from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.adapters.ocr.scripts.language_data import data_folders, languages_here
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.privacy.detection import find_private_text
from desktop.core.privacy.findings import FindingKind
from tests.adapters.ocr.sample_pages import DATA, SANS, page, pixels

SCRIPTS = DATA.parent / "scripts"
LARGE = ImageFont.truetype(SANS.path, 20)


def drawn(*lines: str) -> PixelBuffer:
    """Returns the pixels of a page with these lines, 20 px high."""
    image = Image.new("RGB", (560, 40 + 40 * len(lines)), "white")
    for at, line in enumerate(lines):
        ImageDraw.Draw(image).text((20, 20 + 40 * at), line, font=LARGE, fill="black")
    return PixelBuffer.of(image)


@pytest.mark.parametrize(
    ("name", "script"),
    [
        *(("arabic", "arabic"), ("thai", "thai"), ("korean", "hangul"), ("hindi", "devanagari")),
        *(("vietnamese", "vietnamese"), ("russian", "cyrillic"), ("greek", "greek"), ("hebrew", "hebrew")),
    ],
)
def test_a_script_is_read_or_is_a_place_that_is_not_read(reader: OcrReader, name: str, script: str) -> None:
    found = reader.read(pixels(f"{name}.png", SCRIPTS))
    if script in languages_here(data_folders()):
        assert len(found.lines) == 2 and not found.unread
        truth = (SCRIPTS / f"{name}.txt").read_text(encoding="utf-8")
        assert SequenceMatcher(None, "".join(found.text.split()), "".join(truth.split())).ratio() > 0.9
    else:
        assert not found.lines
        assert [line.script for line in found.unread] == [script, script]
        assert all(40 < line.rect.width < 480 and 10 < line.rect.height < 60 for line in found.unread)


@pytest.mark.skipif("cyrillic" not in languages_here(data_folders()), reason="needs Tesseract's data for Russian")
def test_a_page_of_two_scripts_is_read_in_both(reader: OcrReader) -> None:
    found = reader.read(drawn("The ferry leaves at noon.", "Паром отходит в полдень.", "Bring three blankets."))
    assert [line.text for line in found.lines] == [
        "The ferry leaves at noon.",
        "Паром отходит в полдень.",
        "Bring three blankets.",
    ]
    assert not found.unread


@pytest.mark.skipif("hebrew" not in languages_here(data_folders()), reason="needs Tesseract's data for Hebrew")
def test_words_from_right_to_left_have_their_places(reader: OcrReader) -> None:
    found = reader.read(pixels("hebrew.png", SCRIPTS))
    words = found.lines[0].words
    assert [word.text for word in words] == ["המעבורת", "יוצאת", "בצהריים."]
    assert words[0].rect.left > words[1].rect.right > words[1].rect.left > words[2].rect.right


@pytest.mark.skipif("cyrillic" not in languages_here(data_folders()), reason="needs Tesseract's data for Russian")
def test_private_text_between_other_letters_is_found(reader: OcrReader) -> None:
    found = reader.read(drawn("Почта для ответа: anna.petrova@example.com", "Номер карты 4111 1111 1111 1111"))
    assert {"e-mail address", "card number"} <= {finding.name for finding in find_private_text(found)}


def test_a_script_without_language_must_be_covered(reader: OcrReader) -> None:
    found = reader.read(drawn("The ferry leaves at noon.", "ბორანი შუადღისას გადის ნავსადგურიდან"))
    assert [line.text for line in found.lines] == ["The ferry leaves at noon."]
    assert [line.script for line in found.unread] == ["georgian"]
    (finding,) = find_private_text(found)
    assert finding.kind is FindingKind.UNREAD and finding.must_be_covered and not finding.text


def test_letters_that_look_alike_and_single_signs_stay_latin(reader: OcrReader) -> None:
    lines = ("Resistance 4.7 kΩ, angle α = 30°", "COMPACT CAMPER 300", "total: 1,204.50 €")
    found = reader.read(PixelBuffer.of(page(*lines)))
    assert len(found.lines) == 3 and not found.unread
