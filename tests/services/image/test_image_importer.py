"""Imports of files, bytes, addresses and folders into the workspace, with a real decoder."""

import asyncio
import threading
from pathlib import Path

import pytest

from desktop.adapters.files.text_file import read_text
from desktop.core.conversation.attached_text import AttachedText, TextPart
from desktop.core.errors import (
    Problem,
    ProblemKind,
)
from desktop.core.workspace.draft import Draft
from desktop.services.image.import_item import ImportItem
from tests.helpers.images import png
from tests.services.program import Room
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_every_door_leads_to_the_desk_and_what_is_not_taken_is_said(tmp_path: Path) -> None:
    (tmp_path / "good.png").write_bytes(png(70))
    (tmp_path / "text.png").write_text("can't open")

    async def fetch(address: str, known: tuple[str, ...]) -> bytes:
        assert address == "https://x.example/p.png"
        return png(90)

    async def run() -> None:
        room = Room(fetch)
        room.image_importer.add(
            "Open",
            (
                ImportItem("good.png", path=tmp_path / "good.png"),
                ImportItem("text.png", path=tmp_path / "text.png"),
                ImportItem("gone.png", path=tmp_path / "gone.png"),
                ImportItem("pasted", data=png(80)),
                ImportItem("web", address="https://x.example/p.png"),
                ImportItem("nothing"),
            ),
        )
        await until(lambda: room.refused)
        assert [image.source.width for image in room.workspace.draft.images] == [70, 80, 90]
        assert [problem.kind for problem in room.refused] == [
            ProblemKind.NOT_A_IMAGE,
            ProblemKind.MISSING,
            ProblemKind.EMPTY,
        ]
        assert len(room.workspace.steps.steps) == 1
        await room.close()

    on_the_loop(run())


def test_too_many_at_once_are_bounded() -> None:
    async def run() -> None:
        room = Room()
        room.image_importer.add("Drop", tuple(ImportItem(str(at), data=png(20)) for at in range(60)))
        await until(lambda: room.refused)
        assert len(room.workspace.draft.images) == 50
        assert room.refused[0].kind is ProblemKind.TOO_MANY_IMAGES
        await room.close()

    on_the_loop(run())


@pytest.mark.logs("importing an image failed")
def test_an_arrival_that_fails_by_our_fault_stops_nothing() -> None:
    async def broken(address: str, known: tuple[str, ...]) -> bytes:
        raise RuntimeError("a bug")

    async def run() -> None:
        room = Room(broken)
        settled: list[bool] = []
        room.image_importer.settled.connect(settled.append)
        room.image_importer.add(
            "Download", (ImportItem("x", address="https://x.example/"), ImportItem("y", data=png()))
        )
        await until(lambda: settled)
        assert settled == [False]
        assert not room.image_importer.is_busy
        assert [problem.kind for problem in room.refused] == [ProblemKind.IMAGE_INTERNAL_ERROR]
        assert len(room.workspace.draft.images) == 1
        await room.close()

    on_the_loop(run())


def test_what_arrives_for_another_desk_is_not_laid_on_this_one() -> None:
    asked, may_come = asyncio.Event(), asyncio.Event()

    async def slow(address: str, known: tuple[str, ...]) -> bytes:
        asked.set()
        await may_come.wait()
        return png()

    async def run() -> None:
        room = Room(slow)
        room.image_importer.add("Download", (ImportItem("x", address="https://x.example/"),))
        await until(asked.is_set)
        room.workspace.open(Draft("other"))
        may_come.set()
        await until(lambda: room.refused)
        assert room.refused[0].kind is ProblemKind.CONVERSATION_CHANGED
        assert room.workspace.draft == Draft("other")
        await room.close()

    on_the_loop(run())


def test_a_folder_is_its_pictures_and_a_word_about_the_rest(tmp_path: Path) -> None:
    for at in (2, 1):
        (tmp_path / f"{at}.png").write_bytes(png(80 + at))
    (tmp_path / "readme.txt").write_text("x")

    async def run() -> None:
        room = Room()
        room.image_importer.add("Drop", (ImportItem("folder", path=tmp_path),))
        await until(lambda: room.refused)
        assert [image.source.name for image in room.workspace.draft.images] == ["1.png", "2.png"]
        assert room.refused == [Problem(ProblemKind.LEFT_OUT_OF_FOLDER, "folder", "1")]
        await room.close()

    on_the_loop(run())


def test_a_file_that_is_too_long_is_told_with_what_else_was_refused(tmp_path: Path) -> None:
    for name in ("a.log", "b.log"):
        (tmp_path / name).write_text("x" * 300_000)
    (tmp_path / "c.txt").write_text("")
    too_long: list[tuple[Path, tuple[Problem, ...]]] = []

    async def run() -> None:
        room = Room()
        room.image_importer.too_long.connect(lambda path, others: too_long.append((path, others)))
        names = ("a.log", "b.log", "c.txt")
        room.image_importer.add("Drop", tuple(ImportItem(name, path=tmp_path / name) for name in names))
        await until(lambda: too_long)
        await room.close()

    on_the_loop(run())
    ((path, others),) = too_long
    assert path == tmp_path / "b.log"
    assert [problem.name for problem in others] == ["a.log", "c.txt"]


def test_text_files_stand_beside_the_question_in_one_step_with_images(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(70))
    (tmp_path / "app.log").write_text("one\ntwo\n")
    (tmp_path / "long.log").write_text("x" * 300_000)
    too_long: list[tuple[Path, tuple[Problem, ...]]] = []

    async def run() -> None:
        room = Room()
        room.image_importer.too_long.connect(lambda path, others: too_long.append((path, others)))
        names = ("a.png", "app.log", "long.log")
        room.image_importer.add("Drop", tuple(ImportItem(name, path=tmp_path / name) for name in names))
        await until(lambda: room.refused)
        draft = room.workspace.draft
        assert ([text.name for text in draft.texts], len(draft.images)) == (["app.log"], 1)
        assert [problem.kind for problem in room.refused] == [ProblemKind.TEXT_TOO_LONG]
        assert too_long == [(tmp_path / "long.log", ())]
        last = ImportItem("long.log, last lines", path=tmp_path / "long.log", part=TextPart.LAST)
        room.image_importer.add("Open", (last,))
        await until(lambda: len(room.workspace.draft.texts) == 2)
        room.image_importer.add("Drop", (ImportItem("app.log", path=tmp_path / "app.log"),))
        await until(lambda: len(room.refused) == 2)
        assert room.refused[1].kind is ProblemKind.NO_ROOM_FOR_TEXT
        room.workspace.undo()
        assert len(room.workspace.draft.texts) == 1
        room.workspace.undo()
        assert room.workspace.draft.is_empty
        await room.close()

    on_the_loop(run())


def test_the_loop_goes_on_while_a_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "app.log").write_text("one\n")
    loop_went_on = threading.Event()

    def read_when_it_went_on(path: Path, name: str, room: int, part: TextPart) -> AttachedText | None:
        assert loop_went_on.wait(timeout=60.0)
        return read_text(path, name, room, part)

    async def run() -> None:
        room = Room(read_text=read_when_it_went_on)
        room.image_importer.add("Drop", (ImportItem("app.log", path=tmp_path / "app.log"),))
        await until(lambda: room.image_importer.is_busy)
        asyncio.get_running_loop().call_later(0.1, loop_went_on.set)
        await until(lambda: room.workspace.draft.texts or room.refused)
        assert [text.text for text in room.workspace.draft.texts] == ["one"]
        await room.close()

    on_the_loop(run())


def test_a_text_that_vanishes_is_said(tmp_path: Path) -> None:
    async def run() -> None:
        room = Room()
        room.image_importer.add("Open", (ImportItem("gone.log", path=tmp_path / "gone.log", part=TextPart.LAST),))
        await until(lambda: room.refused)
        assert [problem.kind for problem in room.refused] == [ProblemKind.MISSING]
        await room.close()

    on_the_loop(run())
