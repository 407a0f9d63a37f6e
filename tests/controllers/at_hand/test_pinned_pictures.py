"""Pinned pictures: what they show, what a policy allows, and when they go."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from PIL import Image
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QFileDialog

from desktop.controllers.at_hand.pinned_export import PinnedExport
from desktop.controllers.at_hand.pinned_pictures import PinnedPicturesController
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.conversation import Conversation
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.source_image import SourceImage
from desktop.core.settings.house_rules import HouseRules
from desktop.core.workspace.draft import Draft
from desktop.services.image.outgoing_images import OutgoingImages
from desktop.ui.at_hand.pinned_picture import PinnedPicture
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.fakes import FakeHistory, Recorder, sent_image, turn
from tests.helpers.images import png
from tests.services.program import Room
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


class Desk:
    """The controller over a real pipeline."""

    def __init__(self, **rules: Any) -> None:
        self.room, self.history, self.owner = Room(), FakeHistory(), QObject()
        self.workspace, self.rules = self.room.workspace, HouseRules(**rules)
        self.windows, self.put, self.told, self.left = list[PinnedPicture](), list[Any](), Recorder(), Recorder()
        self.action = QAction(self.owner)
        self.drawn, self.may_draw, self.failure = list[AnnotatedImage](), asyncio.Event(), cast(Exception | None, None)
        self.may_draw.set()
        outgoing = OutgoingImages(self.room.tasks, self.room.image_pipeline)
        export = PinnedExport(outgoing, self.take, self.room.tasks, self.told, lambda: self.rules)
        self.controller = PinnedPicturesController(
            self.workspace,
            self.history,
            self.room.tasks,
            self.draw,
            self.new_window,
            export,
            self.action,
        )
        self.controller.connect()
        self.controller.leave_by(self.left)

    async def draw(self, image: AnnotatedImage) -> PixelBuffer:
        await self.may_draw.wait()
        if self.failure is not None:
            raise self.failure
        pixels = await self.room.image_pipeline.shown(image)
        self.drawn.append(image)
        return pixels

    def take(self, images: Any) -> bool:
        self.put.append(images)
        return True

    def new_window(self, may_copy: bool, may_save: bool) -> PinnedPicture:
        self.windows.append(PinnedPicture(Theme(LIGHT, QFont()), may_copy, may_save))
        return self.windows[-1]

    async def pinned(self) -> tuple[AnnotatedImage, PinnedPicture]:
        image = AnnotatedImage.new(await self.room.image_pipeline.decode(png(80, 60), "a.png"))
        self.workspace.set_draft(Draft(images=(image,)))
        self.action.trigger()
        await until(lambda: self.windows[-1].isVisible())
        return image, self.windows[-1]

    async def close(self) -> None:
        self.controller.put_away()
        await self.room.close()


def corner(window: PinnedPicture) -> tuple[int, int, int]:
    color = window.grab().toImage().pixelColor(20, 20)
    return color.red(), color.green(), color.blue()


def test_without_a_picture_there_is_nothing_to_pin() -> None:
    async def run() -> None:
        desk = Desk()
        assert not desk.action.isEnabled()
        desk.action.trigger()
        assert desk.windows == []
        await desk.close()

    on_the_loop(run())


def test_it_shows_later_covers_also_when_the_picture_has_left() -> None:
    async def run() -> None:
        desk = Desk()
        image, window = await desk.pinned()
        assert corner(window)[0] > 200
        cover = Redaction("cover", Rect(0, 0, 40, 30))
        desk.workspace.set_draft(Draft(images=(image.with_annotation(cover),)))
        await until(lambda: corner(window) == (0, 0, 0))
        desk.workspace.set_draft(Draft())
        assert not desk.action.isEnabled()
        assert corner(window) == (0, 0, 0)
        copy = image.duplicated().with_annotation(Redaction("other", Rect(0, 0, 80, 60)))
        desk.workspace.set_draft(Draft(images=(copy,)))
        await until(lambda: window.grab().toImage().pixelColor(70, 50).getRgb() == (0, 0, 0, 255))
        await desk.close()

    on_the_loop(run())


def test_each_drawing_goes_to_its_end_while_covers_change() -> None:
    async def run() -> None:
        desk = Desk()
        image, window = await desk.pinned()
        desk.may_draw.clear()
        for width in (20, 30, 40):
            cover = Redaction("cover", Rect(0, 0, width, 30))
            desk.workspace.set_draft(Draft(images=(image.with_annotation(cover),)))
            await asyncio.sleep(0)  # its drawing begins
        desk.may_draw.set()
        await until(lambda: corner(window) == (0, 0, 0) and len(desk.drawn) == 3)
        widths = [shown.redacted_rects[0].width for shown in desk.drawn[1:]]
        assert widths[0] < widths[1], "the first one was not given up, and the last one follows it"
        await desk.close()

    on_the_loop(run())


@pytest.mark.logs("task draw pinned picture failed")
def test_what_cannot_be_drawn_with_its_cover_is_closed() -> None:
    async def run() -> None:
        desk = Desk()
        image, _window = await desk.pinned()
        desk.failure = MemoryError()
        desk.workspace.set_draft(Draft(images=(image.with_annotation(Redaction("c", Rect(0, 0, 40, 30))),)))
        await until(lambda: not desk.controller.is_any_shown)
        await desk.close()

    on_the_loop(run())


def test_a_cover_of_the_sent_picture_is_one_of_the_pinned_picture() -> None:
    async def run() -> None:
        desk = Desk()
        image, window = await desk.pinned()
        desk.workspace.set_draft(Draft())
        sent = sent_image(image)
        covered = replace(sent, covers=(Rect(0, 0, sent.width, sent.height),), origin=None)
        desk.history.current = Conversation.of("c", (turn("what?", "this", covered),))
        desk.history.grown.emit(desk.history.current)
        await until(lambda: corner(window) == (0, 0, 0))
        await desk.close()

    on_the_loop(run())


def test_copy_and_save_hand_out_what_is_shown(tmp_path: Path) -> None:
    async def run() -> None:
        desk = Desk()
        _, window = await desk.pinned()
        window.copy_requested.emit()
        await until(lambda: desk.told.calls)
        assert list(desk.put[0]) == ["image/png"]
        window.save_requested.emit()
        dialog = window.findChild(QFileDialog)
        assert dialog is not None
        dialog.fileSelected.emit(str(tmp_path / "kept.jpg"))
        await until(lambda: len(desk.told.calls) == 2)
        dialog.close()
        with Image.open(tmp_path / "kept.jpg") as kept:
            assert (kept.format, kept.size) == ("JPEG", (80, 60))
        window.save_requested.emit()
        for dialog in window.findChildren(QFileDialog):
            dialog.fileSelected.emit(str(tmp_path / "no such folder" / "kept.png"))
            dialog.close()
        await until(lambda: len(desk.told.calls) >= 3)
        assert "kept.png" in desk.told.calls[-1][0]
        await desk.close()

    on_the_loop(run())


def test_a_policy_without_copies_holds_for_a_window_that_was_open_before_it() -> None:
    async def run() -> None:
        desk = Desk()
        _, window = await desk.pinned()
        desk.rules = HouseRules(allow_copy=False, allow_export=False)
        window.copy_requested.emit()
        window.save_requested.emit()
        assert len(desk.told.calls) == 2
        assert desk.put == []
        assert window.findChild(QFileDialog) is None
        await desk.close()

    on_the_loop(run())


def test_a_picture_that_no_longer_decodes_is_told_and_not_pinned() -> None:
    async def run() -> None:
        desk = Desk()
        source = SourceImage("0" * 64, b"no image", 80, 60, "image/png", "a.png")
        desk.controller.pin(AnnotatedImage.new(source))
        await until(lambda: desk.told.calls)
        assert not desk.controller.is_any_shown
        assert desk.left.calls == [()]
        await desk.close()

    on_the_loop(run())


def test_the_last_one_that_closes_lets_the_program_end_and_leaving_closes_all() -> None:
    async def run() -> None:
        desk = Desk()
        image, first = await desk.pinned()
        desk.controller.pin(image)
        await until(lambda: len(desk.windows) == 2 and desk.windows[1].isVisible())
        first.close()
        assert desk.left.calls == []
        desk.windows[1].close()
        assert desk.left.calls == [()]
        assert not desk.controller.is_any_shown
        _, third = await desk.pinned()
        desk.controller.put_away()
        assert third.isHidden()
        assert desk.left.calls == [()]
        await desk.close()

    on_the_loop(run())
