"""The rows of batches in the ledger: as many as a strict server counted in the files it got, however they end."""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.adapters.ledger.batch_ledger import BatchLedger
from desktop.adapters.ledger.ledger_files import LedgerFiles
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.ledger.entries import LedgerEntry, read_ledger
from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.batch_runs import change_parts, new_run, priced_run, states_of, told
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.pictures import number_in, say_number

HALF_USD = (1000 * 2.5 + 50 * 10) / 1e6 / 2


def entries(folder: Path) -> tuple[LedgerEntry, ...]:
    found = read_ledger(LedgerFiles(folder / "ledger").lines())
    assert found.damaged == 0
    return found.entries


def outcomes(folder: Path) -> dict[str, int]:
    return dict(Counter(entry.outcome for entry in entries(folder)))


def raw_lines(folder: Path) -> int:
    return sum(1 for _ in LedgerFiles(folder / "ledger").lines())


def asked(folder: Path, endpoint: BatchEndpoint, count: int = 6) -> None:
    """Asks about so many pictures as a batch. Both lines of each request that the server got stand there once."""

    async def story(desk: Desk) -> None:
        run = await new_run(desk, folder / "p", count)
        await finished(run)
        await run.close()

    with_desk(folder, endpoint, story, ledger=True)
    assert len(entries(folder)) == len(endpoint.uploaded)
    assert raw_lines(folder) == 2 * len(endpoint.uploaded)


@pytest.mark.usefixtures("half_price")
def test_each_row_has_its_lines_before_the_file_leaves_and_after_its_answer(tmp_path: Path) -> None:
    seen = list[int]()

    def look(method: str, path: str) -> int:
        if (method, path) == ("POST", "/v1/files"):
            seen.append(raw_lines(tmp_path))
        return 0

    async def story(desk: Desk) -> None:
        run = await priced_run(desk, tmp_path / "p", 5)
        await finished(run)
        assert states_of(run) == {"answered": 5}
        await run.close()

    with BatchEndpoint(reply=say_number, refuses=look) as endpoint:
        with_desk(tmp_path, endpoint, story, ledger=True)
    found = entries(tmp_path)
    assert (seen, len(found), len(endpoint.uploaded)) == ([5], 5, 5)
    (batch,) = {entry.batch for entry in found}
    assert batch == next(iter(endpoint.batches.values()))["metadata"]["askance"]
    assert {(entry.outcome, entry.input_tokens, len(entry.pictures)) for entry in found} == {("answered", 1000, 1)}
    assert [entry.cost_usd for entry in found] == [pytest.approx(HALF_USD)] * 5
    assert len({entry.pictures[0]["sha256"] for entry in found}) == 5


def test_without_a_ledger_nothing_is_written(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        await finished(run)
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)
    assert not (tmp_path / "ledger").exists()


@pytest.mark.parametrize("names_the_rest", [True, False])
@pytest.mark.parametrize("end", ["expired", "cancelled"])
def test_rows_that_a_batch_ended_without(tmp_path: Path, end: str, names_the_rest: bool) -> None:
    with BatchEndpoint(reply=say_number, ends=end, answers=0.5, names_the_rest=names_the_rest) as endpoint:
        asked(tmp_path, endpoint)
        assert outcomes(tmp_path) == {"answered": 3, end: 3}


@pytest.mark.parametrize(
    ("endpoint", "expected"),
    [
        (BatchEndpoint(fails_with={"code": "invalid_json", "message": "no"}), {"refused": 6}),
        (BatchEndpoint(reply=say_number, missing=2), {"answered": 4, "broken": 2}),
        (BatchEndpoint(reply=lambda body, number: "refuse 400 bad_image"), {"refused": 6}),
        (BatchEndpoint(reply=say_number, most_enqueued=3), {"refused": 6, "answered": 6}),
        (BatchEndpoint(reply=say_number, answers=0.0, ends="expired"), {"expired": 6}),
    ],
    ids=["a batch that fails", "lines that are missing", "rows that are refused", "a full queue", "nothing in time"],
)
def test_ends_of_every_kind(tmp_path: Path, endpoint: BatchEndpoint, expected: dict[str, int]) -> None:
    with endpoint:
        asked(tmp_path, endpoint)
    assert outcomes(tmp_path) == expected


def test_a_status_is_kept(tmp_path: Path) -> None:
    def reply(body: dict[str, Any], number: int) -> str:
        return "refuse 429 busy" if number_in(body) == 1 else say_number(body, number)

    with BatchEndpoint(reply=reply) as endpoint:
        asked(tmp_path, endpoint, 3)
    assert sorted((entry.outcome, entry.status) for entry in entries(tmp_path)) == [
        *[("answered", None)] * 2,
        ("refused", 429),
    ]


@pytest.mark.parametrize(
    ("call", "status", "expected"),
    [
        (("POST", "/v1/files"), 400, {"refused": 3}),
        (("POST", "/v1/batches"), 400, {"refused": 3}),
        (("GET", "/v1/batches"), 500, {}),
    ],
    ids=["the file is refused", "the batch is refused", "nothing was sent yet"],
)
def test_what_is_refused_before_it_is_asked(
    tmp_path: Path, call: tuple[str, str], status: int, expected: dict[str, int]
) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        await finished(run)
        assert states_of(run) == {"planned": 3}
        await run.close()

    with BatchEndpoint(refuses=lambda *called: status if called == call else 0) as endpoint:
        with_desk(tmp_path, endpoint, story, ledger=True)
        assert endpoint.batches == {}
    assert outcomes(tmp_path) == expected


async def ended_with(desk: Desk, folder: Path, expected: dict[str, int]) -> list[ProblemKind]:
    run = await new_run(desk, folder / "p", 3)
    kinds = told(run)
    await finished(run)
    assert states_of(run) == expected
    await run.close()
    return kinds


def test_nothing_leaves_that_cannot_be_entered(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text("a file in the place of the folder")

    async def story(desk: Desk) -> None:
        kinds = await ended_with(desk, tmp_path, {"planned": 3})
        assert kinds[-1] is ProblemKind.LEDGER_NOT_WRITTEN

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story, ledger=True)
        assert (endpoint.uploaded, endpoint.batches) == ([], {})


class FullHalfWay(LedgerFiles):
    """A disk that is full once, between two lines."""

    is_full = True

    def add_all(self, lines: Iterable[dict[str, Any]]) -> None:
        if not self.is_full:
            super().add_all(lines)
            return
        self.is_full = False
        super().add_all([next(iter(lines))])
        raise StorageError(Problem(ProblemKind.LEDGER_NOT_WRITTEN))


def test_rows_that_were_entered_before_the_disk_was_full_have_an_end(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        change_parts(desk, ledger=BatchLedger(FullHalfWay(tmp_path / "ledger"), desk.in_thread))
        run = await new_run(desk, tmp_path / "p", 3)
        await finished(run)
        assert (states_of(run), outcomes(tmp_path)) == ({"planned": 3}, {"unknown": 1})
        await finished(run)
        assert states_of(run) == {"answered": 3}
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story, ledger=True)
    assert outcomes(tmp_path) == {"stopped": 1, "answered": 3}


class FullLater(LedgerFiles):
    """A disk that is full after the first lines."""

    def add_all(self, lines: Iterable[dict[str, Any]]) -> None:
        if self.paths():
            raise StorageError(Problem(ProblemKind.LEDGER_NOT_WRITTEN))
        super().add_all(lines)


@pytest.mark.logs("the ends of a batch are not in the ledger")
def test_answers_are_kept_though_their_ends_cannot_be_entered(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        change_parts(desk, ledger=BatchLedger(FullLater(tmp_path / "ledger"), desk.in_thread))
        await ended_with(desk, tmp_path, {"answered": 3})

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story, ledger=True)
    assert outcomes(tmp_path) == {"unknown": 3}


def switched_on_at(call: tuple[str, str], status: int = 0) -> Callable[[Path, BatchEndpoint], Callable[[Desk], Any]]:
    """Returns a story in which the ledger is switched on while the server has a call, which it may refuse once."""

    def of(folder: Path, endpoint: BatchEndpoint) -> Callable[[Desk], Awaitable[None]]:
        async def story(desk: Desk) -> None:
            def refuses(method: str, path: str) -> int:
                if (method, path) != call or desk.settings.ledger:
                    return 0
                desk.settings = replace(desk.settings, ledger=True)
                return status

            endpoint.refuses = refuses
            await ended_with(desk, folder, {"answered": 3})

        return story

    return of


@pytest.mark.parametrize(
    "switched_on",
    [
        pytest.param(switched_on_at(("GET", "/v1/batches")), id="before the upload"),
        pytest.param(switched_on_at(("POST", "/v1/files")), id="during the upload"),
        pytest.param(switched_on_at(("POST", "/v1/batches"), 500), id="after creating it failed"),
    ],
)
def test_no_batch_is_created_without_its_lines_once_the_ledger_is_kept(
    tmp_path: Path, switched_on: Callable[[Path, BatchEndpoint], Callable[[Desk], Awaitable[None]]]
) -> None:
    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, switched_on(tmp_path, endpoint))
        assert (len(endpoint.batches), len(endpoint.bodies), endpoint.files) == (1, 3, {})
    assert outcomes(tmp_path) == {"answered": 3}


def test_a_batch_that_has_left_keeps_its_lines_though_the_ledger_is_switched_off(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        endpoint.created = lambda: setattr(desk, "settings", replace(desk.settings, ledger=False))
        await ended_with(desk, tmp_path, {"answered": 3})

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story, ledger=True)
    assert outcomes(tmp_path) == {"answered": 3}


def test_another_process_takes_the_answers_and_enters_their_ends(tmp_path: Path) -> None:
    names = list[str]()

    async def first(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 4)
        names.append(run.run.id)
        endpoint.created = lambda: None
        run.start()
        while not any(call.startswith("GET /v1/batches/") for call in endpoint.calls):
            await desk.in_thread(lambda: None)
        await run.close()

    async def second(desk: Desk) -> None:
        endpoint.polls = 0
        run = await desk.runs.open(names[0])
        await finished(run)
        assert states_of(run) == {"answered": 4}
        await run.close()

    with BatchEndpoint(reply=say_number, polls=10**6) as endpoint:
        with_desk(tmp_path, endpoint, first, ledger=True)
        assert outcomes(tmp_path) == {"unknown": 4}
        with_desk(tmp_path, endpoint, second)  # in which no ledger is kept any more
    assert outcomes(tmp_path) == {"answered": 4}
    assert raw_lines(tmp_path) == 8
