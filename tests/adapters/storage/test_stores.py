"""The history on disk and in memory: the same promises; and all that may be wrong with a file."""

import contextlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desktop.adapters.json_files import read_json, write_json
from desktop.adapters.storage import database
from desktop.adapters.storage.cli_inbox import CliInbox
from desktop.adapters.storage.image_files import ImageFiles
from desktop.adapters.storage.memory_store import MemoryStore
from desktop.adapters.storage.migrations import MIGRATIONS, migrate, version_of
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.composition import factories
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.serialization import image_to_plain, turn_to_plain
from desktop.core.conversation.turn import Stage, Turn, Usage
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.number_badges import BadgePosition
from desktop.core.image.source_image import SourceImage
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store
from tests.helpers.images import png, prepared, quarters

Opener = Callable[[], Store]


@pytest.fixture(params=["disk", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = SqliteStore(tmp_path) if request.param == "disk" else MemoryStore()
    yield made
    made.close()


def image(width: int = 40) -> EncodedImage:
    return prepared(quarters(width, 30))


def turn(conversation: str, prompt: str, at: float, *images: EncodedImage, answer: str = "yes") -> Turn:
    made = Turn.new(conversation, prompt, "gpt-4o", "h", at).as_waiting(tuple(each.to_sent_image() for each in images))
    return made.as_streaming(answer, 0.5).done(Usage(10, 2, 1))


def sheet(name: str = "a.png") -> AnnotatedImage:
    return AnnotatedImage.new(SourceImage(sha256_hex(png()), png(), 80, 60, "image/png", name))


def kept(store: Store, *turns: Turn) -> None:
    store.save_turns(turns)


def test_what_is_saved_comes_back(store: Store) -> None:
    sent = image()
    first, second = turn("c", "why?", 1, sent), turn("c", "and?", 2)
    second = replace(
        second,
        parent=first.id,
        stage=Stage.FAILED,
        problem=Problem(ProblemKind.CUT_OFF, "h", "x", 3, "c", 4.0),
        usage=None,
    )
    store.save_images([sent])
    kept(store, first, second)
    conversation = store.conversation("c")
    assert conversation.turns == (first, second)
    assert conversation.title == "why?"
    assert store.image_bytes(sent.id) == sent.data
    (row,) = store.page(0, 10)
    assert (row.id, row.title, row.updated_at, row.images, row.thumbnail) == ("c", "why?", 2, 1, sent.id)


def test_a_turn_that_grows_is_one_turn(store: Store) -> None:
    grown = turn("c", "why?", 1, answer="ye")
    kept(store, grown)
    kept(store, replace(grown, answer="yes, because"))
    assert [each.answer for each in store.conversation("c").turns] == ["yes, because"]


def test_the_newest_conversation_is_first_and_pages_follow(store: Store) -> None:
    kept(store, *(turn(f"c{at}", f"q{at}", float(at)) for at in range(25)))
    assert [row.title for row in store.page(0, 3)] == ["q24", "q23", "q22"]
    assert [row.title for row in store.page(23, 10)] == ["q1", "q0"]


def test_a_given_title_stays_and_an_empty_one_brings_the_question_back(store: Store) -> None:
    kept(store, turn("c", "why?", 1))
    store.rename("c", "Mine")
    kept(store, turn("c", "more", 2))
    assert store.page(0, 1)[0].title == "Mine" == store.conversation("c").title
    store.rename("c", "")
    assert store.page(0, 1)[0].title == "why?"


def test_pictures_go_with_the_last_conversation_that_shows_them(store: Store) -> None:
    shared, own = image(40), image(44)
    store.save_images([shared, own])
    kept(store, turn("a", "1", 1, shared, own), turn("b", "2", 2, shared))
    store.delete("a")
    assert store.image_bytes(own.id) is None
    assert store.image_bytes(shared.id) is not None
    store.delete("b")
    assert store.image_bytes(shared.id) is None
    assert store.page(0, 10) == ()


def test_the_desk_comes_back(store: Store) -> None:
    store.save_draft("c", Draft("half-ty", (sheet(), sheet("b.png")), 1))
    assert store.draft("c") == store.last_draft()[1]  # type: ignore[index]
    found = store.draft("c")
    assert found is not None
    assert found.prompt == "half-ty"
    assert [each.source.name for each in found.images] == ["a.png", "b.png"]
    assert found.current_index == 1
    store.save_draft("d", Draft("other"))
    last = store.last_draft()
    assert last is not None
    assert last[0] == "d"


def test_keeping_no_history_touches_no_disk(tmp_path: Path, home: Path) -> None:
    made = factories.open_store(keep_history=False)(lambda problem: None)
    kept(made, turn("c", "why?", 1))
    made.close()
    assert not home.exists()


# on disk


def test_a_picture_that_leaves_the_desk_leaves_the_disk(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    store.save_draft("c", Draft("", (sheet(),)))
    assert list((tmp_path / "pictures").rglob("*")) != []
    store.save_draft("c", Draft())
    assert [each for each in (tmp_path / "pictures").rglob("*") if each.is_file()] == []
    store.close()


def test_a_turn_that_the_program_ended_under_is_a_stopped_one(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    under_way = Turn.new("c", "why?", "gpt-4o", "h", 1).as_streaming("half an ans", 0.1)
    kept(store, under_way)
    store.close()
    store = SqliteStore(tmp_path)
    (found,) = store.conversation("c").turns
    assert (found.stage, found.answer) == (Stage.STOPPED, "half an ans")
    assert found.problem is not None
    assert found.problem.kind is ProblemKind.APP_CLOSED
    store.close()


def refusal(folder: Path) -> ProblemKind:
    with pytest.raises(StorageError) as failed:
        SqliteStore(folder)
    return failed.value.problem.kind


def test_a_newer_history_is_refused_and_not_touched(tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / database.NAME)) as newer:
        newer.execute("CREATE TABLE future (x)")
        newer.execute("PRAGMA user_version = 99")
        newer.commit()
    before = (tmp_path / database.NAME).read_bytes()
    assert refusal(tmp_path) is ProblemKind.STORE_NEWER
    assert (tmp_path / database.NAME).read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [database.NAME]


def test_a_damaged_history_is_set_aside_and_the_newest_good_copy_takes_its_place(home: Path) -> None:
    folder = home / "data"
    store = SqliteStore(folder, lambda: date(2026, 1, 5))
    kept(store, turn("c", "why?", 1))
    store.run_maintenance()
    kept(store, turn("d", "later", 2))
    store.close()
    (folder / database.NAME).write_bytes(b"rubbish" * 1000)
    heard: list[Problem] = []
    made = factories.open_store(keep_history=True)(heard.append)
    assert [row.title for row in made.page(0, 9)] == ["why?"]
    assert heard[0].kind is ProblemKind.STORE_DAMAGED
    assert (folder / heard[0].name).read_bytes() == b"rubbish" * 1000
    made.close()


def test_a_damaged_history_without_a_copy_starts_afresh(home: Path) -> None:
    folder = home / "data"
    folder.mkdir(parents=True)
    (folder / database.NAME).write_bytes(b"SQLite format 3\0" + bytes(84) + b"\xff" * 5000)
    heard: list[Problem] = []
    made = factories.open_store(keep_history=True)(heard.append)
    kept(made, turn("c", "why?", 1))
    assert len(made.page(0, 9)) == 1
    assert heard[0].kind is ProblemKind.STORE_RESET
    made.close()


def test_a_turn_asked_again_of_another_model_is_that_models(tmp_path: Path) -> None:
    store, first, second = SqliteStore(tmp_path), image(40), image(44)
    asked = turn("c", "why?", 1, first, second)
    kept(store, asked)
    again = replace(asked, model="gpt-5.4", host="other", images=asked.images[:1])
    kept(store, again)
    assert store.conversation("c").turns == (again,)
    store.close()


def test_another_program_has_the_history(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    script = "import sys, pathlib; from desktop.adapters.storage.sqlite_store import SqliteStore; "
    script += "SqliteStore(pathlib.Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True)
    assert "store_busy" in done.stderr
    store.close()


def test_a_place_that_cannot_be_written_is_said(home: Path) -> None:
    home.mkdir()
    (home / "data").write_text("a file where the folder should be")
    heard: list[Problem] = []
    made = factories.open_store(keep_history=True)(heard.append)
    kept(made, turn("c", "why?", 1))
    assert [problem.kind for problem in heard] == [ProblemKind.STORE_READ_ONLY]
    assert len(made.page(0, 9)) == 1


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    kept(store, turn("c", "why?", 1))
    connection = store._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StorageError) as failed:
        kept(store, turn("d", "x" * 100_000, 2))
    assert failed.value.problem.kind is ProblemKind.STORE_FULL
    assert [row.title for row in store.page(0, 9)] == ["why?"]
    connection.execute("PRAGMA max_page_count = 100000")
    kept(store, turn("e", "again", 3))
    assert len(store.page(0, 9)) == 2
    store.close()


def test_a_migration_is_whole_or_not_at_all_and_copies_first(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    kept(store, turn("c", "why?", 1))
    store.close()

    def second(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE extra (x)")

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (x)")
        raise sqlite3.OperationalError("half way")

    with pytest.raises(StorageError):
        database.connect(tmp_path, (*MIGRATIONS, broken))
    assert (tmp_path / "backups" / f"before-version-{len(MIGRATIONS) + 1}.sqlite").exists()
    with contextlib.closing(database.connect(tmp_path, (*MIGRATIONS, second))) as connection:
        assert version_of(connection) == len(MIGRATIONS) + 1
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        assert "extra" in tables
        assert "half" not in tables
        assert connection.execute("SELECT count(*) FROM turns").fetchone() == (1,)
        migrate(connection, (*MIGRATIONS, second))
        assert version_of(connection) == len(MIGRATIONS) + 1


def test_copies_five_days_and_four_weeks(tmp_path: Path) -> None:
    day = date(2026, 1, 1)
    for _ in range(60):
        with contextlib.closing(database.connect(tmp_path)) as connection:
            database.back_up(connection, tmp_path, day)
        day += timedelta(days=1)
    left = sorted(date.fromisoformat(path.stem) for path in (tmp_path / "backups").glob("20*.sqlite"))
    assert left[-5:] == [day - timedelta(days=ago) for ago in (5, 4, 3, 2, 1)]
    assert len(left) <= 9
    assert len({each.isocalendar()[:2] for each in left}) >= 4


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


def test_a_picture_that_was_changed_on_disk_is_not_shown(tmp_path: Path) -> None:
    files, sent = ImageFiles(tmp_path), image()
    files.put(sent.id, sent.data)
    assert files.get(sent.id) == sent.data
    next(tmp_path.rglob(sent.id)).write_bytes(b"other")
    assert files.get(sent.id) is None
    with pytest.raises(ValueError):
        files.get("../../etc/passwd")


def test_what_the_command_line_left_is_taken_in(tmp_path: Path) -> None:
    sent = image()
    left = turn("c", "from outside", 1, sent)
    CliInbox(tmp_path / "inbox").leave(left, (sent,))
    (tmp_path / "inbox" / "broken.json").write_text("{}")
    plain = turn_to_plain(left)
    odd = {**plain, "id": "zz", "pictures": [{**plain["pictures"][0], "id": "zz"}]}
    (tmp_path / "inbox" / "odd.json").write_text(json.dumps(odd))
    store = SqliteStore(tmp_path)
    assert store.conversation("c").turns == (left,)
    assert store.image_bytes(sent.id) == sent.data
    assert sorted(path.name for path in (tmp_path / "inbox").iterdir() if path.is_file()) == ["broken.json", "odd.json"]
    store.close()


def test_small_files_are_whole_or_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    assert read_json(path) == {}
    write_json(path, {"a": 1})
    assert read_json(path) == {"a": 1}
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]
    path.with_name("folder").mkdir()
    with pytest.raises(StorageError) as unread:
        read_json(path.with_name("folder"))
    assert unread.value.problem.kind is ProblemKind.SETTINGS_UNREADABLE
    assert path.with_name("folder").is_dir()
    for rubbish in (b"{", b"[1]", b"\xff\xfe", b"[" * 100_000):
        path.write_bytes(rubbish)
        with pytest.raises(StorageError) as failed:
            read_json(path)
        assert failed.value.problem.kind is ProblemKind.SETTINGS_DAMAGED
        assert not path.exists()
        assert (path.parent / "settings.damaged.json").read_bytes() == rubbish


def test_what_was_done_to_a_sheet_comes_back(store: Store) -> None:
    edited = (
        sheet()
        .with_annotation(NumberBadge("n", Rect(4, 4, 20, 20), 3))
        .with_annotation(Redaction("r", Rect(1, 1, 9, 9)))
        .rotated(1)
    )
    edited = replace(edited.cropped(Rect(0, 0, 40, 40)), detail="low", resend_policy=ResendPolicy.REDUCED)
    page = replace(
        sheet("b.pdf"),
        source=replace(sheet().source, page_index=2, page_count=5, compression=CompressionBlocks(16, 8, 4)),
    )
    store.save_draft("c", Draft("", (edited, page), 1))
    assert store.draft("c") == Draft("", (edited, page), 1)


def test_what_is_known_of_a_sent_picture_comes_back(store: Store) -> None:
    sent = replace(
        image().to_sent_image(),
        content_key="a look",
        badges=(BadgePosition(2, Rect(1, 2, 3, 4)),),
        resend_policy=ResendPolicy.OMIT,
        detail="low",
    )
    asked = replace(turn("c", "why?", 1), images=(sent,), estimated_tokens=1234)
    kept(store, asked)
    assert store.conversation("c").turns == (asked,)


def test_what_was_spent_stays_spent_when_a_conversation_goes(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path)
    dear = replace(turn("c", "why?", 1000.0), host="api.openai.com", usage=Usage(1_000_000, 0))
    kept(store, dear, replace(turn("d", "then?", 2000.0), host="api.openai.com", usage=Usage(2_000_000, 0)))
    kept(store, dear)  # a turn is saved many times and costs once
    assert store.spending_since(0) == pytest.approx(7.5)
    assert store.spending_since(1500) == pytest.approx(5.0)
    store.delete("c")
    assert store.spending_since(0) == pytest.approx(7.5)
    store.close()


def test_spending_is_counted_in_memory_too() -> None:
    store = MemoryStore()
    kept(store, replace(turn("c", "why?", 1000.0), host="api.openai.com", usage=Usage(1_000_000, 0)))
    kept(store, turn("d", "local", 1000.0))  # another host's price is not known
    assert store.spending_since(0) == pytest.approx(2.5)


def test_a_history_of_the_first_version_opens_with_its_desk(tmp_path: Path) -> None:
    with contextlib.closing(database.connect(tmp_path, MIGRATIONS[:1])) as connection:
        connection.execute("INSERT INTO conversations (id, updated_at) VALUES ('c', 1)")
        connection.execute(
            "INSERT INTO turns VALUES ('t', 'c', 1, 'why?', 'gpt-4o', 'h', 'done', 'yes', 9, 2, 0, NULL, 0.5)"
        )
        connection.execute("INSERT INTO turn_pictures VALUES ('t', 0, ?, 'image/png', 80, 60, 9)", (sha256_hex(png()),))
        connection.execute("INSERT INTO drafts VALUES ('c', 1, 'half', 0)")
        connection.execute(
            "INSERT INTO draft_sheets VALUES ('c', 0, 's', ?, 'image/png', 80, 60, 'a.png')", (sha256_hex(png()),)
        )
    ImageFiles(tmp_path / "pictures").put(sha256_hex(png()), png())
    store = SqliteStore(tmp_path)
    (asked,) = store.conversation("c").turns
    assert (asked.prompt, asked.images[0].detail, asked.images[0].resend_policy) == ("why?", "auto", ResendPolicy.FULL)
    draft = store.draft("c")
    assert draft is not None
    assert (draft.images[0].id, draft.images[0].annotations, draft.images[0].crop) == ("s", (), None)
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
def test_one_sheet_that_cannot_be_read_is_left_out_with_a_word_and_the_others_stay(tmp_path: Path, damage: str) -> None:
    heard: list[Problem] = []
    store = SqliteStore(tmp_path, problem_occurred=heard.append)
    good, bad = sheet("good.png"), sheet("bad.png")
    store.save_draft("c", Draft("half-ty", (bad, good), 1))
    with contextlib.suppress(ValueError, RecursionError):
        damage = json.dumps({**image_to_plain(bad), **json.loads(damage)}) if damage.startswith('{"') else damage
    store._connection.execute("UPDATE draft_sheets SET edit = ? WHERE sheet_id = ?", (damage, bad.id))
    assert store.draft("c") == Draft("half-ty", (good,), 0)
    assert heard == [Problem(ProblemKind.DRAFT_IMAGE_UNREADABLE, "bad.png")]
    store.close()


def test_one_turn_that_cannot_be_read_keeps_its_words(tmp_path: Path) -> None:
    heard: list[Problem] = []
    store = SqliteStore(tmp_path, problem_occurred=heard.append)
    asked = turn("c", "why?", 1, image(), answer="because")
    kept(store, asked, replace(turn("c", "and?", 2), parent=asked.id))
    store._connection.execute("UPDATE turns SET stage = 'pondering' WHERE prompt = 'why?'")
    store._connection.execute("UPDATE turn_pictures SET numbers = 'x'")
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
