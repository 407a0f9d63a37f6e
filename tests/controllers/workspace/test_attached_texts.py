"""The texts beside the question, by their controller alone: chips, long pastes, parts of what is too long."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.controllers.workspace.attached_texts import AttachedTextsController
from desktop.core.conversation.attached_text import LONG_PASTE, MOST_LETTERS, AttachedText, TextPart
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.workspace.draft import Draft
from desktop.services.image.import_item import ImportItem
from desktop.services.tasks import Tasks
from desktop.services.workspace import Workspace
from desktop.ui.composer.composer import Composer
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeHistory, FakeImporter, annotated
from tests.services.qt_loop import on_the_loop, until

LONG = "a line\n" * (LONG_PASTE // 7 + 1)


class Desk:
    """The controller over a workspace, a composer and an importer whose imports are recorded."""

    def __init__(self, bar: Bar) -> None:
        self.bar, self.workspace, self.importer, self.composer = bar, Workspace(), FakeImporter(), Composer()
        self.tasks = Tasks()
        self.controller = AttachedTextsController(
            self.workspace, FakeHistory(), self.importer, self.composer, bar.notices, self.tasks
        )
        self.controller.connect()

    @property
    def names(self) -> list[str]:
        return [text.name for text in self.workspace.draft.texts]


@pytest.fixture
def desk(qapp: QApplication, bar: Bar) -> Desk:
    return Desk(bar)


def test_a_short_text_is_left_to_the_field(desk: Desk) -> None:
    assert not desk.controller.take_long("Paste", "a line\n" * 3)
    assert desk.names == []


def test_a_long_text_becomes_a_chip_and_may_be_words_instead(desk: Desk) -> None:
    assert desk.controller.take_long("Paste", LONG)
    assert desk.names == ["Pasted text"]
    assert len(desk.controller.chips.chips) == 1
    assert desk.workspace.steps.undo_name == "Paste"
    desk.bar.press("Paste as words instead")
    assert desk.names == []
    assert desk.composer.field.toPlainText() == LONG


def test_of_what_is_too_long_the_first_or_the_last_lines_are_taken(desk: Desk) -> None:
    assert desk.controller.take_long("Paste", "x\n" * MOST_LETTERS)
    assert desk.names == []
    desk.bar.press("First 2,000 lines")
    assert desk.names == ["Pasted text, first lines"]
    assert desk.workspace.draft.texts[0].text.count("\n") == 1999


def test_without_room_the_way_out_is_said(desk: Desk) -> None:
    desk.workspace.change("Drop", desk.workspace.draft.with_texts((AttachedText("full", "x" * MOST_LETTERS),)))
    assert desk.controller.take_long("Paste", LONG)
    assert desk.names == ["full"]
    assert "Remove one of them first" in desk.bar.text


def test_a_file_that_is_too_long_is_read_again_for_a_part_of_it(desk: Desk) -> None:
    desk.importer.too_long.emit(Path("/logs/big.log"), ())
    assert "more" not in desk.bar.text
    desk.bar.press("Last 2,000 lines")
    item = ImportItem("big.log, last lines", path=Path("/logs/big.log"), part=TextPart.LAST)
    assert desk.importer.added == [("Open", (item,))]


def test_what_was_refused_beside_a_file_that_is_too_long_is_counted(desk: Desk) -> None:
    others = Problem(ProblemKind.NOT_A_IMAGE, "a.bin"), Problem(ProblemKind.EMPTY, "b.txt")
    desk.importer.too_long.emit(Path("/logs/big.log"), others)
    assert "“big.log” is too long" in desk.bar.text
    assert "2 more couldn't be added." in desk.bar.text


def test_a_chip_that_is_removed_can_be_brought_back(desk: Desk) -> None:
    texts = tuple(AttachedText(name, name) for name in "abc")
    desk.workspace.change("Drop", desk.workspace.draft.with_texts(texts))
    desk.controller.chips.removed.emit(1)
    assert desk.names == ["a", "c"]
    assert desk.workspace.steps.undo_name == "Remove text"
    desk.workspace.undo()
    assert desk.names == ["a", "b", "c"]


def test_a_paste_of_ten_megabytes_goes_in_part(desk: Desk) -> None:
    line = "2026-11-29 09:41:07 request 4711 was answered\n"
    assert desk.controller.take_long("Paste", line * (10_000_000 // len(line)))
    assert desk.names == []
    desk.bar.press("Last 2,000 lines")
    (text,) = desk.workspace.draft.texts
    assert (text.name, len(text.text) < MOST_LETTERS) == ("Pasted text, last lines", True)


def test_the_text_of_a_large_page_is_made_in_a_thread_and_its_chip_comes_then(desk: Desk) -> None:
    box = Rect(0, 0, 9, 9)
    page = PageText.of("large", [Letter("x", box.moved(12 * at, 0), box.moved(12 * at, 0)) for at in range(5000)])

    async def shown() -> None:
        desk.workspace.set_draft(Draft(images=(replace(annotated(), page_text=page),)))
        assert len(desk.controller.chips.chips) == 0
        await until(lambda: len(desk.controller.chips.chips) == 1)
        await desk.tasks.close()

    on_the_loop(shown())
