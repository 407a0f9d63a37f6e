"""The own text of a page as the decoder's child replies it. Runs in that child process only."""

import json
from typing import TYPE_CHECKING

from desktop.adapters.decoding.files.variants import as_opened
from desktop.adapters.decoding.open_errors import open_error
from desktop.core.image.source_image import start_and_type
from desktop.core.image.text.page_text import PageText
from desktop.core.image_formats import BY_MIME, Opener
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.decoding import pdf_text
else:
    pdf_text = deferred("desktop.adapters.decoding.pdf_text")


def text_reply(data: bytes, mime: str, page: int, side: int) -> bytes:
    """Returns the own text of a page as JSON, and how many letters of it are hidden. Raises ImageOpenError.

    An image that is no page of a PDF has none.
    """
    try:
        text = PageText("")
        if BY_MIME[mime].opener is Opener.PDFIUM:
            text = pdf_text.text_of_page(as_opened(data[start_and_type(data)[0] :], mime), page, side)
        return json.dumps([text.to_plain(), text.hidden]).encode()
    except Exception as error:
        # pdfium's bindings on damaged bytes: PdfiumError, ctypes' errors, …
        raise open_error(error, mime) from None
