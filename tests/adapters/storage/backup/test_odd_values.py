"""Values of the right type that no version writes: a history that has them opens, and is no damage at every start."""

from datetime import date
from pathlib import Path

import pytest

from desktop.adapters.storage.backup.foreign_history import copy_foreign_history
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.opening import open_history
from desktop.adapters.storage.search.word_index import add_functions
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.errors import Problem, ProblemKind
from desktop.core.workspace.draft import Draft
from tests.adapters.storage.damage.histories import shown
from tests.adapters.storage.samples import image, sheet, turn

SENT = image()
ODD_NAMES = ["x", "../../settings.json", "*", "é" * 64, "a" * 64]


def history(folder: Path) -> Path:
    """Returns the file of a history with a question, its picture and a draft with another."""
    store = SqliteStore(folder)
    store.save_images([SENT])
    store.save_turns([turn("c", "what is it?", 1, SENT)])
    store.save_draft("c", Draft("typed", (sheet(),)))
    store.close()
    return folder / NAME


@pytest.mark.parametrize("name", ODD_NAMES)
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO leaving VALUES (?)",
        "INSERT INTO going VALUES (?)",
        "UPDATE turn_pictures SET picture_id = ?",
        "UPDATE draft_sheets SET picture_id = ?",
    ],
)
def test_a_picture_of_an_odd_name_is_missing_and_nothing_else(tmp_path: Path, statement: str, name: str) -> None:
    source, folder = history(tmp_path / "stranger"), tmp_path / "data"
    (tmp_path / "settings.json").write_text("mine")
    with SqliteConnection(source) as connection:
        add_functions(connection)
        connection.execute(statement, (name,))
    folder.mkdir()
    copy_foreign_history(source, folder / NAME)
    for _ in range(2):
        problems = list[Problem]()
        store = open_history(folder, problems.append, lambda: date(2026, 11, 30))
        assert shown(store) == {"c": [("what is it?", "yes")]}
        store.draft("c")
        assert store.image_bytes(name) is None
        while store.work_on():
            pass
        store.run_maintenance()
        store.close()
        assert not any(problem.kind.value.startswith("store_") for problem in problems)
    assert (tmp_path / "settings.json").read_text() == "mine"
    assert not list(folder.glob("before-*"))


@pytest.mark.parametrize(
    "value", ["[1, 2, 3]", "7", '"text"', "true", "{", '{"kind": []}', '{"kind": "no", "seconds": "x"}']
)
def test_a_problem_that_is_none_hides_its_question_alone(tmp_path: Path, value: str) -> None:
    source, folder = history(tmp_path / "stranger"), tmp_path / "data"
    with SqliteConnection(source) as connection:
        add_functions(connection)
        connection.execute("UPDATE turns SET trouble = ?", (value,))
    folder.mkdir()
    copy_foreign_history(source, folder / NAME)
    problems = list[Problem]()
    store = open_history(folder, problems.append, lambda: date(2026, 11, 30))
    store.save_turns([turn("d", "another", 2)])
    content = shown(store)
    assert content.pop("d") == [("another", "yes")]
    assert content in ({"c": []}, {"c": [("what is it?", "yes")]})
    store.run_maintenance()
    store.close()
    assert {problem.kind for problem in problems} <= {ProblemKind.STORE_INTEGRITY_CHECK_FAILED}
