"""Captures of the screen, by screenshots and by the desktop's portal."""

from pathlib import Path
from typing import Any

import pytest
from PIL import ImageChops
from PySide6.QtCore import QObject, Signal

from desktop.adapters.system.image_sources import images_in_folder
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import CaptureUse, Screenshot, TakenRegion
from desktop.core.settings.house_rules import HouseRules
from desktop.core.workspace.draft import Draft
from desktop.services.image.screen_capture import CaptureMode, CaptureWish, ScreenCapture
from tests.helpers.images import png, quarters
from tests.services.program import Room
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


class QuietPortal(QObject):
    """A portal that answers when the test says so."""

    taken = Signal(str)
    given_up = Signal()
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[bool] = []

    def ask(self, interactive: bool) -> None:
        self.asked.append(interactive)


def capturing(
    room: Room,
    portal: QuietPortal | None = None,
    screenshots: Any = None,
    rules: HouseRules = HouseRules(),  # noqa: B008
) -> tuple[ScreenCapture, list[Any]]:
    def look() -> tuple[Screenshot, ...]:
        return (Screenshot("s", PixelBuffer.of(quarters(400, 300)), (Rect(10, 10, 60, 60),)),)

    capture = ScreenCapture(
        room.tasks,
        room.image_importer,
        screenshots or look,
        lambda: portal is not None,
        lambda: portal or QuietPortal(),
        lambda: rules,
    )
    heard: list[Any] = []
    capture.aside.connect(lambda aside: heard.append("aside" if aside else "back"))
    capture.offered.connect(lambda screenshots, _use: heard.append(screenshots))
    capture.counted_down.connect(heard.append)
    capture.refused.connect(heard.append)
    return capture, heard


def test_a_question_waits_for_a_capture_from_the_moment_it_is_taken() -> None:
    """Making a file of it takes a while, and a question that is asked meanwhile must not go without it."""

    async def run() -> None:
        room = Room()
        capture, heard = capturing(room)
        capture.start(CaptureWish(CaptureMode.CHOICE))
        await until(lambda: len(heard) == 2)
        capture.take(heard[1][0], Rect(0, 0, 200, 150), CaptureUse.QUICK)
        assert room.image_importer.is_busy
        room.workspace.open(Draft())  # what comes is not for another draft
        await until(lambda: not room.image_importer.is_busy)
        assert room.workspace.draft.images == ()
        assert [problem.kind for problem in room.refused] == [ProblemKind.CONVERSATION_CHANGED]
        await room.close()

    on_the_loop(run())


def test_a_region_is_taken_after_the_window_stepped_aside() -> None:
    async def run() -> None:
        room = Room()
        capture, heard = capturing(room)
        capture.start(CaptureWish(delay_s=1))
        capture.start(CaptureWish(CaptureMode.SCREEN))  # one at a time
        await until(lambda: len(heard) == 3)
        assert heard[:2] == [1, "aside"]
        capture.take(heard[2][0], Rect(0, 0, 200, 150), CaptureUse.ASK)
        await until(lambda: room.workspace.draft.images)
        assert heard[3:] == ["back"]
        assert room.workspace.draft.images[0].source.size == (200, 150)
        assert room.workspace.steps.undo_name == "Capture"
        capture.start(CaptureWish(CaptureMode.SCREEN))
        await until(lambda: len(room.workspace.draft.images) == 2)
        assert room.workspace.draft.images[1].source.size == (400, 300)
        await room.close()

    on_the_loop(run())


def test_leaving_ends_a_capture_without_showing_the_window_again() -> None:
    async def run() -> None:
        room = Room()
        capture, heard = capturing(room)
        capture.start(CaptureWish())
        await until(lambda: heard == ["aside"])
        capture.close()
        capture.give_up()
        capture.start(CaptureWish(CaptureMode.SCREEN))
        await room.close()
        assert heard == ["aside"]

    on_the_loop(run())


def test_giving_up_and_being_refused_change_nothing() -> None:
    async def run() -> None:
        room = Room()
        capture, heard = capturing(room)
        capture.start(CaptureWish())
        await until(lambda: len(heard) == 2)
        capture.give_up()
        assert heard[2:] == ["back"]

        def refuse() -> tuple[Screenshot, ...]:
            raise AskanceError(Problem(ProblemKind.CAPTURE_FORBIDDEN))

        other, other_heard = capturing(room, screenshots=refuse)
        other.start(CaptureWish(CaptureMode.SCREEN))
        await until(lambda: len(other_heard) == 3)
        assert other_heard == ["aside", "back", Problem(ProblemKind.CAPTURE_FORBIDDEN)]
        assert room.workspace.draft == Draft()
        await room.close()

    on_the_loop(run())


def test_the_portal_is_asked_where_only_it_may_look_and_its_file_goes(tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    shot.write_bytes(png(70))

    async def run() -> None:
        room, portal = Room(), QuietPortal()
        capture, heard = capturing(room, portal)
        capture.start(CaptureWish())
        await until(lambda: portal.asked)
        portal.taken.emit(str(shot))
        await until(lambda: room.workspace.draft.images)
        capture.start(CaptureWish(CaptureMode.SCREEN))
        await until(lambda: len(portal.asked) == 2)
        portal.given_up.emit()
        capture.start(CaptureWish())
        await until(lambda: len(portal.asked) == 3)
        portal.refused.emit(Problem(ProblemKind.CAPTURE_FORBIDDEN))
        assert portal.asked == [True, False, True]
        assert heard == ["aside", "back"] * 3 + [Problem(ProblemKind.CAPTURE_FORBIDDEN)]
        assert len(room.workspace.draft.images) == 1
        await room.close()

    on_the_loop(run())
    assert not shot.exists()
    assert images_in_folder(tmp_path / "shot.png") == ((tmp_path / "shot.png",), 0)


def test_quick_ask_leaves_the_window_alone_and_remembers_the_region() -> None:
    async def run() -> None:
        room = Room()
        capture, heard = capturing(room)
        taking: list[Any] = []
        capture.taking.connect(lambda *what: taking.append(what))
        capture.start(CaptureWish(use=CaptureUse.QUICK, steps_aside=False))
        await until(lambda: heard)
        screenshot, rect = heard[0][0], Rect(5, 6, 105, 86)
        assert capture.recent(screenshot) is None
        capture.take(screenshot, rect, CaptureUse.QUICK)
        capture.take(screenshot, rect, CaptureUse.QUICK)  # a second press of the same key
        assert taking == [(CaptureUse.QUICK, TakenRegion("s", Rect(0, 0, 400, 300), rect))]
        assert capture.recent(screenshot) == rect
        await until(lambda: room.workspace.draft.images)
        assert len(heard) == 1
        await room.close()

    on_the_loop(run())


def test_where_quick_ask_is_not_allowed_nothing_opens_a_small_window() -> None:
    async def run() -> None:
        room = Room()
        capture, heard = capturing(room, rules=HouseRules(allow_quick_ask=False))
        taking: list[Any] = []
        capture.taking.connect(lambda *what: taking.append(what[0]))
        capture.start(CaptureWish(use=CaptureUse.QUICK, steps_aside=False))
        assert [problem.kind for problem in heard] == [ProblemKind.NOT_ALLOWED]
        capture.start(CaptureWish(steps_aside=False))
        await until(lambda: len(heard) == 2)
        capture.take(heard[1][0], Rect(5, 6, 105, 86), CaptureUse.QUICK)
        assert taking == [CaptureUse.ASK]
        await until(lambda: room.workspace.draft.images)
        await room.close()

    on_the_loop(run())


def test_only_the_text_of_a_region_is_wanted(tmp_path: Path) -> None:
    shot = tmp_path / "shot.png"
    shot.write_bytes(png(70))

    async def run() -> None:
        room, portal = Room(), QuietPortal()
        capture, heard = capturing(room)
        read: list[bytes] = []
        capture.text_wanted.connect(read.append)
        capture.start(CaptureWish(use=CaptureUse.TEXT, steps_aside=False))
        await until(lambda: heard)
        capture.take(heard[0][0], Rect(0, 0, 20, 20), CaptureUse.TEXT)
        await until(lambda: read)
        by_portal, _ = capturing(room, portal)
        by_portal.text_wanted.connect(read.append)
        refused: list[Problem] = []
        by_portal.refused.connect(refused.append)
        for _ in range(2):
            by_portal.start(CaptureWish(use=CaptureUse.TEXT, steps_aside=False))
            await until(lambda: len(portal.asked))
            portal.asked.clear()
            portal.taken.emit(str(shot))
            await until(lambda: len(read) == 2)
        await until(lambda: refused)  # the file was gone the second time
        assert refused == [Problem(ProblemKind.CAPTURE_FAILED)]
        assert read[1] == png(70)
        assert room.workspace.draft == Draft()
        await room.close()

    on_the_loop(run())
    assert not shot.exists()


def test_what_was_captured_is_not_decoded_again() -> None:
    async def run() -> None:
        room = Room()
        room.decoder.close()  # it refuses everything from now on
        capture, heard = capturing(room)
        capture.start(CaptureWish(steps_aside=False))
        await until(lambda: heard)
        capture.take(heard[0][0], Rect(0, 0, 200, 150), CaptureUse.QUICK)
        await until(lambda: room.workspace.draft.images)
        source = room.workspace.draft.images[0].source
        (pixels,) = await room.image_pipeline.pixels(source)
        assert ImageChops.difference(pixels.image(), quarters(400, 300).crop((0, 0, 200, 150))).getbbox() is None
        assert (source.size, source.mime, source.id) == ((200, 150), "image/png", sha256_hex(source.data))
        await room.close()

    on_the_loop(run())
