"""The window with a run that a test plays, over real widgets and the real loop."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.many.sheet import SheetController
from desktop.controllers.many.sheet_services import SheetServices
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.services.tasks import Tasks
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.fakes import FakeOcrQueue, FakeSettings
from tests.controllers.many.fake_run import FakeRun, FakeRuns, run_of
from tests.services.qt_loop import on_the_loop, until


@dataclass
class Opened:
    """The window and what stands behind it."""

    window: SheetWindow
    sheet: SheetController
    runs: FakeRuns
    tasks: Tasks

    @property
    def run(self) -> FakeRun:
        return self.runs.run

    def press(self, words: str, where: QWidget | None = None) -> None:
        """Press a button that is shown."""
        found = (where or self.window).findChildren(QPushButton)
        next(button for button in found if button.text() == words and not button.isHidden()).click()

    async def idle(self) -> None:
        """Wait until nothing is done in the background."""
        await until(lambda: not self.tasks.names)

    def texts(self, row: int) -> list[Any]:
        """The words of a row, from its name to its state."""
        model = self.window.model
        return [model.data(model.index(model.line_of(row), column)) for column in range(model.columnCount())]


def services_of(runs: FakeRuns, tasks: Tasks, notices: ErrorNotices, **settings: Any) -> SheetServices:
    """Returns what the window needs, without pictures and without a server."""
    return SheetServices(
        runs=runs,
        tasks=tasks,
        settings_service=FakeSettings(**{"answers": "endpoint", **settings}),
        storage=NoStorage(),  # type: ignore[arg-type]
        image_pipeline=NoPixels(),  # type: ignore[arg-type]
        ocr_queue=OneLine(),
        usage_tracker=None,  # type: ignore[arg-type]
        notices=notices,
        models=lambda: ["gpt-4o", "gpt-4o-mini"],
        sent_images=lambda: ("a" * 64, "b" * 64),
    )


def play(story: Callable[[Opened], Coroutine[Any, Any, None]], run: FakeRun | None = None, **settings: Any) -> None:
    """Plays a story; with a run, that one is open."""

    async def played() -> None:
        tasks = Tasks()
        runs = FakeRuns(run or run_of())
        window = SheetWindow(Theme(LIGHT, QApplication.font()), (("e-mail address", "E-mail address"),))
        services = services_of(runs, tasks, ErrorNotices(window.passing, lambda: None), **settings)
        sheet = SheetController(window, services)
        sheet.connect()
        opened = Opened(window, sheet, runs, tasks)
        window.show()
        if run is not None:
            sheet.show_run(run)
        try:
            await story(opened)
        finally:
            await tasks.close()
            window.deleteLater()

    on_the_loop(played())


class OneLine(FakeOcrQueue):
    """Reads the same line on every image."""

    async def recognize(self, image: AnnotatedImage, urgency: int = 0) -> OcrResult:
        words = tuple(OcrWord(text, Rect(20 * at, 0, 20 * at + 19, 9)) for at, text in enumerate(("Café", "9.00")))
        return OcrResult(image.view.size, (TextBlock(TextBlockKind.TEXT, ((OcrLine(words),),)),))


class NoPixels:
    """Makes no pixels of any image."""

    async def mipmaps(self, image: object) -> tuple[()]:
        return ()

    async def thumbnail(self, image: object) -> Any:
        from desktop.core.image.pixel_buffer import PixelBuffer

        return PixelBuffer(4, 4, bytes(64))


class NoStorage:
    """Has the bytes of one of two images."""

    async def images(self, ids: tuple[str, ...]) -> dict[str, bytes]:
        return {ids[0]: b"\x89PNG sent"}
