"""The words about pages and frames of a file: that only the first came, and what became of the text of pages."""

from desktop.core.image.source_image import SourceImage
from desktop.messages.images.remarks import loss_sentence
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, sentences


def first_page_words(source: SourceImage, has_frames: bool) -> str:
    """Returns how many pages, or frames, a file has, which came, and what is missing of that."""
    count = source.page_count
    if has_frames:
        words = counted("“{name}” has {count} frame.", "“{name}” has {count} frames.", count, name=source.name)
        return sentences(words, _("Only the first frame was added."), loss_sentence(source))
    words = counted("“{name}” has {count} page.", "“{name}” has {count} pages.", count, name=source.name)
    return sentences(words, _("Only the first page was added."), loss_sentence(source))


def only_page() -> str:
    """Returns that there is nothing to choose."""
    return _("This file has only one page.")


def choose_label() -> str:
    """Returns the offer to choose pages."""
    return _("Choose…")


def add_text_label() -> str:
    """Returns the offer to take the text of the page, too."""
    return _("Add its text")


def no_text_of_its_own() -> str:
    """Returns why a picture has no text to add."""
    return _("Only a page of a PDF has text of its own.")


def texts_added(pages: int) -> str:
    """Returns that the texts of so many pages go along."""
    return counted(
        "The text of {count} page is beside your question.",
        "The texts of {count} pages are beside your question.",
        pages,
    )
