"""A damaged log that a killed program left: SQLite takes what comes before the damage, and says nothing."""

import random
import shutil
from pathlib import Path

import pytest

from desktop.adapters.storage.damage.log_frames import frames_named
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.open_files import log_of
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.healing_report import DamageCause
from tests.adapters.storage.damage.histories import IMAGES, TODAY, YESTERDAY, content_of, conversation, fill, used

pytestmark = [pytest.mark.logs("may be damaged"), pytest.mark.usefixtures("qapp")]


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """A history with yesterday's copy, whose conversations of today are in the log alone."""
    living, folder = tmp_path / "living", tmp_path / "killed"
    fill(living, range(6), YESTERDAY, copied=True)
    store = SqliteStore(living, lambda: TODAY)
    store.save_images(IMAGES)
    for number in range(6, 12):
        store.save_turns(conversation(number))
    shutil.copytree(living, folder)
    store.close()
    return folder


def test_a_log_without_damage_is_taken_as_it_is(killed: Path) -> None:
    assert frames_named(log_of(killed / NAME)) > 20
    use = used(killed)
    assert (use.content, use.problems) == (content_of(range(12)), [])
    assert frames_named(log_of(killed / NAME)) == 0


@pytest.mark.parametrize("at", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_what_follows_a_damaged_frame_is_brought_back(killed: Path, at: float) -> None:
    log = log_of(killed / NAME)
    data = bytearray(log.read_bytes())
    first = int(len(data) * at)
    data[first : first + 300] = random.Random(at).randbytes(300)
    log.write_bytes(data)
    use = used(killed)
    assert use.report.cause is DamageCause.DAMAGED
    missing = {name for name in content_of(range(12)) if name not in use.content}
    assert not missing & content_of(range(6)).keys()
    assert len(missing) <= 1
    assert (use.report.turns_lost > 0) >= bool(missing)
    assert used(killed).problems == []


@pytest.mark.parametrize("at", [0, 5, 17, 27])
def test_a_damaged_head_does_not_cost_the_log(killed: Path, at: int) -> None:
    log = log_of(killed / NAME)
    data = bytearray(log.read_bytes())
    data[at] ^= 0xFF
    log.write_bytes(data)
    use = used(killed)
    assert use.content == content_of(range(12))
    assert use.report.cause is DamageCause.DAMAGED


@pytest.mark.parametrize("cause", [DamageCause.EMPTY, DamageCause.MISSING])
def test_beside_a_missing_or_empty_history_the_log_is_salvaged(killed: Path, cause: DamageCause) -> None:
    (killed / NAME).unlink()
    if cause is DamageCause.EMPTY:
        (killed / NAME).touch()
    use = used(killed)
    assert use.report.cause is cause
    assert content_of(range(6)).items() <= use.content.items()
    assert len(use.content) > 6


def test_a_log_beside_an_empty_history_without_copies_is_salvaged(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "living", lambda: TODAY)
    store.save_turns(conversation(0))
    store.save_turns(conversation(1))
    killed = tmp_path / "killed"
    killed.mkdir()
    shutil.copy(log_of(tmp_path / "living" / NAME), killed)
    store.close()
    (killed / NAME).touch()
    use = used(killed)
    assert use.report.cause is DamageCause.EMPTY
    assert use.content.keys() == content_of(range(2)).keys()


def test_a_log_of_rubbish_is_said(killed: Path) -> None:
    log = log_of(killed / NAME)
    log.write_bytes(random.Random(1).randbytes(log.stat().st_size))
    use = used(killed)
    assert content_of(range(6)).items() <= use.content.items()
    assert use.report.cause is DamageCause.DAMAGED
