"""What a command says of a picture that cannot be read here, with the text of its page beside it."""

import asyncio
from dataclasses import replace

from PIL import Image

from desktop.cli.asking.image_scanner import ImageScanner
from desktop.core.errors import OcrError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.ocr.pages.own_text import own_words
from desktop.core.privacy.typed.typed_text import UNKNOWN_TEXT
from tests.helpers.images import image_of

BARE = image_of(Image.new("RGB", (400, 200), "white"))[0]
PLACES = [Rect(20 + 10 * at, 20, 30 + 10 * at, 36) for at in range(20)]
LETTERS = [Letter(text, place, place) for text, place in zip("anna.berg@example.or", PLACES, strict=True)]


def scanned(image: AnnotatedImage, kind: ProblemKind | None) -> object:
    """Returns what is found on an image whose picture shows its page's text, if it can be read."""

    def read(wanted: AnnotatedImage) -> OcrResult:
        if kind is not None:
            raise OcrError(Problem(kind))
        page_text = wanted.page_text
        return own_words(page_text, wanted.source.size) if page_text is not None else OcrResult(wanted.source.size)

    scanner = ImageScanner(read, ())
    assert scanner.scan(image) is None
    asyncio.run(scanner.progress())
    result = scanner.scan(image)
    return [finding.name for finding in result] if isinstance(result, tuple) else result


def test_a_text_that_was_looked_through_says_nothing_of_a_picture_that_was_not() -> None:
    page = replace(BARE, page_text=PageText.of("page 1, text", LETTERS))
    harmless = replace(BARE, page_text=PageText.of("page 1, text", LETTERS[:3]))
    absent = ProblemKind.OCR_NOT_INSTALLED
    assert scanned(page, absent) == ["e-mail address", UNKNOWN_TEXT]
    assert scanned(harmless, absent) == [UNKNOWN_TEXT]
    assert scanned(BARE, absent) == Problem(absent)
    assert scanned(page, ProblemKind.OCR_CRASHED) == Problem(ProblemKind.OCR_CRASHED)
    assert scanned(page, None) == ["e-mail address"]
