"""What is covered on a page of a PDF is gone, although the renderer mixes the pixels of enlarged images."""

import pytest
from PIL import ImageChops

from desktop.adapters.decoding.image_loader import open_image
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import encode_for_model
from desktop.core.image.pixel_buffer import DecodedFacts, PixelBuffer
from desktop.core.image.source_image import PDF
from desktop.core.model_catalog import model_named
from tests.helpers.page_pairs import PagePair, page_pair

PAIRS, PART = 300, 100


def sent(pair: PagePair, data: bytes) -> bytes:
    """What would be sent of one of the pages under its cover."""
    page = open_image(data, PDF, 0, pair.side)
    pixels, facts = PixelBuffer.of(page.image), DecodedFacts(page.image.size, PDF, page.pages, page.compression)
    image = AnnotatedImage.new(facts.image(data)).with_annotation(Redaction("r", pair.cover))
    return encode_for_model(image, pixels, model_named("gpt-4o"), "high").data


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, PAIRS, PART))
def test_no_byte_of_a_page_depends_on_what_is_covered(first: int) -> None:
    pairs = {seed: page_pair(seed) for seed in range(first, first + PART)}
    assert [seed for seed, pair in pairs.items() if sent(pair, pair.first) != sent(pair, pair.second)] == []


def test_without_being_widened_the_cover_would_leave_a_fringe() -> None:
    fringes = 0
    for pair in (pair for pair in map(page_pair, range(60)) if not pair.lossy):
        pages = [open_image(data, PDF, 0, pair.side).image for data in (pair.first, pair.second)]
        for page in pages:
            page.paste(0, (pair.cover.left, pair.cover.top, pair.cover.right, pair.cover.bottom))
        fringes += ImageChops.difference(*pages).getbbox() is not None
    assert fringes > 10
