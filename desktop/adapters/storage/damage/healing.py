"""Healing a damaged history, in this order: check, take the newest good copy, salvage, switch, report.

Nothing of the damaged file is changed. The healed history is made ready in a folder beside it and put in its place by a
journaled switch (switch.py), so that a program that is killed in between has one of both, whole.
"""

import contextlib
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.commit_record import Commits, read_commits
from desktop.adapters.storage.damage.copies import newest_first, newest_good_copy
from desktop.adapters.storage.damage.grafting import candidates, number_in_file, working_copy
from desktop.adapters.storage.damage.log_frames import frames_named
from desktop.adapters.storage.damage.merging import merge, put_in_order
from desktop.adapters.storage.damage.quiet_day import begin_quiet_day
from desktop.adapters.storage.damage.report_file import take_report, write_report
from desktop.adapters.storage.damage.salvage import Salvage, Salvager
from desktop.adapters.storage.damage.signs import clear_mark, refuse_damaged_log
from desktop.adapters.storage.damage.soundness import is_sound
from desktop.adapters.storage.database import NAME, connect, has_odd_header, refuse_newer
from desktop.adapters.storage.deletion.aside_files import AsideFiles
from desktop.adapters.storage.deletion.deletion_record import DeletionRecord
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.open_files import log_of
from desktop.adapters.storage.search.word_index import ENDED, add_functions
from desktop.adapters.storage.switch import HEALED_FOLDER, remove_if_nothing_aside, switch
from desktop.core.conversation.healing_report import DamageCause, HealingReport
from desktop.core.errors import Problem, ProblemKind, StorageError


@dataclass(frozen=True, slots=True)
class _Healed:
    """Facts about the new history: the copy's day, conversations from it and from the damaged file, and all turns.

    `of_copy` are the turns whose words are the copy's, `copy_commit` is the number of its last commit.
    """

    copy_day: str
    copy_commit: int
    from_copy: int
    salvaged: int
    turns: frozenset[str]
    of_copy: frozenset[str]


def is_really_damaged(folder: Path) -> bool:
    """Checks the whole history after a suspicion. Raises StorageError if it is in use."""
    if not (folder / NAME).exists() or has_odd_header(folder / NAME):
        return True
    before = number_in_file(folder / NAME)
    try:
        refuse_newer(folder / NAME)
        with SqliteConnection(folder / NAME) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.value("PRAGMA schema_version")  # takes the lock now
            refuse_damaged_log(connection, folder, before)
            return not is_sound(connection)
    except StorageError as error:
        if error.problem.kind in (ProblemKind.STORE_BUSY, ProblemKind.STORE_NEWER):
            raise
        return True


def heal(folder: Path, cause: DamageCause, today: date) -> HealingReport:
    """Puts a healed history in the place of that in `folder`, which nobody has open. Raises StorageError, OSError."""
    begin_quiet_day(folder, today)
    new = Path(tempfile.mkdtemp(dir=folder, prefix=HEALED_FOLDER))
    try:
        salvage = _salvaged(folder, new)
        report = _report(_build(folder, new, salvage, today), salvage, cause, folder)
        write_report(folder, report)
        set_aside = switch(new, folder, today)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    clear_mark(folder)
    AsideFiles(folder).mark_incomplete(set_aside, report)
    return take_report(folder, name_of_old(folder, set_aside)) or report


def name_of_old(folder: Path, set_aside: str) -> str:
    """Returns the name of the file that was set aside; empty if there was none, whose folder is then removed."""
    if (folder / set_aside / NAME).exists():
        return f"{set_aside}/{NAME}"
    remove_if_nothing_aside(folder / set_aside)
    return ""


def _report(healed: _Healed, salvage: Salvage, cause: DamageCause, folder: Path) -> HealingReport:
    came_back = healed.from_copy or healed.salvaged
    deleted, commits = DeletionRecord(folder).ids, read_commits(folder) or Commits(0, {})
    reached = max(salvage.commit, healed.copy_commit)
    later = {written.turn for written in commits.after(reached) if deleted.isdisjoint(written)}
    is_cut = commits.lack(reached)
    in_part = salvage.in_part | (later if is_cut else set())
    return HealingReport(
        ProblemKind.STORE_DAMAGED if came_back else ProblemKind.STORE_RESET,
        cause=cause,
        copy_day=healed.copy_day,
        from_copy=healed.from_copy,
        salvaged=healed.salvaged,
        turns_in_part=len((in_part & healed.turns) - healed.of_copy),
        turns_lost=len((salvage.listed | later) - salvage.turns - healed.turns - deleted),
        lost_count_known=salvage.list_is_whole or salvage.turns_are_whole or 0 < commits.first <= healed.copy_commit,
        changes_lost=is_cut,
    )


def _salvaged(folder: Path, new: Path) -> Salvage:
    """Leaves the rows of the damaged file in `salvaged.sqlite`, if any can be read."""
    best = Salvage()
    work = new / "work"
    work.mkdir()
    is_empty = not (folder / NAME).exists() or not (folder / NAME).stat().st_size
    if is_empty and not frames_named(log_of(folder / NAME)):
        return best
    path = working_copy(folder / NAME, work)
    commit = number_in_file(path)
    copies = [copy for _, copy in newest_first(folder)]
    for version, roots in candidates(path, copies):
        with contextlib.suppress(StorageError):
            salvage = Salvager(path, version, roots, work / "target.sqlite").run()
            if _rank(salvage) > _rank(best):
                best = salvage
                (work / "target.sqlite").replace(new / "salvaged.sqlite")
            if salvage.turns and salvage.list_is_whole and salvage.listed == salvage.turns:
                break
    best.commit = commit
    return best


def _rank(salvage: Salvage) -> tuple[int, int, bool, int]:
    return len(salvage.turns), len(salvage.drafts), salvage.list_is_whole, len(salvage.listed)


def _build(folder: Path, new: Path, salvage: Salvage, today: date) -> _Healed:
    """Makes the new history out of the newest good copy and the salvaged rows. Raises StorageError."""
    copy = newest_good_copy(folder, today)
    with translated():
        if copy is not None:
            shutil.copyfile(copy[1], new / NAME)
    deleted = DeletionRecord(folder).ids
    if not salvage.is_empty:
        with SqliteConnection(new / "salvaged.sqlite") as rows:
            add_functions(rows)
            put_in_order(rows, deleted)
    with connect(new) as history:
        put_in_order(history, deleted)
        copy_commit = history.commit_number
        before = _conversations(history)
        of_copy = _turns(history, f"WHERE stage IN {ENDED}")
        changed = merge(history, new / "salvaged.sqlite") if not salvage.is_empty else set[str]()
        put_in_order(history, deleted)
        after = _conversations(history)
        changed |= after - before  # among them those that are drafts only
        turns = _turns(history)
        if not is_sound(history):
            raise StorageError(Problem(ProblemKind.STORE_INTERNAL_ERROR))
    shutil.rmtree(new / "work", ignore_errors=True)
    from_copy, salvaged = len(before & after - changed), len(changed & after)
    return _Healed(copy[0].isoformat() if copy else "", copy_commit, from_copy, salvaged, turns, of_copy)


def _turns(history: SqliteConnection, condition: str = "") -> frozenset[str]:
    return frozenset(row[0] for row in history.execute(f"SELECT id FROM turns {condition}"))


def _conversations(history: SqliteConnection) -> set[str]:
    return {row[0] for row in history.execute("SELECT id FROM conversations")}
