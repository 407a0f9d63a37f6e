"""A copy of a run's file: what was asked from another one is not asked again in silence."""

import contextlib
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.adapters.storage.runs.asked_cells import AskedCells
from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.ids import new_id
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.row import Row
from desktop.core.many.run import OF_A_COPY, PictureRun, RunPlan
from desktop.messages.problems import message_for

PLAN = RunPlan("Receipts", "Read it.", "https://api.example/v1", "m", "auto")
ROWS = (
    *(Row(at, f"/x/{at}.png", f"{at}.png", f"{at:064}") for at in range(4)),
    Row(4, "/x/4.png", "4", f"{0:064}", same_as=0),
)


@pytest.fixture
def folder(tmp_path: Path) -> RunFolder:
    return RunFolder(tmp_path / "runs")


@pytest.fixture
def file(tmp_path: Path, folder: RunFolder) -> Path:
    """A run of which one row is answered and one was claimed as its program was killed."""
    path = tmp_path / "receipts.askance-run"
    with contextlib.closing(folder.create(PictureRun(new_id(), 12.5, PLAN, ROWS, ("m",), True, str(path)))) as store:
        claimed = Cell(0, "m").claimed(0.1), Cell(1, "m").claimed(0.1)
        store.save(claimed)
        store.save([replace(claimed[0], state=CellState.ANSWERED)])
    return path


def problems(folder: RunFolder, path: Path) -> dict[int, Problem | None]:
    with contextlib.closing(folder.open_file(path)) as store:
        return {cell.row: cell.problem for cell in store.cells()}


def opened_states(folder: RunFolder, path: Path) -> dict[int, tuple[CellState, int]]:
    with contextlib.closing(folder.open_file(path)) as store:
        return {cell.row: (cell.state, cell.requests) for cell in store.cells()}


def ask(folder: RunFolder, path: Path, row: int) -> None:
    """Asks a row as a run does, and keeps its answer."""
    with contextlib.closing(folder.open_file(path)) as store:
        before = next((cell for cell in store.cells() if cell.row == row), Cell(row, "m"))
        store.save([before.claimed(0.1)])
        store.save([replace(before.claimed(0.1), state=CellState.ANSWERED)])


ANSWERED, NOT_CONFIRMED = CellState.ANSWERED, CellState.NOT_CONFIRMED
FIRST = {0: (ANSWERED, 1), 1: (NOT_CONFIRMED, 1)}


def test_the_same_file_is_opened_as_it_was_also_elsewhere(folder: RunFolder, file: Path) -> None:
    assert opened_states(folder, file) == FIRST
    moved = file.with_name("moved")
    shutil.move(file, moved)
    assert opened_states(folder, moved) == FIRST
    ask(folder, moved, 2)
    assert opened_states(folder, moved) == {**FIRST, 2: (ANSWERED, 1)}


def test_what_was_asked_from_one_copy_is_not_confirmed_in_the_other(folder: RunFolder, file: Path) -> None:
    copy = file.with_name("copy")
    shutil.copy(file, copy)
    ask(folder, file, 2)
    assert opened_states(folder, copy) == {**FIRST, 2: (NOT_CONFIRMED, 1)}
    ask(folder, copy, 3)
    assert opened_states(folder, file) == {**FIRST, 2: (ANSWERED, 1), 3: (NOT_CONFIRMED, 1)}
    ask(folder, copy, 2)  # at the user's word
    assert opened_states(folder, copy)[2] == (ANSWERED, 2)


def test_a_row_says_that_it_was_asked_from_another_copy_until_it_is_asked_here(folder: RunFolder, file: Path) -> None:
    copy = file.with_name("copy")
    shutil.copy(file, copy)
    ask(folder, file, 2)
    copied = {0: None, 1: None, 2: Problem(ProblemKind.RUN_COPIED)}  # the claim of the second one was here, too
    assert problems(folder, copy) == copied
    assert problems(folder, copy) == copied  # also the next time that it is opened
    ask(folder, copy, 2)
    assert problems(folder, copy) == dict.fromkeys(range(3))


def test_an_older_state_that_is_put_back_is_known_as_one(folder: RunFolder, file: Path) -> None:
    older = file.read_bytes()
    ask(folder, file, 2)
    file.write_bytes(older)
    assert opened_states(folder, file) == {**FIRST, 2: (NOT_CONFIRMED, 1)}


def test_a_file_without_a_register_makes_its_copies_known_as_it_is_opened(
    folder: RunFolder, file: Path, tmp_path: Path
) -> None:
    copy = file.with_name("copy")
    shutil.copy(file, copy)
    ask(folder, file, 2)
    for register in (tmp_path / "runs").glob("*.asked*"):
        register.unlink()
    assert opened_states(folder, file) == {**FIRST, 2: (ANSWERED, 1)}
    assert opened_states(folder, copy) == {**FIRST, 2: (NOT_CONFIRMED, 1)}


@pytest.mark.parametrize("state", [CellState.FAILED, CellState.REFUSED])
def test_what_failed_in_one_copy_and_was_asked_again_in_the_other_is_not_confirmed(
    folder: RunFolder, file: Path, state: CellState
) -> None:
    copy = file.with_name("copy")
    with contextlib.closing(folder.open_file(file)) as store:
        store.save([replace(Cell(2, "m").claimed(0.1), state=state)])
    shutil.copy(file, copy)
    assert opened_states(folder, copy)[2] == (state, 1)
    ask(folder, file, 2)
    assert opened_states(folder, copy)[2] == (NOT_CONFIRMED, 2)


def test_an_older_copy_that_is_edited_hides_no_request(folder: RunFolder, file: Path) -> None:
    untouched, older = file.with_name("untouched"), file.with_name("older")
    with contextlib.closing(folder.open_file(file)) as store:
        failed = replace(Cell(2, "m").claimed(0.1), state=CellState.FAILED)
        store.save([failed])
    shutil.copy(file, untouched)
    with contextlib.closing(folder.open_file(file)) as store:
        store.save([replace(failed, state=CellState.ANSWERED)])
    shutil.copy(file, older)
    ask(folder, file, 2)
    with contextlib.closing(folder.open_file(older)) as store:
        store.save([cell for cell in store.cells() if cell.row == 2])
    assert opened_states(folder, untouched)[2] == (NOT_CONFIRMED, 2)


@pytest.mark.logs("what was asked from a run's file is not noted")
def test_what_could_not_be_noted_is_noted_with_the_next(folder: RunFolder, tmp_path: Path) -> None:
    run = PictureRun(new_id(), 12.5, PLAN, ROWS, ("m",), True, str(tmp_path / "run"))
    with contextlib.closing(AskedCells(tmp_path / "register", run)) as asked:
        unwritable = Cell(0, "m", requests=1), Cell(1, "m", requests=2**70)
        asked.note(unwritable)
        asked.note([Cell(0, "m", requests=1)])
    with contextlib.closing(AskedCells(tmp_path / "register", run)) as asked:
        assert [cell.requests for cell in asked.asked_elsewhere(run, ())] == [1]


def test_two_copies_are_not_open_at_once(folder: RunFolder, file: Path) -> None:
    copy = file.with_name("copy")
    shutil.copy(file, copy)
    with contextlib.closing(folder.open_file(file)):
        with pytest.raises(StorageError) as refused:
            folder.open_file(copy)
        assert refused.value.problem == Problem(ProblemKind.RUN_IN_USE, "copy", code=OF_A_COPY)
        assert message_for(refused.value.problem).text.startswith("Another copy of “copy” is open")
    assert opened_states(folder, copy) == FIRST


def test_what_never_left_is_asked_without_a_word(folder: RunFolder, file: Path) -> None:
    with contextlib.closing(folder.open_file(file)) as store:
        claimed = Cell(2, "m").claimed(0.1)
        store.save([claimed])
        store.save([replace(claimed, state=CellState.HELD_BACK, requests=0, waits_for=("name",))])
    assert opened_states(folder, file)[2] == (CellState.HELD_BACK, 0)


@pytest.mark.logs("what is asked from a run's file is not noted")
def test_a_register_that_cannot_be_used_is_in_nobodys_way(folder: RunFolder, file: Path, tmp_path: Path) -> None:
    (register,) = (tmp_path / "runs").glob("*.asked")
    register.write_bytes(b"no database" * 1000)
    assert opened_states(folder, file) == FIRST
    ask(folder, file, 2)


def test_the_register_tells_of_no_picture(file: Path, tmp_path: Path) -> None:
    (register,) = (tmp_path / "runs").glob("*.asked")
    assert register.stat().st_mode & 0o077 == 0
    data = register.read_bytes()
    assert b".png" not in data and f"{1:064}".encode() not in data and b"Read it" not in data


def test_an_id_of_a_stranger_names_no_other_place(folder: RunFolder, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "strange"
    path.parent.mkdir()
    odd = PictureRun(f"../{path.parent.name}/\u00e9", 12.5, PLAN, ROWS, ("m",), True, str(path))
    folder.create(odd).close()
    assert opened_states(folder, path) == {}
    assert sorted(file.name for file in path.parent.iterdir()) == ["strange"]
    assert len(list((tmp_path / "runs").glob("*.asked"))) == 1
