"""Steps with the own text of a page of a PDF: it is opened, its text added, words of it covered, and asked again."""

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.ocr.ocr_result import bounding_rect
from desktop.messages.suggested_actions import SuggestedAction
from desktop.ui.composer.text_chips import TextChip
from desktop.ui.main_window import MainWindow
from tests.helpers.pages.text_pages import line, text_pdf
from tests.loopback import Endpoint
from tests.services.qt_loop import until
from tests.stories.window_steps import ask, drop, menu_of, trigger

PAGE = line(40, 250, "Invoice for Anna") + line(40, 232, "Total 12.50")
READING_S = 120.0  # in which a busy computer has read a page
ROADS = ["retry", "another model", "continue", "edit", "next question"]


def chips(window: MainWindow) -> list[str]:
    """The words of the chips, as a screen reader has them."""
    return [chip.accessibleName() for chip in window.composer.findChildren(TextChip) if chip.isVisible()]


def texts(endpoint: Endpoint, at: int = -1) -> str:
    """All words of a request."""
    return json.dumps(endpoint.posts[at].json["messages"], ensure_ascii=False)


async def open_page(window: MainWindow, folder: Path, *pages: str) -> None:
    """Drops a PDF, and waits until it is there."""
    (folder / "report.pdf").write_bytes(text_pdf(*pages or (PAGE,)))
    drop(window, folder / "report.pdf")
    await until(lambda: window.canvas.image is not None)


async def with_text(window: MainWindow, folder: Path, *pages: str) -> None:
    """Drops a PDF, and adds the text of the page in view."""
    await open_page(window, folder, *pages)
    window.actions_["page_text"].trigger()
    await until(lambda: chips(window))


def cover_words(window: MainWindow, words: str) -> None:
    """Covers words of the page in view, which stand in its text in one piece."""
    image = window.canvas.image
    assert image is not None and image.page_text is not None
    letters = list(image.page_text)
    at = "".join(image.page_text.letters).index(words)
    place = bounding_rect(letter.ink for letter in letters[at : at + len(words)])
    window.canvas.edited.emit("Redact", image.with_annotation(Redaction("r", place)))


async def by_road(window: MainWindow, road: str) -> None:
    """Asks once more along one of the roads."""
    if road == "another model":
        menu = menu_of(window)
        trigger(menu, next(name for name in menu if name.startswith("Ask another model/")))
    elif road == "continue":
        window.transcript.offer_requested.emit(window.transcript.items[-1].turn.id, SuggestedAction.CONTINUE)
    elif road == "edit":
        window.actions_["edit_last"].trigger()
        await until(lambda: window.composer.field.toPlainText() == "what?")
        QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
    elif road == "next question":
        await ask(window, "and?")
    else:
        window.actions_["retry"].trigger()
