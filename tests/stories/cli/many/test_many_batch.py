"""`askance many --batch` through the real program: killed at the worst moments, and gone on with."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

import pytest

from desktop import paths
from desktop.composition.ledger import ledger_files
from desktop.core.ledger.entries import read_ledger
from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.pictures import (
    numbered_pictures,
    rows_of,
    run_id,
    run_many,
    say_number,
    start_many,
    states,
    write_settings,
)


@pytest.fixture(autouse=True)
def settings() -> None:
    write_settings()


def asked(pictures: Path, endpoint: BatchEndpoint) -> tuple[str | Path, ...]:
    """Returns the arguments of a run as a batch."""
    return pictures, "--ask", "Read it.", "--field", "total:number", "--endpoint", endpoint.url, "--batch"


def test_a_batch_fills_the_table_and_says_that_nothing_lies_there_any_more(tmp_path: Path) -> None:
    pictures, out = numbered_pictures(tmp_path / "pictures", 6), tmp_path / "table.json"
    with BatchEndpoint(reply=say_number) as endpoint:
        ended = run_many(*asked(pictures, endpoint), "--out", out)
        assert ended.returncode == 0, ended.stderr
        assert (endpoint.files, endpoint.faults) == ({}, [])
    assert "The files of the batch were deleted at 127.0.0.1" in ended.stderr
    assert [row["values"]["total"] for row in rows_of(out)] == list(range(6))
    assert len(ended.stdout.splitlines()) == 6


def test_no_batch_is_sent_that_cannot_be_entered_into_the_ledger_and_a_sentence_says_so(tmp_path: Path) -> None:
    write_settings(ledger=True)
    paths.folders().ledger.parent.mkdir(parents=True, exist_ok=True)
    paths.folders().ledger.write_text("a file in the place of the folder")
    with BatchEndpoint(reply=say_number) as endpoint:
        ended = run_many(*asked(numbered_pictures(tmp_path / "pictures", 2), endpoint))
        assert endpoint.uploaded == []
    assert ended.returncode == 7
    assert "Not sent: every request is entered into the ledger first" in ended.stderr


def kill_at(moment: Callable[[BatchEndpoint, "Popen[str]"], None], tmp_path: Path) -> tuple[str, BatchEndpoint]:
    """Starts a run, lets `moment` set up its death, and returns its id and the endpoint as it is then."""
    pictures = numbered_pictures(tmp_path / "pictures", 5)
    endpoint = BatchEndpoint(reply=say_number)
    with endpoint:
        first = start_many(*asked(pictures, endpoint))
        moment(endpoint, first)
        assert first.stderr is not None
        name = run_id(first.stderr.readline())
        first.communicate(timeout=120)
        endpoint.created, endpoint.refuses = lambda: None, lambda method, path: 0
        out = tmp_path / "table.json"
        again = run_many("--resume", name, "--out", out)
        assert again.returncode == 0, again.stderr
        assert [row["values"]["total"] for row in rows_of(out)] == list(range(5))
        assert states(rows_of(out)) == {"answered": 5}
    return name, endpoint


def kill_when_created(endpoint: BatchEndpoint, process: "Popen[str]") -> None:
    endpoint.created = process.kill


def kill_on(called: tuple[str, str]) -> Callable[[BatchEndpoint, "Popen[str]"], None]:
    """Returns a moment: the call that is not answered any more, though it was carried out."""

    def moment(endpoint: BatchEndpoint, process: "Popen[str]") -> None:
        def refuses(method: str, path: str) -> int:
            if (method, path.partition("/content")[0].rpartition("/")[0]) == called or (method, path) == called:
                process.kill()
            return 0

        endpoint.refuses = refuses

    return moment


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(kill_when_created, id="between creating and its note"),
        pytest.param(kill_on(("POST", "/v1/files")), id="during the upload"),
        pytest.param(kill_on(("GET", "/v1/batches")), id="before the upload or while waiting"),
        pytest.param(kill_on(("DELETE", "/v1/files")), id="while deleting"),
    ],
)
def test_a_kill_at_any_moment_creates_no_second_batch(
    moment: Callable[[BatchEndpoint, "Popen[str]"], None], tmp_path: Path
) -> None:
    write_settings(ledger=True)
    _, endpoint = kill_at(moment, tmp_path)
    assert len(endpoint.batches) == 1
    assert len(endpoint.bodies) == 5
    assert endpoint.files == {}  # the file of a killed upload is gone, too
    entries = read_ledger(ledger_files().lines()).entries
    assert len(entries) == len(endpoint.uploaded)
    assert [entry.outcome for entry in entries if entry.outcome != "stopped"] == ["answered"] * 5


def test_a_dry_run_tells_a_day_and_sends_nothing(tmp_path: Path) -> None:
    pictures = numbered_pictures(tmp_path / "pictures", 3)
    with BatchEndpoint() as endpoint:
        ended = run_many(*asked(pictures, endpoint), "--dry-run")
        assert endpoint.calls == []
    assert json.loads(ended.stdout)["seconds"] == 86_400


def test_a_run_that_is_not_saved_is_no_batch(tmp_path: Path) -> None:
    pictures = numbered_pictures(tmp_path / "pictures", 2)
    with BatchEndpoint() as endpoint:
        ended = run_many(*asked(pictures, endpoint), "--no-history")
        assert endpoint.calls == []
    assert ended.returncode != 0
    assert "A batch needs a saved run" in ended.stderr
