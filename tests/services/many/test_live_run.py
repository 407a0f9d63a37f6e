"""Runs in this process: what is found holds rows back, decisions by kind, pausing, sampling, a disk that fills."""

import asyncio
import base64
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.core.errors import DISK_FULL, Problem, ProblemKind, StorageError
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.field import Field, FieldType
from desktop.core.many.run import Area, RunEdits
from desktop.core.settings.settings import Settings
from desktop.services.asking.answering.retry_rule import RetryRule
from desktop.services.many import row_asker
from desktop.services.many.run_control import RunControl, Runs, RunState
from desktop.services.many.runs import PictureRuns
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import numbered_pictures, say_number
from tests.services.qt_loop import until

TOTAL = (Field("total", FieldType.NUMBER),)
MAIL = "e-mail address"


class _FillingStore:
    """A store on a disk that becomes full."""

    def __init__(self, store: Any, folder: "_FillingFolder") -> None:
        self._store, self._folder = store, folder

    def save(self, cells: list[Cell]) -> None:
        self._folder.writes -= 1
        if self._folder.writes < 0 and self._folder.is_full:
            raise StorageError(Problem(ProblemKind.STORE_FULL))
        self._store.save(cells)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class _FillingFolder(RunFolder):
    """A folder on a disk that is full after so many writings, while `is_full`."""

    def __init__(self, folder: Path, writes: int) -> None:
        super().__init__(folder)
        self.writes, self.is_full = writes, True

    def create(self, run: Any) -> Any:
        return _FillingStore(super().create(run), self)


def test_the_service_fulfils_its_interface(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        runs: Runs = desk.runs
        opened: RunControl = await runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 1)])
        assert opened.state is RunState.IDLE
        await opened.close()
        assert [run.id for run in await runs.kept()] == [opened.run.id]
        await runs.delete(opened.run.id)
        assert await runs.kept() == ()

    with LimitedEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_what_is_found_holds_rows_back_until_it_is_decided_by_kind(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(fields=TOTAL), [numbered_pictures(tmp_path / "p", 5)])
        await finished(run)
        assert endpoint.received == 0
        assert [(kind.name, kind.rows, kind.may_allow) for kind in run.waiting] == [(MAIL, (0, 1, 2, 3, 4), True)]
        await run.decide(RunEdits(covered_kinds=frozenset({MAIL})))
        await finished(run)
        assert (run.totals.answered, run.waiting) == (5, ())
        image = (await run.would_send(2)).images[0].encoded.image()
        assert image.getpixel((10, 8)) == (0, 0, 0)  # what was found is covered in what is sent
        await run.close()

    with LimitedEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story, "anna@example.org")


def test_a_kind_is_covered_although_nothing_is_looked_through_otherwise(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        edits = RunEdits(covered_kinds=frozenset({MAIL}))
        run = await desk.runs.create(desk.plan(fields=TOTAL, edits=edits), [numbered_pictures(tmp_path / "p", 1)])
        image = (await run.would_send(0)).images[0].encoded.image()
        assert image.getpixel((10, 8)) == (0, 0, 0)
        await run.close()

    with LimitedEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story, "anna@example.org", private_text="off")


def _is_black(body: dict[str, Any]) -> bool:
    """Returns True if the image of a request is black all over."""
    (part,) = [part for part in body["messages"][-1]["content"] if "image_url" in part]
    data = base64.b64decode(part["image_url"]["url"].partition(",")[2])
    return Image.open(io.BytesIO(data)).convert("L").getextrema() == (0, 0)


def test_a_cover_that_is_decided_meanwhile_is_in_every_request_after_it(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 8)])
        run.start()
        await until(lambda: endpoint.received >= 4)  # the others are prepared, and wait for their turn
        await run.decide(RunEdits(covers=(Area(0.0, 0.0, 1.0, 1.0),)))
        await until(lambda: run.totals.answered == 8 and run.state is RunState.FINISHED)
        assert [_is_black(body) for body in endpoint.bodies] == [False] * 4 + [True] * 4
        await run.close()

    with LimitedEndpoint(delay_s=0.5, keeps_bodies=True) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_kind_may_be_allowed_where_nobody_insists(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 2)])
        await finished(run)
        await run.decide(RunEdits(allowed_kinds=frozenset({MAIL})))
        await finished(run)
        assert run.totals.answered == 2
        await run.close()

    with LimitedEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story, "anna@example.org")


def test_insisting_holds_rows_back_and_never_the_run(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(
            desk.plan(edits=RunEdits(allowed_kinds=frozenset({MAIL}))), [numbered_pictures(tmp_path / "p", 3)]
        )
        await finished(run)
        assert (run.totals.held_back, run.state, endpoint.received) == (3, RunState.FINISHED, 0)
        assert not run.waiting[0].may_allow
        await run.decide(RunEdits((Area(0, 0, 1, 0.5),)))  # a cover by place, on all
        await finished(run)
        assert run.totals.answered == 3
        await run.close()

    with LimitedEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story, "anna@example.org", private_text="insist")


def test_a_sample_measures_and_the_rest_follows(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(fields=TOTAL), [numbered_pictures(tmp_path / "p", 12)])
        sample = await run.sample()
        assert sample is not None
        assert (sample.asked, sample.rows_left, endpoint.received) == (5, 7, 5)
        assert (sample.tokens.least, sample.tokens.most) == (1050, 1050)
        await finished(run)
        assert (run.totals.answered, run.state) == (12, RunState.FINISHED)
        assert [str(cell.values["total"]) for cell in run.cells()] == [str(at) for at in range(12)]
        await run.close()

    with LimitedEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_pause_waits_for_what_is_on_its_way_and_nothing_is_asked_twice(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 30)])
        some = asyncio.Event()
        run.listen(lambda update: some.set() if update.totals.answered >= 3 else None)
        run.start()
        await some.wait()
        await run.pause()
        totals = run.totals
        assert (totals.claimed, totals.answered) == (0, endpoint.received)
        assert totals.planned == 30 - totals.answered
        await finished(run)
        assert (run.totals.answered, endpoint.received) == (30, 30)
        await run.close()

    with LimitedEndpoint(delay_s=0.05) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_cell_is_asked_again_of_another_model_and_edited(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 2)])
        await finished(run)
        run.ask_again(((1, "other"),))
        await finished(run)
        await run.edit((0, "m"), "answer", "mine")
        assert run.run.models == ("m", "other")
        assert run.cell(1, "other").state is CellState.ANSWERED
        await run.close()
        again = await desk.runs.open(run.run.id)
        assert again.run.models == ("m", "other")
        assert (again.cell(0).values["answer"], again.cell(0).edited) == ("mine", frozenset({"answer"}))
        assert again.cell(1, "other").state is CellState.ANSWERED
        await again.close()

    with LimitedEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_what_a_policy_locks_is_not_taken_from_the_plan(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 1)])
        desk.settings, desk.locked = replace(desk.settings, model="theirs"), frozenset({"model"})
        assert (await run.would_send(0)).request.model == "theirs"
        await run.close()

    with LimitedEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_key_that_cannot_be_had_pauses_the_run_and_says_why(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        async def no_key(settings: Settings) -> str | None:
            raise StorageError(Problem(ProblemKind.CREDENTIAL_HELPER))

        desk.runs = PictureRuns(desk.listing, desk.stores, replace(desk.parts, key=no_key))
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 2)])
        problems = list[Problem | None]()
        run.listen(lambda update: problems.append(update.stopped_by))
        await finished(run)
        assert (run.state, run.totals.planned) == (RunState.PAUSED, 2)
        assert problems[-1] is not None
        assert problems[-1].kind is ProblemKind.CREDENTIAL_HELPER
        await run.close()

    with LimitedEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_run_without_history_lives_in_memory(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 2)])
        await finished(run)
        assert (run.run.is_kept, run.totals.answered) == (False, 2)
        await run.close()
        assert not (tmp_path / "runs").exists()

    with LimitedEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story, keep_history=False)


def test_refusals_for_going_too_fast_are_waited_out(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 12)])
        await finished(run)
        assert run.totals.answered == 12
        await run.close()

    statuses = iter((429, 200, 429))
    with LimitedEndpoint(tells=False, status=lambda number: next(statuses, 200)) as endpoint:
        with_desk(tmp_path, endpoint, story)
        assert (endpoint.received, endpoint.answered) == (14, 12)


def test_a_row_is_refused_for_going_too_fast_as_often_as_others_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bad luck of one row is no sign that all would be refused."""
    monkeypatch.setattr(row_asker, "ROW_RETRIES", RetryRule(max_attempts=3))

    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 12)])
        await finished(run)
        assert (run.totals.answered, run.totals.planned) == (12, 0)
        await run.close()

    with LimitedEndpoint(rate=(600, 0), first=0.005, tells=False) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_disk_that_fills_pauses_the_run_and_loses_no_answer(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        desk.runs = PictureRuns(desk.listing, stores, desk.parts)
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 10)])
        stopped: list[Problem | None] = []
        run.listen(lambda update: stopped.append(update.stopped_by))
        await finished(run)
        assert stopped[-1] == Problem(ProblemKind.RUN_NOT_WRITTEN, code=DISK_FULL)
        assert run.totals.answered == endpoint.received < 10  # what was paid is here, though not on the disk
        stores.is_full = False
        await finished(run)
        assert (run.totals.answered, endpoint.received) == (10, 10)
        await run.close()
        again = await desk.runs.open(run.run.id)
        assert again.totals.answered == 10
        await again.close()

    stores = _FillingFolder(tmp_path / "runs", writes=5)
    with LimitedEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_each_page_of_a_document_is_a_row(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        pages = [Image.new("RGB", (60, 80), (0, number, 9)) for number in range(3)]
        pages[0].save(tmp_path / "three.pdf", save_all=True, append_images=pages[1:])
        (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")
        run = await desk.runs.create(
            desk.plan(), [tmp_path / "three.pdf", tmp_path / "broken.pdf", tmp_path / "gone.png"]
        )
        assert [(row.name, row.page, row.pages) for row in run.run.rows[:3]] == [
            ("three.pdf", at, 3) for at in range(3)
        ]
        assert [row.problem is not None for row in run.run.rows] == [False, False, False, True, True]
        await finished(run)
        assert (run.totals.answered, run.totals.failed, endpoint.received) == (3, 2, 3)
        await run.close()

    with LimitedEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story)


@pytest.mark.parametrize("status", [400, 413, 415])
def test_ten_refusals_for_one_reason_pause_the_run(tmp_path: Path, status: int) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", 40)])
        await finished(run)
        assert run.state is RunState.PAUSED
        assert 10 <= run.totals.refused < 30
        await run.close()

    with LimitedEndpoint(status=lambda _: status) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_pictures_are_added_to_a_run_and_asked_once(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        folder = numbered_pictures(tmp_path / "p", 3)
        run = await desk.runs.create(desk.plan(fields=TOTAL), [folder])
        await finished(run)
        (folder / "receipt-9000.png").write_bytes((folder / "receipt-0001.png").read_bytes())  # the same picture
        numbered_pictures(folder, 5)
        assert await run.add([folder]) == 3  # those that are in it already are not there twice
        await finished(run)
        assert endpoint.received == 5
        assert [cell.values["total"] for cell in run.cells()] == [0, 1, 2, 3, 4]
        assert run.cell(5).row == 1
        await run.close()
        again = await desk.runs.open(run.run.id)
        assert [row.same_as for row in again.run.rows] == [None, None, None, None, None, 1]
        assert again.totals.answered == 5
        await again.close()

    with LimitedEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_an_endpoint_that_is_always_overloaded_pauses_the_run_and_resuming_asks_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_asker, "ROW_RETRIES", RetryRule(max_attempts=2))

    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(fields=TOTAL), [numbered_pictures(tmp_path / "p", 3)])
        kinds: list[ProblemKind] = []
        run.listen(lambda update: kinds.append(update.stopped_by.kind) if update.stopped_by else None)
        await finished(run)
        assert kinds[-1] is ProblemKind.RUN_OVERLOADED
        assert [cell.state for cell in run.cells()] == [CellState.PLANNED] * 3  # no row is given up
        tried = endpoint.received
        assert tried <= 6
        await finished(run)
        assert endpoint.received >= tried + 2  # it is not given up at the first refusal
        endpoint.status = lambda _: 200
        await finished(run)
        assert run.totals.answered == 3
        await run.close()

    with LimitedEndpoint(reply=say_number, status=lambda _: 529) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_quota_that_is_used_up_pauses_the_run_and_no_row_is_lost_or_paid_twice(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(fields=TOTAL), [numbered_pictures(tmp_path / "p", 8)])
        kinds: list[ProblemKind] = []
        run.listen(lambda update: kinds.append(update.stopped_by.kind) if update.stopped_by else None)
        await finished(run)
        assert (kinds[-1], run.totals.answered, run.totals.planned) == (ProblemKind.QUOTA, 3, 5)
        assert endpoint.received - endpoint.answered <= 8  # those that were on their way, once each
        endpoint.status = lambda _: 200
        await finished(run)
        assert (run.totals.answered, endpoint.answered) == (8, 8)
        await run.close()

    used_up = {"message": "You exceeded your current quota", "type": "insufficient_quota", "code": "insufficient_quota"}
    refusing = LimitedEndpoint(reply=say_number, status=lambda number: 429 if number >= 3 else 200, error=used_up)
    with refusing as endpoint:
        with_desk(tmp_path, endpoint, story)
