"""How many pages an opened image has, and how many pixels it may have."""

from PIL import Image

from desktop.adapters.decoding.open_errors import ImageOpenError
from desktop.core.errors import ImageFault, ProblemKind
from desktop.core.image.source_image import MAX_PIXELS, MOST_PAGES
from desktop.core.image_formats import BY_MIME, PageCount


def page_count(image: Image.Image, mime: str) -> int:
    """Returns the number of pages or frames, at most `MOST_PAGES`. A TIFF's are visited: its own count has no bound."""
    pages = BY_MIME[mime].pages
    if pages is PageCount.ONE:
        return 1
    if pages is PageCount.STATED:
        return min(MOST_PAGES, int(getattr(image, "n_frames", 1)))
    count = 1
    try:
        while count < MOST_PAGES:
            image.seek(count)
            count += 1
    except EOFError:
        pass
    image.seek(0)
    return count


def check_size(image: Image.Image, mime: str) -> None:
    """Raises ImageOpenError for an image with too many pixels, or none."""
    pixels, most = image.width * image.height, BY_MIME[mime].most_megapixels
    if pixels > MAX_PIXELS:
        raise ImageOpenError(ProblemKind.TOO_MANY_PIXELS)
    if pixels > most * 1_000_000:
        raise ImageOpenError(ProblemKind.TOO_MANY_PIXELS, ImageFault.LOW_PIXEL_LIMIT, str(most))
    if image.width < 1 or image.height < 1:
        raise ImageOpenError(ProblemKind.TRUNCATED)
