"""Pages of PDFs look as poppler shows them: their places, their forms and notes, turned and cropped."""

from pathlib import Path

import pytest
from PIL import Image

from desktop.adapters.decoding.image_loader import open_image
from desktop.core.image.source_image import PDF
from tests.adapters.decoding.files.second_decoders import POPPLER, apart, by_poppler, kept_beside
from tests.adapters.decoding.opened_files import shown

ROOT = Path(__file__).parents[4]
HANDED = [*sorted((ROOT / "tests" / "data").rglob("*.pdf")), ROOT / "resources" / "sample.pdf"]
SIDE = 1600
CELL = 80  # pixels: a word that is missing or somewhere else shows in one of them; other edges of letters do not
MEAN, MOST = 2.5, 25  # of 255: over the pixels, and in one cell; a row of text has 60 to 120
PAGE = {
    "turned": "/Rotate 90",
    "upside down": "/Rotate 180",
    "cropped": "/CropBox [60 60 300 240]",
    "cropped and turned": "/CropBox [60 60 300 240] /Rotate 270",
    "in other units": "/UserUnit 2",
    "with a note": "/Annots [<</Type/Annot/Subtype/Square/Rect[40 40 200 120]/C[1 0 0]/IC[1 1 0]/Border[0 0 4]>>]",
    "hidden note": "/Annots [<</Type/Annot/Subtype/Square/Rect[40 40 200 120]/C[1 0 0]/IC[1 1 0]/F 2>>]",
}
DRAWN = "0.8 0.1 0.1 rg 40 40 120 80 re f 0.1 0.2 0.8 rg 220 180 100 60 re f 0 g 60 200 30 30 re f"

pytestmark = pytest.mark.skipif(not POPPLER.exists(), reason="poppler is not installed")


def pdf(page: str) -> bytes:
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<<>> {page}>>",
        f"<</Length {len(DRAWN)}>>stream\n{DRAWN}\nendstream",
    )
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


def compare(path: Path, folder: Path) -> None:
    """Fails if the first page differs from poppler's by more than edges of letters do."""
    found, like = shown(open_image(path.read_bytes(), PDF, side=SIDE)), by_poppler(path, SIDE)
    assert max(abs(one - other) for one, other in zip(found.size, like.size, strict=True)) <= 1
    like = like.resize(found.size, Image.Resampling.NEAREST)
    mean = apart(found, like)[0]
    most = apart(found.reduce(CELL), like.reduce(CELL))[1]
    if mean > MEAN or most > MOST:
        pytest.fail(f"{mean:.1f} of 255 apart in the mean, {most} in a cell: {kept_beside(folder, found, like)}")


@pytest.mark.parametrize("path", HANDED, ids=[path.name for path in HANDED])
def test_a_handed_page_looks_as_poppler_shows_it(path: Path, tmp_path: Path) -> None:
    compare(path, tmp_path)


@pytest.mark.parametrize("name", PAGE)
def test_a_page_looks_as_poppler_shows_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(pdf(PAGE[name]))
    compare(path, tmp_path)


def test_a_page_that_lacks_its_text_would_be_noticed() -> None:
    like = by_poppler(ROOT / "tests" / "data" / "documents" / "form_drawn.pdf", SIDE)
    assert apart(Image.new("RGB", like.size, "white").reduce(CELL), like.reduce(CELL))[1] > MOST
