"""Files as rows: each broken one says what it is, whatever it is called, and a folder may change meanwhile."""

from pathlib import Path

import pytest

from desktop.core.errors import ImageRejectedError, ProblemKind
from desktop.core.many.cell import CellState
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import numbered_pictures, say_number


def test_every_broken_file_is_a_row_that_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    folder = numbered_pictures(tmp_path / "p", 4)
    whole = (folder / "receipt-0001.png").read_bytes()
    broken = {
        "empty.png": (b"", ProblemKind.EMPTY),
        "words.jpg": (b"these are words, no picture", ProblemKind.NOT_A_IMAGE),
        "packed\n2.png": (b"PK\x03\x04" + bytes(60), ProblemKind.NOT_A_IMAGE),
        "cut\toff.png": (whole[:60], ProblemKind.TRUNCATED),
    }
    for name, (data, _) in broken.items():
        (folder / name).write_bytes(data)
    (folder / "twice.png").write_bytes(whole)
    (folder / "notes.txt").write_text("left out: it does not claim to be a picture")

    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [folder])
        assert len(run.run.rows) == 4 + len(broken) + 1
        assert all(row.name.isprintable() for row in run.run.rows)
        await finished(run)
        problems = {
            Path(row.path).name: (row.problem or run.cell(row.number).problem)
            for row in run.run.rows
            if row.same_as is None
        }
        found = {name: problem.kind for name, problem in problems.items() if problem is not None}
        assert found == {name: kind for name, (_, kind) in broken.items()}
        assert (run.totals.answered, endpoint.received) == (4, 4)
        await run.close()

    with LimitedEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_folder_that_changes_after_it_was_listed_is_asked_about_as_it_was(tmp_path: Path) -> None:
    folder = numbered_pictures(tmp_path / "p", 6)

    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [folder])
        (folder / "receipt-0001.png").unlink()
        (folder / "receipt-0002.png").write_bytes((folder / "receipt-0003.png").read_bytes())
        (folder / "receipt-0004.png").unlink()
        (folder / "receipt-0004.png").mkdir()
        (folder / "new.png").write_bytes((folder / "receipt-0000.png").read_bytes())
        await finished(run)
        kinds = [cell.problem.kind if cell.problem else None for cell in run.cells()]
        gone, changed, folder_now = ProblemKind.MISSING, ProblemKind.IMAGE_CHANGED, ProblemKind.DIRECTORY
        assert kinds == [None, gone, changed, None, folder_now, None]
        assert [cell.state for cell in run.cells()].count(CellState.ANSWERED) == endpoint.received == 3
        await run.close()

    with LimitedEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_folder_of_broken_files_alone_says_what_the_first_one_is(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "a.png").touch()

    async def story(desk: Desk) -> None:
        with pytest.raises(ImageRejectedError) as refused:
            await desk.runs.create(desk.plan(), [tmp_path / "p"])
        assert refused.value.problem.kind is ProblemKind.EMPTY

    with LimitedEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story)
