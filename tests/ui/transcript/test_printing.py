"""Conversations on paper."""

import pypdfium2
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage, QPageSize, QPdfWriter

from desktop.adapters.formula_typesetter import typeset
from desktop.core.conversation.export.pdf import formulas_in
from desktop.ui.theme import Theme
from desktop.ui.transcript.printing import Printing
from tests.ui.transcript.conversations import WIDE, conversation, turn


def printed(answer: str, theme: Theme, images: dict[str, QImage] | None = None) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    shown = conversation(turn(answer, "what?"))
    outlines = {formula: typeset(formula) for formula in formulas_in(shown)}
    assert Printing(writer, theme, images or {}, outlines).print((shown,))
    buffer.close()
    return bytes(buffer.data().data())


def test_a_conversation_goes_onto_pages(theme: Theme) -> None:
    assert printed("short", theme).count(b"/Type /Page\n") == 1
    long = "A paragraph of some length. " * 30 + "\n\n"
    code = "```python\n" + "x = 1  # and on\n" * 150 + "```\n\n"
    assert printed(long * 12, theme).count(b"/Type /Page\n") > 2
    assert printed(code, theme).count(b"/Type /Page\n") > 2
    assert printed(f"{WIDE}\n\n$$\\frac{{a}}{{b}}$$\n\n> quote\n\n---\n\n- [ ] x", theme)


def test_what_is_printed_is_of_one_size_and_inside_the_margins(theme: Theme) -> None:
    pdf = printed("Text\n\n```python\n" + "x = 1  # and on\n" * 150 + "```\n\n" + WIDE, theme)
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) > 2
        for page in document:
            words = page.get_textpage()
            boxes = [words.get_charbox(at) for at in range(words.count_chars())]
            assert (
                max(top - bottom for _, bottom, _, top in boxes) < 25
            )  # points: nothing is as large as its device's dots
            assert min(bottom for _, bottom, _, _ in boxes) >= 0
            words.close()
            page.close()
