from typing import Any

import pytest

from desktop.controllers.ocr.text_layer import TextLayerController
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.workspace.draft import Draft
from desktop.services.workspace import Workspace
from desktop.ui.canvas.canvas import Canvas
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeOcrQueue, FakeSettings, Source, annotated, plain
from tests.services.fakes import lines_of


class Shown(Canvas):
    """Keeps the progress that it shows."""

    progress: float | None = None

    def show_progress(self, fraction: float | None) -> None:
        self.progress = fraction


class Layer:
    """The controller, and the view of a draft as a test plays it: `shown.value` is emitted by hand."""

    def __init__(self, bar: Bar, **settings: Any) -> None:
        self.workspace, self.queue, self.canvas, self.shown = Workspace(), FakeOcrQueue(), Shown(), Source()
        self.settings = FakeSettings(**settings)
        self.controller = TextLayerController(
            self.shown.value, self.workspace, self.settings, self.queue, self.canvas, bar.notices
        )
        self.controller.connect()
        self.image = annotated()

    def show(self, *others: AnnotatedImage, index: int = 0) -> None:
        """Shows one of the images; the first is `image`."""
        self.workspace.set_draft(Draft(images=(self.image, *others), current_index=index))
        self.canvas.show_annotated_image(self.workspace.draft.image)
        self.shown.value.emit(self.workspace.draft)

    @property
    def text(self) -> str:
        self.canvas.select_all_text()
        return self.canvas.selected_text


def test_what_is_known_is_laid_over_the_image_and_what_comes_later_too(bar: Bar) -> None:
    layer = Layer(bar)
    layer.show()
    assert layer.text == ""
    layer.queue.known[layer.image.source.id] = lines_of("first line")
    layer.queue.changed.emit()
    assert layer.text == "first line"


def test_images_are_read_only_if_the_settings_say_so(bar: Bar) -> None:
    reading, silent = Layer(bar), Layer(bar, read_text=False)
    reading.show()
    silent.show()
    assert reading.queue.prioritized == [reading.workspace.draft]
    assert silent.queue.prioritized == []
    silent.settings.change(read_text=True)
    assert silent.queue.prioritized == [silent.workspace.draft]


def test_private_text_that_must_be_covered_is_looked_for_anyway(bar: Bar) -> None:
    layer = Layer(bar, read_text=False, private_text="insist")
    layer.show()
    assert layer.queue.prioritized == [layer.workspace.draft]


@pytest.mark.parametrize(
    ("kind", "reported"), [(ProblemKind.OCR_NOT_INSTALLED, False), (ProblemKind.OCR_CRASHED, True)]
)
def test_a_failure_is_told_unless_nobody_installed_the_reader(bar: Bar, kind: ProblemKind, reported: bool) -> None:
    layer = Layer(bar)
    layer.queue.failed.emit(Problem(kind))
    assert bool(bar.text) is reported


def test_progress_is_shown_over_the_image_that_is_read_and_over_no_other(bar: Bar) -> None:
    layer, other = Layer(bar), plain("red")
    layer.show(other)
    layer.queue.reading = {layer.image.source.id: 0.4}
    layer.queue.progressed.emit()
    assert layer.canvas.progress == 0.4
    layer.show(other, index=1)
    assert layer.canvas.progress is None
    layer.queue.reading = {layer.image.source.id: 0.6}
    layer.queue.progressed.emit()
    assert layer.canvas.progress is None
    layer.show(other)
    assert layer.canvas.progress == 0.6
    layer.queue.reading = {}
    layer.queue.progressed.emit()
    assert layer.canvas.progress is None
