"""Results as no service should send them: foreign lines by the thousand, lines without end, refusals alone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.batch_runs import new_run, states_of
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.pictures import number_in, say_number

FOREIGN = (
    json.dumps({"custom_id": "x" * 40, "response": {"status_code": 200, "body": {"choices": []}}}).encode() + b"\n"
)


def changing(endpoint: BatchEndpoint, change: Callable[[bytes], bytes]) -> Callable[[str, str], int]:
    """Changes the result files of an endpoint once, before the first is fetched."""
    changed = set[str]()

    def before(method: str, path: str) -> int:
        name = path.split("/")[-2] if path.endswith("/content") else ""
        if name in endpoint.files and name not in changed:
            changed.add(name)
            endpoint.files[name].data = change(endpoint.files[name].data)
        return 0

    return before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: FOREIGN * 20_000 + data, id="thousands of foreign lines"),
        pytest.param(lambda data: b'{"custom_id": "q", "x": "' + b"z" * 8_000_000 + b'"}\n' + data, id="a long line"),
        pytest.param(lambda data: b"\xff\xfe not JSON\n\n[]\nnull\n7\n" + data * 3, id="no lines, and all thrice"),
        pytest.param(lambda data: data.rstrip(b"\n"), id="no end of the last line"),
        pytest.param(lambda data: data.replace(b"\n", b"\r\n"), id="ends of lines of Windows"),
    ],
)
def test_what_is_not_ours_is_passed_over(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 4)
        endpoint.refuses = changing(endpoint, change)
        await finished(run)
        assert states_of(run) == {"answered": 4}
        assert [cell.values["total"] for cell in run.cells()] == [0, 1, 2, 3]
        assert (endpoint.files, len(endpoint.batches)) == ({}, 1)
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_batch_with_a_file_of_errors_alone_says_row_by_row_what_was_refused(tmp_path: Path) -> None:
    def refuse(body: dict[str, Any], number: int) -> str:
        return f"refuse 400 {'image_parse_error' if number_in(body) else 'invalid_image'}"

    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        await finished(run)
        assert states_of(run) == {"refused": 3}
        assert (endpoint.files, run.totals.unsure_usd) == ({}, 0)
        await run.close()

    with BatchEndpoint(reply=refuse) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_three_of_a_hundred_results_that_are_missing_are_asked_again_only_on_a_word(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 100)
        await finished(run)
        assert states_of(run) == {"answered": 97, "not confirmed": 3}
        assert all(cell.values["total"] == cell.row for cell in run.cells() if cell.values)
        await finished(run)
        assert len(endpoint.bodies) == 100
        endpoint.missing = 0
        run.ask_again(tuple(cell.id for cell in run.cells() if not cell.values))
        await finished(run)
        assert states_of(run) == {"answered": 100}
        assert len(endpoint.bodies) == 103
        await run.close()

    with BatchEndpoint(reply=say_number, missing=3) as endpoint:
        with_desk(tmp_path, endpoint, story)
