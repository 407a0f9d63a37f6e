"""What is said about the pictures as they change."""

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.controllers.spoken.spoken_changes import SpokenChangesController
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.privacy.findings import Finding, FindingKind
from desktop.core.workspace.draft import Draft
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.screen_reader.announcements import Announcements, Weight
from desktop.ui.strip.image_strip import ImageStrip
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.fakes import FakeOcrQueue

IMAGE = AnnotatedImage("1", SourceImage("a" * 64, b"x", 900, 600, "image/png"))
CORNER = Rect(10, 10, 200, 50)


class Scans(QObject):
    """What scanning emits."""

    scanned = Signal()


class Heard(Announcements):
    """Keeps what is announced, with its weight; `somebody` says whether anybody listens."""

    def __init__(self) -> None:
        super().__init__()
        self.somebody = True
        self.said: list[tuple[str, Weight]] = []

    @property
    def is_listening(self) -> bool:
        return self.somebody

    def say(self, widget: QWidget, text: str, weight: Weight = Weight.USUAL) -> None:
        if text:
            self.said.append((text, weight))


class Known:
    """What is known to be private."""

    def __init__(self) -> None:
        self.findings: tuple[Finding, ...] = ()

    def findings_on(self, image: AnnotatedImage) -> tuple[Finding, ...]:
        return self.findings

    def private_places(self, image: AnnotatedImage) -> tuple[Rect, ...] | None:
        return tuple(rect for finding in self.findings for rect in finding.rects)


class Desk:
    """A workspace with a canvas, and what is said about it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.workspace, self.canvas, self.strip = Workspace(), Canvas(), ImageStrip(Theme(LIGHT, QFont()))
        qtbot.addWidget(self.canvas)
        qtbot.addWidget(self.strip)
        self.queue, self.scans, self.heard, self.known = FakeOcrQueue(), Scans(), Heard(), Known()
        self.controller = SpokenChangesController(
            self.workspace,
            self.queue,
            self.known,
            self.scans.scanned,
            self.canvas,
            self.strip,
            self.heard,
        )
        self.controller.connect()

    @property
    def words(self) -> list[str]:
        """All that was said."""
        return [text for text, _weight in self.heard.said]


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    """An empty desk that somebody listens at."""
    return Desk(qtbot)


def test_pictures_come_are_marked_and_go(desk: Desk) -> None:
    desk.workspace.set_draft(Draft("", (IMAGE,)))
    desk.workspace.set_draft(Draft("", (IMAGE.with_annotation(Redaction("r", CORNER)),)))
    desk.workspace.set_draft(Draft())
    assert desk.words == [
        "1 picture added, now there are 1.",
        "Cover placed, upper left.",
        "1 picture removed, 0 left.",
    ]


def test_nothing_is_compared_while_nobody_listens(desk: Desk) -> None:
    desk.heard.somebody = False
    desk.workspace.set_draft(Draft("", (IMAGE,)))
    assert desk.words == []


def test_private_places_are_told_once_and_offered_to_the_caret(desk: Desk) -> None:
    desk.workspace.set_draft(Draft("", (IMAGE,)))
    desk.known.findings = (Finding(FindingKind.PRIVATE, "password", (CORNER,)),)
    desk.scans.scanned.emit()
    desk.scans.scanned.emit()
    assert desk.heard.said[1:] == [("Private: a password, upper left", Weight.NEEDED)]
    assert desk.canvas.spoken.text == "Private: a password, upper left"


def test_progress_is_told_by_quarters(desk: Desk) -> None:
    desk.workspace.set_draft(Draft("", (IMAGE,)))
    del desk.heard.said[:]
    for fraction in (0.1, 0.26, 0.3, 0.6, 0.61, None, 0.3):
        desk.queue.reading = {} if fraction is None else {IMAGE.source.id: fraction}
        desk.queue.progressed.emit()
    assert desk.words == ["Reading text… 25 %", "Reading text… 50 %", "Reading text… 25 %"]


def test_progress_of_a_picture_that_is_not_in_view_is_not_told(desk: Desk) -> None:
    other = AnnotatedImage("2", SourceImage("b" * 64, b"y", 90, 60, "image/png"))
    desk.workspace.set_draft(Draft("", (IMAGE, other), 1))
    del desk.heard.said[:]
    desk.queue.reading = {IMAGE.source.id: 0.6}
    desk.queue.progressed.emit()
    assert desk.words == []
