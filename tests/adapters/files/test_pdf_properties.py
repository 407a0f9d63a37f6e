"""Language and title of a PDF file."""

import ctypes

import pypdfium2
import pypdfium2.raw
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QPainter, QPdfWriter

from desktop.adapters.files.pdf_properties import with_properties


def written() -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("Invoices")
    painter = QPainter(writer)
    painter.drawText(100, 300, "Total 12.90")
    painter.end()
    return bytes(buffer.data().data())


def language_of(document: pypdfium2.PdfDocument) -> str:
    size = pypdfium2.raw.FPDFCatalog_GetLanguage(document, None, 0)
    text = ctypes.create_string_buffer(size)
    pypdfium2.raw.FPDFCatalog_GetLanguage(document, ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)), size)
    return text.raw.decode("utf-16-le").rstrip("\0")


def test_the_file_that_qt_wrote_has_a_language_and_is_whole(qapp: QGuiApplication) -> None:
    pdf = with_properties(written(), "pt-BR")
    with pypdfium2.PdfDocument(pdf) as document:
        assert language_of(document) == "pt-BR"
        assert document.get_metadata_value("Title") == "Invoices"
        assert "Total 12.90" in document[0].get_textpage().get_text_range()
    assert pdf.startswith(written()[:8]) and b"/DisplayDocTitle true" in pdf


def test_what_is_no_such_file_stays_as_it_is(qapp: QGuiApplication) -> None:
    assert with_properties(b"%PDF-1.7 no trailer", "en") == b"%PDF-1.7 no trailer"
    pdf = written()
    assert with_properties(pdf, "en) /OpenAction (") == pdf
