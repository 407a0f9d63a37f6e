"""The history on disk: images that leave it, turns that were interrupted, rows that cannot be read."""

import contextlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.adapters.storage.images.image_files import ImageFiles
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.serialization import image_to_plain
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.workspace.draft import Draft
from tests.adapters.storage.samples import image, save, sheet, turn
from tests.helpers.connections import Watched


def test_a_picture_that_leaves_the_desk_leaves_the_disk(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.save_draft("c", Draft("", (sheet(),)))
    assert list((tmp_path / "pictures").rglob("*")) != []
    store.save_draft("c", Draft())
    assert [path for path in (tmp_path / "pictures").rglob("*") if path.is_file()] == []
    store.close()


def test_a_turn_that_the_program_ended_under_is_a_stopped_one(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    under_way = Turn.new("c", "why?", "gpt-4o", "h", 1).as_streaming("half an ans", 0.1)
    save(store, under_way)
    store.close()
    store = SqliteStore(tmp_path)
    (found,) = store.conversation("c").turns
    assert (found.stage, found.answer) == (Stage.STOPPED, "half an ans")
    assert found.problem is not None
    assert found.problem.kind is ProblemKind.APP_CLOSED
    store.close()


def test_a_turn_asked_again_of_another_model_is_that_models(tmp_path: Path) -> None:
    store, first, second = SqliteStore(tmp_path), image(40), image(44)
    asked = turn("c", "why?", 1, first, second)
    save(store, asked)
    again = replace(asked, model="gpt-5.4", host="other", images=asked.images[:1])
    save(store, again)
    assert store.conversation("c").turns == (again,)
    store.close()


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path, connections: list[Watched]) -> None:
    store = SqliteStore(tmp_path)
    save(store, turn("c", "why?", 1))
    connection = connections[0].connection
    ((pages,),) = connection.execute("PRAGMA page_count")
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError) as failed:
        save(store, turn("d", "x" * 100_000, 2))
    assert failed.value.problem.kind is ProblemKind.STORE_FULL
    assert [row.title for row in store.page(0, 9)] == ["why?"]
    connection.execute("PRAGMA max_page_count = 100000")
    save(store, turn("e", "again", 3))
    assert len(store.page(0, 9)) == 2
    store.close()


def test_what_was_spent_stays_spent_when_a_conversation_goes(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    dear = replace(turn("c", "why?", 1000.0), host="api.openai.com", usage=Usage(1_000_000, 0))
    save(store, dear, replace(turn("d", "then?", 2000.0), host="api.openai.com", usage=Usage(2_000_000, 0)))
    save(store, dear)  # a turn is saved many times and costs once
    assert store.spending_since(0) == pytest.approx(7.5)
    assert store.spending_since(1500) == pytest.approx(5.0)
    store.delete("c")
    assert store.spending_since(0) == pytest.approx(7.5)
    store.close()


def test_care_removes_pictures_that_nobody_shows(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    orphan = image()
    store.save_images([orphan])
    (tmp_path / "pictures" / "ab").mkdir(exist_ok=True)
    (tmp_path / "pictures" / "ab" / "tmpleft").write_text("half")
    store.run_maintenance()
    assert store.image_bytes(orphan.id) is None
    assert not (tmp_path / "pictures" / "ab" / "tmpleft").exists()
    store.close()


@pytest.mark.parametrize(
    "damage",
    [
        "{not json",
        "3",
        "[" * 100_000,
        '{"marks": [{"kind": "stroke", "id": "s", "points": [], "colour": "#000000"}]}',
        '{"marks": [{"kind": "box", "id": "s", "area": {"left": null, "top": 0, "right": 1, "bottom": 1}}]}',
        '{"marks": [{"kind": "arrow", "id": "s", "start": [NaN, 0], "end": [1, 1], "colour": "#000000"}]}',
        '{"marks": [{"kind": "note", "id": "s", "at": [1, 1], "text": 7, "colour": "#000000"}]}',
        '{"marks": [{"kind": "note", "id": "s", "at": [1, 1], "text": "x", "colour": "url(file:)"}]}',
        '{"marks": [{"kind": "number", "id": "s", "area": {"left": 0, "top": 0, "right": 1, "bottom": 1}}]}',
        '{"marks": [{"kind": "bomb"}]}',
        '{"turn": 7}',
        '{"turn": "x"}',
        '{"crop": {"left": 0, "top": 0, "right": 9000, "bottom": 5}}',
        '{"page": -1}',
        '{"fate": "vanish"}',
        '{"detail": "extreme"}',
    ],
)
def test_one_sheet_that_cannot_be_read_is_left_out_with_a_word_and_the_others_stay(
    tmp_path: Path, damage: str, connections: list[Watched]
) -> None:
    heard: list[Problem] = []
    store = SqliteStore(tmp_path, problem_occurred=heard.append)
    good, bad = sheet("good.png"), sheet("bad.png")
    store.save_draft("c", Draft("half-ty", (bad, good), 1))
    with contextlib.suppress(ValueError, RecursionError):
        damage = json.dumps({**image_to_plain(bad), **json.loads(damage)}) if damage.startswith('{"') else damage
    connections[0].connection.execute("UPDATE draft_sheets SET edit = ? WHERE sheet_id = ?", (damage, bad.id))
    assert store.draft("c") == Draft("half-ty", (good,), 0)
    assert heard == [Problem(ProblemKind.DRAFT_IMAGE_UNREADABLE, "bad.png")]
    store.close()


def test_one_turn_that_cannot_be_read_keeps_its_words(tmp_path: Path, connections: list[Watched]) -> None:
    heard: list[Problem] = []
    store = SqliteStore(tmp_path, problem_occurred=heard.append)
    asked = turn("c", "why?", 1, image(), answer="because")
    save(store, asked, replace(turn("c", "and?", 2), parent=asked.id))
    connections[0].connection.execute("UPDATE turns SET stage = 'pondering' WHERE prompt = 'why?'")
    connections[0].connection.execute("UPDATE turn_pictures SET numbers = 'x'")
    first, second = store.conversation("c").turns
    assert (first.prompt, first.answer, first.stage, second.prompt) == ("why?", "because", Stage.STOPPED, "and?")
    assert [problem.kind for problem in heard] == [ProblemKind.STORE_INTEGRITY_CHECK_FAILED]
    store.close()


def test_a_file_that_had_to_go_goes_at_the_next_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = SqliteStore(tmp_path)
    store.save_draft("c", Draft("", (sheet(),)))

    def killed(self: ImageFiles, image_id: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(ImageFiles, "remove", killed)
        with pytest.raises(KeyboardInterrupt):
            store.save_draft("c", Draft())
    store.close()
    assert list(tmp_path.glob("pictures/??/*"))
    SqliteStore(tmp_path).close()
    assert not list(tmp_path.glob("pictures/??/*"))


def test_a_draft_that_an_older_version_left_unreached_is_in_the_list(
    tmp_path: Path, connections: list[Watched]
) -> None:
    store = SqliteStore(tmp_path)
    store.save_draft("c", Draft("half-ty", (sheet(),)))
    store.save_draft("d", Draft("other"))
    connections[0].connection.execute("DELETE FROM conversations")
    store.close()
    store = SqliteStore(tmp_path)
    assert [(row.id, row.title, row.images, row.is_draft) for row in store.page(0, 9)] == [
        ("d", "other", 0, True),
        ("c", "half-ty", 1, True),
    ]
    store.close()
