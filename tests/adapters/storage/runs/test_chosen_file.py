"""Runs in files that the user has chosen: theirs alone, whole by themselves, and nothing of a stranger's is touched."""

import contextlib
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from desktop.adapters.storage.runs import chosen_file
from desktop.adapters.storage.runs.chosen_file import check_free
from desktop.adapters.storage.runs.job_marks import JobMarks
from desktop.adapters.storage.runs.run_file import RunFile
from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.core.errors import ProblemKind, StorageError
from desktop.core.ids import new_id
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunEdits, RunPlan

EDITS = RunEdits(covered_kinds=frozenset({"e-mail address"}), allowed_kinds=frozenset({"name"}))
PLAN = RunPlan("Receipts", "Read it.", "https://api.example/v1", "m", "auto", edits=EDITS)
ROWS = tuple(Row(at, f"/x/{at}.png", f"{at}.png", f"{at:064}") for at in range(4))


def marks_of(folder: Path) -> JobMarks:
    """Returns the marks of the computer whose files are in a folder."""
    return JobMarks(folder.parent / f"{folder.name} data")


def create_chosen(run: PictureRun) -> RunFile:
    return chosen_file.create_chosen(run, marks_of(Path(run.file).parent))


def open_chosen(path: Path) -> RunFile:
    return chosen_file.open_chosen(path, marks_of(path.parent))


def new_run(file: Path) -> PictureRun:
    return PictureRun(new_id(), 12.5, PLAN, ROWS, ("m",), True, str(file))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a run that was claimed in part."""
    path = tmp_path / "receipts.askance-run"
    with contextlib.closing(create_chosen(new_run(path))) as store:
        store.save([Cell(0, "m", CellState.ANSWERED), Cell(1, "m", CellState.CLAIMED)])
    return path


def refusal(path: Path) -> ProblemKind:
    """Returns why a file is not opened as a run; it is as it was before."""

    def now() -> tuple[object, ...]:
        return path.read_bytes() if path.is_file() else b"", sorted(os.listdir(path.parent))

    before = now()
    with pytest.raises(StorageError) as refused:
        open_chosen(path)
    assert before == now()
    return refused.value.problem.kind


def test_it_is_there_again_with_claims_that_nobody_owns_not_confirmed(file: Path) -> None:
    with contextlib.closing(open_chosen(file)) as store:
        run = store.run()
        assert (run.file, run.is_kept, run.rows) == (str(file), True, ROWS)
        assert [cell.state for cell in store.cells()] == [CellState.ANSWERED, CellState.NOT_CONFIRMED]
    assert os.listdir(file.parent) == [file.name]


def test_what_was_let_go_in_it_is_not_believed_and_what_is_covered_stays(file: Path) -> None:
    with contextlib.closing(open_chosen(file)) as store:
        assert store.run().plan.edits == replace(EDITS, allowed_kinds=frozenset())


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
def test_nobody_else_may_read_it_nor_what_lies_beside_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with contextlib.closing(create_chosen(new_run(tmp_path / "a"))) as store:
            store.save([Cell(0, "m", CellState.CLAIMED)])
            assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    finally:
        os.umask(before)
    (tmp_path / "a").chmod(0o664)
    open_chosen(tmp_path / "a").close()
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o600


def test_a_copy_of_the_file_alone_has_every_claim_while_the_run_is_open(tmp_path: Path) -> None:
    path = tmp_path / "a"
    with contextlib.closing(create_chosen(new_run(path))) as store:
        store.save([Cell(at, "m", CellState.CLAIMED) for at in range(3)])
        shutil.copyfile(path, tmp_path / "b")
    with contextlib.closing(open_chosen(tmp_path / "b")) as store:
        assert [cell.state for cell in store.cells()] == [CellState.NOT_CONFIRMED] * 3


@pytest.mark.parametrize("what", ["text", "link", "folder", "dangling"])
def test_what_is_there_already_is_never_replaced(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a"
    if what == "text":
        path.write_text("mine")
    elif what == "folder":
        path.mkdir()
    else:
        (tmp_path / "target").write_text("mine")
        path.symlink_to(tmp_path / ("target" if what == "link" else "nowhere"))
    for refused_by in (lambda: check_free(path), lambda: create_chosen(new_run(path))):
        with pytest.raises(StorageError) as refused:
            refused_by()
        assert refused.value.problem.kind is ProblemKind.RUN_FILE_EXISTS
    if what == "text":
        assert path.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_place_where_nothing_can_be_says_so_and_has_nothing_left_in_it(tmp_path: Path) -> None:
    for path in (tmp_path / "gone" / "a", Path("/proc/a"), tmp_path / ("n" * 300)):
        with pytest.raises(StorageError) as refused:
            create_chosen(new_run(path))
        assert refused.value.problem.kind is ProblemKind.NOT_WRITTEN
    assert os.listdir(tmp_path) == []


def test_a_strangers_file_stays_as_it_is(tmp_path: Path) -> None:
    text, other, pipe = tmp_path / "text", tmp_path / "other.sqlite", tmp_path / "pipe"
    text.write_text("x" * 500)
    database = apsw.Connection(str(other))
    database.execute("CREATE TABLE run (id TEXT)")
    database.close()
    other.chmod(0o644)
    assert [refusal(text), refusal(other)] == [ProblemKind.NOT_A_RUN] * 2
    assert stat.S_IMODE(other.stat().st_mode) == 0o644
    (tmp_path / "empty").touch()
    assert refusal(tmp_path / "empty") is ProblemKind.NOT_A_RUN
    assert refusal(tmp_path / "gone") is ProblemKind.NO_SUCH_RUN
    if os.name == "posix":
        os.mkfifo(pipe)
        assert refusal(pipe) is ProblemKind.NOT_A_RUN
        assert refusal(Path("/dev/zero")) is ProblemKind.NOT_A_RUN


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON cells BEGIN DELETE FROM rows; END",
        "CREATE VIEW v AS SELECT 1",
        "CREATE TABLE more (x)",
        "DROP TABLE batch_rows",
        "ALTER TABLE cells ADD COLUMN more TEXT",
        "UPDATE rows SET same_as = 3 WHERE number = 0",
        "UPDATE rows SET number = 9 WHERE number = 3",
        "UPDATE run SET plan = '[]'",
        "UPDATE cells SET about = '{\"values\": 3}'",
        "UPDATE cells SET cost_usd = 9e999",
        "DELETE FROM run",
        "UPDATE cells SET cost_usd = -1 WHERE row = 0",
        "UPDATE cells SET expected_usd = -1 WHERE row = 0",
        "UPDATE cells SET requests = 'many' WHERE row = 0",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = 1",
        "INSERT INTO batches VALUES (1, 'x', 'm', 'working', '{}')",
    ],
)
def test_a_run_that_no_version_writes_is_refused_and_stays_as_it_is(file: Path, statement: str) -> None:
    database = apsw.Connection(str(file))
    database.execute(statement)
    database.close()
    assert refusal(file) is ProblemKind.NOT_A_RUN
    with contextlib.closing(apsw.Connection(str(file))) as database:
        states = [state for (state,) in database.execute("SELECT state FROM cells ORDER BY row")]
    assert states == ["answered", "claimed"]


def test_a_damaged_one_is_refused(file: Path) -> None:
    data = file.read_bytes()
    for damaged in (data[: len(data) // 2], data[:200] + bytes(len(data) - 200)):
        file.write_bytes(damaged)
        with pytest.raises(StorageError) as refused:
            open_chosen(file)
        assert refused.value.problem.kind is ProblemKind.NOT_A_RUN


def test_one_of_a_newer_version_says_so(file: Path) -> None:
    database = apsw.Connection(str(file))
    database.execute("PRAGMA user_version = 99")
    database.close()
    assert refusal(file) is ProblemKind.STORE_NEWER


def test_two_cannot_have_it_open_by_whatever_name(file: Path) -> None:
    link = file.with_name("link")
    link.symlink_to(file)
    with contextlib.closing(open_chosen(file)):
        for name in (file, link):
            with pytest.raises(StorageError) as refused:
                open_chosen(name)
            assert refused.value.problem.kind is ProblemKind.RUN_IN_USE
    open_chosen(link).close()


def test_a_run_of_the_history_can_be_opened_by_its_file_and_goes_on_there(tmp_path: Path) -> None:
    run = replace(new_run(Path("x")), file="")
    folder = RunFolder(tmp_path / "runs")
    folder.create(run).close()
    path = tmp_path / "runs" / f"{run.id}.sqlite"
    with contextlib.closing(folder.open_file(path)) as store:
        store.save([Cell(2, "m", CellState.ANSWERED)])
    with contextlib.closing(RunFile.open(path)) as store:
        assert [cell.row for cell in store.cells()] == [2]
