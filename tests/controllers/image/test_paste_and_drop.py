import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication

from desktop.controllers.image.image_intake import ImageIntake
from desktop.controllers.image.paste_and_drop import PasteAndDropController
from desktop.ui.composer.composer import Composer
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeImporter, FakeLookup, Recorder, Source
from tests.helpers.images import png


class Pasting:
    """The controller over the real clipboard, an importer that records, and a question field."""

    def __init__(self, bar: Bar) -> None:
        self.bar, self.importer, self.composer = bar, FakeImporter(), Composer()
        self.focus, self.window, self.empty = Recorder(), Source(), Source()
        self.long: list[tuple[str, str]] = []
        intake = ImageIntake(self.importer, bar.notices, self.focus, FakeLookup(), Recorder())
        self.controller = PasteAndDropController(
            (self.window.fired, self.empty.fired),
            self.window.value,
            self.composer,
            intake,
            bar.notices,
            self.focus,
            self.take_long,
        )
        self.controller.connect()

    def take_long(self, step: str, text: str) -> bool:
        if len(text) > 1000:
            self.long.append((step, text))
        return len(text) > 1000

    @property
    def question(self) -> str:
        return self.composer.field.toPlainText()

    @property
    def steps(self) -> list[tuple[str, int]]:
        """The imports, each as its step and how many images it is of; empty ones are left out."""
        return [(step, len(items)) for step, items in self.importer.added if items]


@pytest.fixture
def pasting(bar: Bar) -> Iterator[Pasting]:
    yield Pasting(bar)
    QGuiApplication.clipboard().clear()


def mime(text: str = "", image: bytes = b"") -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if image:
        data.setData("image/png", image)
    return data


def test_an_image_beside_text_is_imported_and_the_text_is_offered(pasting: Pasting) -> None:
    QGuiApplication.clipboard().setMimeData(mime("a caption", png()))
    pasting.window.fired.emit()
    assert pasting.steps == [("Paste", 1)]
    assert pasting.question == ""
    pasting.bar.press("Paste as text instead")
    assert pasting.question == "a caption"


def test_both_ways_to_paste_do_the_same(pasting: Pasting) -> None:
    QGuiApplication.clipboard().setMimeData(mime(image=png()))
    pasting.window.fired.emit()
    pasting.empty.fired.emit()
    assert pasting.steps == [("Paste", 1), ("Paste", 1)]


def test_in_the_question_text_comes_first_and_can_be_swapped_for_the_image(pasting: Pasting) -> None:
    QGuiApplication.clipboard().setMimeData(mime("a caption", png()))
    pasting.composer.pasted.emit(mime("a caption", png()))
    assert (pasting.question, pasting.steps) == ("a caption", [])
    pasting.bar.press("Paste as picture instead")
    assert (pasting.question, pasting.steps) == ("", [("Paste", 1)])


def test_an_image_alone_is_imported_from_the_question_too(pasting: Pasting) -> None:
    pasting.composer.pasted.emit(mime(image=png()))
    assert pasting.steps == [("Paste", 1)]


def test_text_without_an_image_goes_into_the_question(pasting: Pasting) -> None:
    QGuiApplication.clipboard().setMimeData(mime("just words"))
    pasting.window.fired.emit()
    assert (pasting.question, pasting.steps) == ("just words", [])
    assert pasting.focus.calls == [()]


def test_an_empty_clipboard_is_reported(pasting: Pasting) -> None:
    QGuiApplication.clipboard().setMimeData(QMimeData())
    pasting.window.fired.emit()
    assert pasting.bar.text
    assert pasting.steps == []


def test_dropped_files_are_imported_and_dropped_text_is_typed(pasting: Pasting, tmp_path: Path) -> None:
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png")), QUrl.fromLocalFile(str(tmp_path / "b.png"))])
    pasting.window.value.emit(files)
    assert pasting.steps == [("Drop", 2)]
    pasting.window.value.emit(mime("words"))
    assert pasting.question == "words"
    pasting.window.value.emit(QMimeData())
    assert pasting.bar.text


def test_an_image_as_data_in_a_text_becomes_the_image(pasting: Pasting) -> None:
    data = "data:image/png;base64," + base64.b64encode(png()).decode()
    pasting.composer.pasted.emit(mime(data))
    assert (pasting.question, pasting.steps) == ("", [("Paste", 1)])


def test_a_path_as_text_becomes_the_image_and_the_text_is_offered(pasting: Pasting, tmp_path: Path) -> None:
    path = tmp_path / "shot.png"
    path.write_bytes(png())
    pasting.composer.pasted.emit(mime(str(path)))
    assert (pasting.question, pasting.steps) == ("", [("Paste", 1)])
    pasting.bar.press("Paste as text instead")
    assert pasting.question == str(path)


def test_a_drop_is_not_called_a_clipboard(pasting: Pasting) -> None:
    pasting.window.value.emit(QMimeData())
    assert "clipboard" not in pasting.bar.text and "dropped" in pasting.bar.text


def test_an_old_refusal_goes_with_the_next_paste(pasting: Pasting) -> None:
    pasting.window.value.emit(QMimeData())
    assert pasting.bar.text
    pasting.composer.pasted.emit(mime(image=png()))
    assert not pasting.bar.text


def test_a_long_text_is_handed_on_from_every_way_in(pasting: Pasting) -> None:
    long = "a line\n" * 200
    pasting.composer.pasted.emit(mime(long))
    QGuiApplication.clipboard().setMimeData(mime(long))
    pasting.window.fired.emit()
    pasting.window.value.emit(mime(long))
    assert pasting.long == [("Paste", long), ("Paste", long), ("Drop", long)]
    assert pasting.question == ""
