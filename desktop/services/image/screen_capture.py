"""Captures the screen: hides the window, takes screenshots once, and imports the part that the user chooses.

Cancelling changes nothing. The user chooses from the screenshots taken when the delay was over, not from the live
screen.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.captured.screen_png import screen_png
from desktop.core.image.screenshot import CaptureUse, Screenshot, TakenRegion
from desktop.core.settings.house_rules import HouseRules
from desktop.services.image.image_importer import ImageImporter
from desktop.services.image.import_item import ImportItem
from desktop.services.ports.screenshot_portal import ScreenshotPortal
from desktop.services.tasks import Tasks

ASIDE_S = 0.35  # until the window manager has hidden the window and repainted what was below; chosen
STEP = "Capture"


class CaptureMode(StrEnum):
    """The extent of a capture: a part that the user chooses, or the whole screen with the pointer."""

    CHOICE = "choice"
    SCREEN = "screen"


@dataclass(frozen=True, slots=True)
class CaptureWish:
    """A capture that was asked for: `use` is what Enter does with a region.

    With `steps_aside` the window is hidden before the screenshots are taken; otherwise the screen is frozen as it is.
    """

    mode: CaptureMode = CaptureMode.CHOICE
    delay_s: int = 0
    use: CaptureUse = CaptureUse.ASK
    steps_aside: bool = True


class ScreenCapture(QObject):
    """Runs one capture at a time.

    `screenshots` raises AskanceError; `needs_portal` returns True if only the desktop's portal may take screenshots;
    `rules` returns those of the house; `warm` loads what `screenshots` needs.
    """

    stepping_aside = Signal()  # before the window is asked to hide
    aside = Signal(bool)  # True: the window should hide; False: it may show again
    offered = Signal(tuple, CaptureUse)  # of Screenshot for the user to choose from, and what Enter does
    counted_down = Signal(int)  # seconds until the screenshots are taken
    ended = Signal()  # nothing is offered any more
    taking = Signal(CaptureUse, object)  # an image is on its way; object: its TakenRegion, None where it is not known
    text_wanted = Signal(bytes)  # the file of an image of which only the text is wanted
    refused = Signal(Problem)
    cancelled = Signal()  # by the user

    def __init__(
        self,
        tasks: Tasks,
        image_importer: ImageImporter,
        screenshots: Callable[[], tuple[Screenshot, ...]],
        needs_portal: Callable[[], bool],
        portal: Callable[[], ScreenshotPortal],
        rules: Callable[[], HouseRules] = HouseRules,
        warm: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._rules = rules
        self._warm = warm
        self._tasks = tasks
        self._capturing = tasks.slot("capture")
        self._image_importer = image_importer
        self._screenshots = screenshots
        self._needs_portal = needs_portal
        self._make_portal = portal
        self._portal: ScreenshotPortal | None = None
        self._wish: CaptureWish | None = None  # of the capture that is under way
        self._recent: dict[tuple[str, Size], Rect] = {}
        self._is_closed = False

    def warm(self) -> None:
        """Loads what a capture needs, so that the first one need not wait for it."""
        if not self._needs_portal():
            self._warm()

    def start(self, wish: CaptureWish) -> None:
        """Starts a capture; does nothing while one is under way."""
        if not self._rules().allow_capture or not self._may_become(wish.use):
            self.refused.emit(Problem(ProblemKind.NOT_ALLOWED))
        elif self._wish is None and not self._is_closed:
            self._wish = wish
            self._capturing.start(self._run(wish))

    def take(self, screenshot: Screenshot, rect: Rect, use: CaptureUse) -> None:
        """Ends the capture and imports the chosen part of a screenshot, in its pixels.

        Where quick ask is not allowed, the window asks about it instead.
        """
        if self._wish is not None:
            use = use if self._may_become(use) else CaptureUse.ASK
            self._recent[screenshot.screen, screenshot.whole.size] = rect
            self._end(use, TakenRegion(screenshot.screen, screenshot.whole, rect))
            if use is CaptureUse.TEXT:
                self._tasks.start("read capture", self._read(screenshot, rect))
            else:
                self._image_importer.add_made(STEP, lambda: self._made(screenshot, rect))

    def _may_become(self, use: CaptureUse) -> bool:
        return use is not CaptureUse.QUICK or self._rules().allow_quick_ask

    def give_up(self) -> None:
        """Ends the capture without an image."""
        self._end()
        self.cancelled.emit()

    @property
    def is_under_way(self) -> bool:
        """True from the start of a capture to its end."""
        return self._wish is not None

    def recent(self, screenshot: Screenshot) -> Rect | None:
        """Returns the region that was taken last on a screen of this name and size, or None."""
        return self._recent.get((screenshot.screen, screenshot.whole.size))

    def close(self) -> None:
        """Ends the capture, for good, without an image and without showing the window again."""
        self._is_closed = True
        self._capturing.stop()
        self.ended.emit()

    async def _run(self, wish: CaptureWish) -> None:
        try:
            for left in range(wish.delay_s, 0, -1):
                self.counted_down.emit(left)
                await asyncio.sleep(1.0)
            if wish.steps_aside:
                self.stepping_aside.emit()
                self.aside.emit(True)
                await asyncio.sleep(ASIDE_S)
            if self._needs_portal():
                self._ask_portal(interactive=wish.mode is CaptureMode.CHOICE)
                return
            screenshots = self._screenshots()
        except AskanceError as error:
            self._refuse(error.problem)
            return
        except BaseException:
            self._end()
            raise
        if wish.mode is CaptureMode.SCREEN:
            self.take(screenshots[0], screenshots[0].whole, wish.use)
        else:
            self.offered.emit(screenshots, wish.use)

    def _ask_portal(self, interactive: bool) -> None:
        if self._portal is None:
            self._portal = self._make_portal()
            self._portal.taken.connect(self._file_taken)
            self._portal.given_up.connect(self.give_up)
            self._portal.refused.connect(self._refuse)
        self._portal.ask(interactive)

    def _file_taken(self, path: str) -> None:
        use = self._wish.use if self._wish is not None else CaptureUse.ASK
        self._end(use)
        if use is CaptureUse.TEXT:
            self._tasks.start("read capture", self._read_file(Path(path)))
        else:
            self._image_importer.add(STEP, (ImportItem(STEP, path=Path(path), is_temporary=True),))

    async def _read_file(self, path: Path) -> None:
        """Hands on the bytes of a file that was written for this capture, and deletes it."""
        try:
            data = await self._tasks.run_blocking(path.read_bytes)
            await self._tasks.run_blocking(path.unlink)
        except OSError:
            self.refused.emit(Problem(ProblemKind.CAPTURE_FAILED))
            return
        self.text_wanted.emit(data)

    async def _read(self, screenshot: Screenshot, rect: Rect) -> None:
        self.text_wanted.emit((await self._made(screenshot, rect)).data)

    async def _made(self, screenshot: Screenshot, rect: Rect) -> ImportItem:
        pixels = await self._tasks.run_blocking(screenshot.pixels.part, rect)
        return ImportItem(STEP, data=await self._tasks.run_blocking(screen_png, pixels), pixels=pixels)

    def _refuse(self, problem: Problem) -> None:
        self._end()
        self.refused.emit(problem)

    def _end(self, use: CaptureUse | None = None, region: TakenRegion | None = None) -> None:
        """Ends the capture; with `use` an image is on its way."""
        wish, self._wish = self._wish, None
        self.ended.emit()
        if self._is_closed:
            return
        if wish is not None and wish.steps_aside and use is not CaptureUse.QUICK:
            self.aside.emit(False)
        if use is not None:
            self.taking.emit(use, region)
