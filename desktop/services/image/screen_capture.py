"""Captures the screen: hides the window, takes screenshots once, and imports the part that the user chooses.

Cancelling changes nothing. The user chooses from the screenshots taken when the delay was over, not from the live
screen.
"""

import asyncio
import io
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.screenshot import Screenshot
from desktop.core.settings.house_rules import HouseRules
from desktop.services.image.image_importer import ImageImporter, ImportItem
from desktop.services.ports.screenshot_portal import ScreenshotPortal
from desktop.services.tasks import Tasks

ASIDE_S = 0.35  # until the window manager has hidden the window and repainted what was below; chosen
STEP = "Capture"


class CaptureMode(StrEnum):
    """The extent of a capture: a part that the user chooses, or the whole screen with the pointer."""

    CHOICE = "choice"
    SCREEN = "screen"


class ScreenCapture(QObject):
    """Runs one capture at a time.

    `screenshots` raises AskanceError; `needs_portal` returns True if only the desktop's portal may take screenshots;
    `rules` returns those of the house.
    """

    aside = Signal(bool)  # True: the window should hide; False: it may show again
    offered = Signal(tuple)  # of Screenshot for the user to choose from
    counted_down = Signal(int)  # seconds until the screenshots are taken
    refused = Signal(Problem)
    closed = Signal()  # the program is being left: nothing is offered any more, and the window stays as it is

    def __init__(
        self,
        tasks: Tasks,
        image_importer: ImageImporter,
        screenshots: Callable[[], tuple[Screenshot, ...]],
        needs_portal: Callable[[], bool],
        portal: Callable[[], ScreenshotPortal],
        rules: Callable[[], HouseRules] = HouseRules,
    ) -> None:
        super().__init__()
        self._rules = rules
        self._tasks = tasks
        self._capturing = tasks.slot("capture")
        self._image_importer = image_importer
        self._screenshots = screenshots
        self._needs_portal = needs_portal
        self._make_portal = portal
        self._portal: ScreenshotPortal | None = None
        self._under_way = False
        self._is_closed = False

    def start(self, mode: CaptureMode, delay_s: int = 0) -> None:
        """Starts a capture whose screenshots are taken after `delay_s` seconds; does nothing while one is under way."""
        if not self._rules().allow_capture:
            self.refused.emit(Problem(ProblemKind.NOT_ALLOWED))
        elif not self._under_way and not self._is_closed:
            self._under_way = True
            self._capturing.start(self._run(mode, delay_s))

    def take(self, screenshot: Screenshot, rect: Rect) -> None:
        """Ends the capture and imports the chosen part of a screenshot, in its pixels."""
        self._end()
        self._tasks.start("import capture", self._take(screenshot, rect))

    def give_up(self) -> None:
        """Ends the capture without an image."""
        self._end()

    def close(self) -> None:
        """Ends the capture, for good, without an image and without showing the window again."""
        self._is_closed = True
        self._capturing.stop()
        self.closed.emit()

    async def _run(self, mode: CaptureMode, delay_s: int) -> None:
        try:
            for left in range(delay_s, 0, -1):
                self.counted_down.emit(left)
                await asyncio.sleep(1.0)
            self.aside.emit(True)
            await asyncio.sleep(ASIDE_S)
            if self._needs_portal():
                self._ask_portal(interactive=mode is CaptureMode.CHOICE)
                return
            screenshots = self._screenshots()
        except AskanceError as error:
            self._refuse(error.problem)
            return
        except BaseException:
            self._end()
            raise
        if mode is CaptureMode.SCREEN:
            self.take(screenshots[0], screenshots[0].whole)
        else:
            self.offered.emit(screenshots)

    def _ask_portal(self, interactive: bool) -> None:
        if self._portal is None:
            self._portal = self._make_portal()
            self._portal.taken.connect(self._file_taken)
            self._portal.given_up.connect(self.give_up)
            self._portal.refused.connect(self._refuse)
        self._portal.ask(interactive)

    def _file_taken(self, path: str) -> None:
        self._end()
        self._image_importer.add(STEP, (ImportItem(STEP, path=Path(path), is_temporary=True),))

    async def _take(self, screenshot: Screenshot, rect: Rect) -> None:
        data = await self._tasks.run_blocking(_png, screenshot, rect)
        self._image_importer.add(STEP, (ImportItem(STEP, data=data),))

    def _refuse(self, problem: Problem) -> None:
        self._end()
        self.refused.emit(problem)

    def _end(self) -> None:
        self._under_way = False
        if not self._is_closed:
            self.aside.emit(False)


def _png(screenshot: Screenshot, rect: Rect) -> bytes:
    out = io.BytesIO()
    screenshot.pixels.image(rect).save(out, "PNG", compress_level=1)
    return out.getvalue()
