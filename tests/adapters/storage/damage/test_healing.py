"""A history that is damaged, missing or empty is healed from its copies and from itself, and the notice is true."""

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.adapters.storage.damage.healing import heal
from desktop.adapters.storage.damage.signs import mark_suspect
from desktop.adapters.storage.database import COPIES, NAME
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.healing_report import DamageCause
from desktop.core.errors import ProblemKind
from desktop.core.workspace.draft import Draft
from tests.adapters.storage.damage.histories import (
    IMAGES,
    PAGE_BYTES,
    TODAY,
    TOMORROW,
    YESTERDAY,
    content_of,
    conversation,
    fill,
    last_page_of,
    overwrite,
    page_count,
    used,
)

ROOT = Path(__file__).parents[4]
pytestmark = [pytest.mark.logs("may be damaged"), pytest.mark.usefixtures("qapp")]


def images(folder: Path) -> int:
    return len(list((folder / "pictures").glob("??/*")))


@pytest.mark.parametrize("cause", [DamageCause.EMPTY, DamageCause.MISSING])
def test_no_history_or_an_empty_one_beside_copies_is_damage(tmp_path: Path, cause: DamageCause) -> None:
    fill(tmp_path, range(5), YESTERDAY, copied=True)
    fill(tmp_path, range(5, 20), TODAY, copied=True)
    (tmp_path / NAME).unlink()
    if cause is DamageCause.EMPTY:
        (tmp_path / NAME).touch()
    use = used(tmp_path)
    assert use.content == content_of(range(20))
    assert (use.report.kind, use.report.cause, use.report.copy_day) == (ProblemKind.STORE_DAMAGED, cause, "2026-11-28")
    assert (use.report.from_copy, use.report.salvaged, use.report.turns_lost) == (20, 0, 0)
    assert images(tmp_path) == len(IMAGES)
    assert used(tmp_path).problems == []
    assert used(tmp_path, TOMORROW).problems == []
    assert images(tmp_path) == len(IMAGES)


def test_a_history_that_was_begun_anew_beside_copies_is_damage(tmp_path: Path) -> None:
    fill(tmp_path, range(5), YESTERDAY, copied=True)
    (tmp_path / NAME).unlink()
    SqliteStore(tmp_path).close()
    use = used(tmp_path)
    assert use.content == content_of(range(5))
    assert use.report.cause is DamageCause.EMPTY
    assert images(tmp_path) == 5


def test_a_copy_that_was_made_of_nothing_is_passed_over(tmp_path: Path) -> None:
    fill(tmp_path, range(5), YESTERDAY, copied=True)
    (tmp_path / "other").mkdir()
    fill(tmp_path / "other", range(0), TODAY, copied=True)
    shutil.copy(tmp_path / "other" / COPIES / "2026-11-28.sqlite", tmp_path / COPIES)
    shutil.copy(tmp_path / "other" / NAME, tmp_path)
    use = used(tmp_path)
    assert use.content == content_of(range(5))
    assert use.report.copy_day == "2026-11-27"


def test_a_history_without_conversations_is_no_damage_where_the_user_has_deleted_them(tmp_path: Path) -> None:
    fill(tmp_path, range(3), YESTERDAY, copied=True)
    kept_copy = (tmp_path / COPIES / "2026-11-27.sqlite").read_bytes()
    store = SqliteStore(tmp_path, lambda: TODAY)
    store.delete(list(content_of(range(3))))
    store.close()
    (tmp_path / COPIES / "2026-11-27.sqlite").write_bytes(kept_copy)  # as if it could not be written at that moment
    use = used(tmp_path)
    assert (use.content, use.problems) == ({}, [])


def test_what_is_newer_than_the_copy_is_salvaged_from_a_file_that_does_not_open(tmp_path: Path) -> None:
    fill(tmp_path, range(20), YESTERDAY, copied=True)
    fill(tmp_path, range(20, 50), TODAY, copied=False)
    overwrite(tmp_path, 0, b"\xff" * PAGE_BYTES)
    use = used(tmp_path)
    assert use.content == content_of(range(50))
    assert (use.report.from_copy, use.report.salvaged, use.report.turns_lost) == (20, 30, 0)
    assert use.report.lost_count_known
    assert (tmp_path / use.report.name).stat().st_size
    assert images(tmp_path) == len(IMAGES)


def test_without_a_copy_everything_legible_is_salvaged_and_the_rest_is_counted(tmp_path: Path) -> None:
    fill(tmp_path, range(40), TODAY, copied=False)
    page = last_page_of(tmp_path, "turns")
    overwrite(tmp_path, 0, bytes(PAGE_BYTES))
    overwrite(tmp_path, page, b"\xff" * PAGE_BYTES)
    use = used(tmp_path)
    lost = sum(map(len, content_of(range(40)).values())) - sum(map(len, use.content.values()))
    assert 0 < lost < 10
    assert (use.report.turns_lost, use.report.lost_count_known, use.report.copy_day) == (lost, True, "")
    assert use.report.salvaged == len(use.content)
    assert images(tmp_path) == len(IMAGES)


def test_an_answer_that_is_illegible_in_part_is_brought_back_with_marks_and_counted(tmp_path: Path) -> None:
    fill(tmp_path, range(5), YESTERDAY, copied=True)
    fill(tmp_path, range(30, 31), TODAY, copied=False)
    ((prompt, answer),) = content_of(range(30, 31))["c030"]
    last_words = answer[-20:].encode()
    place = (tmp_path / NAME).read_bytes().index(last_words)  # at the end of the last page of the answer
    overwrite(tmp_path, place // PAGE_BYTES, bytes(PAGE_BYTES))
    use = used(tmp_path)
    ((prompt_now, answer_now),) = use.content.pop("c030")
    assert use.content == content_of(range(5))
    assert prompt_now == prompt
    assert answer_now.rstrip("\ufffd") == answer[: len(answer_now.rstrip("\ufffd"))] != answer
    assert (use.report.turns_in_part, use.report.turns_lost) == (1, 0)
    assert use.report.salvaged == 2  # and what was asked before the check


def test_a_file_of_which_nothing_is_left_is_said_to_be_lost_and_its_images_stay_in_the_bin(tmp_path: Path) -> None:
    fill(tmp_path, range(3), TODAY, copied=False)
    (tmp_path / NAME).write_bytes(b"rubbish" * 10_000)
    use = used(tmp_path)
    assert (use.content, use.report.kind) == ({}, ProblemKind.STORE_RESET)
    assert not use.report.lost_count_known
    assert images(tmp_path) == len(IMAGES)
    used(tmp_path, TOMORROW)
    assert images(tmp_path) == 0
    assert len(list((tmp_path / "bin").glob("2026-11-29/*"))) == len(IMAGES)


def test_what_the_user_has_deleted_comes_back_neither_from_a_copy_nor_from_the_damaged_file(tmp_path: Path) -> None:
    fill(tmp_path, range(10), YESTERDAY, copied=True)
    with_everything = (tmp_path / NAME).read_bytes(), (tmp_path / COPIES / "2026-11-27.sqlite").read_bytes()
    store = SqliteStore(tmp_path, lambda: TODAY)
    store.delete(["c003", conversation(5)[1].id])
    store.close()
    (tmp_path / NAME).write_bytes(with_everything[0])
    (tmp_path / COPIES / "2026-11-27.sqlite").write_bytes(with_everything[1])
    overwrite(tmp_path, 0, b"\xff" * PAGE_BYTES)
    use = used(tmp_path)
    expected = {name: turns for name, turns in content_of(range(10)).items() if name != "c003"}
    expected["c005"] = [expected["c005"][0], expected["c005"][2]]
    assert use.content == expected
    assert (use.report.from_copy, use.report.salvaged, use.report.turns_lost) == (9, 0, 0)


def test_a_suspicion_without_damage_is_checked_and_forgotten(tmp_path: Path) -> None:
    fill(tmp_path, range(3), TODAY, copied=True)
    mark_suspect(tmp_path)
    use = used(tmp_path)
    assert (use.content, use.problems) == (content_of(range(3)), [])
    assert not list(tmp_path.glob("before-*"))


KILLED_AT = """
import os, sys
from datetime import date
from pathlib import Path
from desktop.adapters.storage.opening import open_history
left, rename = int(sys.argv[2]), Path.rename
def counted(self, target):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    return rename(self, target)
Path.rename = counted
open_history(Path(sys.argv[1]), lambda problem: None, lambda: date(2026, 11, 28)).close()
"""


def test_healing_may_be_killed_at_each_of_its_renames(tmp_path: Path) -> None:
    for steps in range(10):
        folder = tmp_path / str(steps)
        fill(folder, range(6), YESTERDAY, copied=True)
        fill(folder, range(6, 9), TODAY, copied=False)
        overwrite(folder, 0, b"\xff" * PAGE_BYTES)
        ended = subprocess.run([sys.executable, "-c", KILLED_AT, str(folder), str(steps)], cwd=ROOT)
        if ended.returncode == 0:
            break
        assert ended.returncode == 9
        use = used(folder)
        assert use.content == content_of(range(9))
        assert (use.report.from_copy, use.report.salvaged, use.report.turns_lost) == (6, 3, 0)
        assert (folder / use.report.name).stat().st_size
        assert used(folder).problems == []
    assert steps > 1


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history of about 90 pages with today's copy."""
    folder = tmp_path_factory.mktemp("whole")
    fill(folder, range(26), TODAY, copied=True)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_any_page_may_be_overwritten(whole: Path, tmp_path: Path, part: int) -> None:
    pages = page_count(whole)
    assert 80 <= pages <= 110
    healed = 0
    for page in range(part, pages, 4):
        folder = tmp_path / str(page)
        shutil.copytree(whole, folder)
        data = random.Random(page).randbytes(PAGE_BYTES) if page // 4 % 2 else b"\xff" * PAGE_BYTES
        overwrite(folder, page, data)
        use = used(folder)
        assert use.content == content_of(range(26)), page
        if use.problems:
            healed += 1
            assert (use.report.from_copy, use.report.turns_lost) == (26, 0), page
            assert use.report.copy_day == TODAY.isoformat()
            assert (folder / use.report.name).is_file()
        again = used(folder)
        assert (again.content, again.problems) == (content_of(range(26)), []), page
        assert images(folder) == len(IMAGES)
        shutil.rmtree(folder)
    assert healed > pages // 8


def test_a_history_that_is_sound_says_nothing(tmp_path: Path) -> None:
    fill(tmp_path, range(3), TODAY, copied=False)
    (tmp_path / COPIES).mkdir(exist_ok=True)
    (tmp_path / COPIES / ".unchecked.sqlite.x1y2.part").write_bytes(b"half a copy, in which the program was killed")
    use = used(tmp_path)
    assert not list((tmp_path / COPIES).glob(".*"))
    assert (use.content, use.problems) == (content_of(range(3)), [])


@pytest.mark.parametrize("copied", [True, False])
def test_drafts_are_salvaged_as_conversations_are(tmp_path: Path, copied: bool) -> None:
    store = SqliteStore(tmp_path, lambda: YESTERDAY)
    store.save_draft("old", Draft("typed before the copy"))
    store.run_maintenance() if copied else None
    for number in range(60):
        store.save_draft(f"d{number:02}", Draft(f"typed {number} " + "more " * 200))
    store.close()
    overwrite(tmp_path, 0, b"\xff" * PAGE_BYTES)
    report = heal(tmp_path, DamageCause.DAMAGED, TODAY)
    assert report.kind is ProblemKind.STORE_DAMAGED
    assert (report.from_copy, report.salvaged, report.turns_lost) == ((1, 60, 0) if copied else (0, 61, 0))
    store = SqliteStore(tmp_path, lambda: TODAY)
    drafts = [store.draft(f"d{number:02}") for number in range(60)]
    listed = {row.id for row in store.page(0, 100)}
    store.close()
    assert [draft.prompt.split(" more")[0] for draft in drafts if draft] == [f"typed {number}" for number in range(60)]
    assert listed == {"old", *(f"d{number:02}" for number in range(60))}
