"""Opening the history on disk: finishing what was begun, healing what is damaged, and then a store on it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from desktop.adapters.files.whole_file import remove_unfinished
from desktop.adapters.storage.cli_inbox import CliInbox
from desktop.adapters.storage.damage.healing import heal, is_really_damaged, name_of_old
from desktop.adapters.storage.damage.report_file import take_report
from desktop.adapters.storage.damage.signs import cause_of_damage, clear_mark
from desktop.adapters.storage.database import COPIES, refuse_odd_place
from desktop.adapters.storage.deletion.aside_files import AsideFiles
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.adapters.storage.stand_in.file_locks import has_locks
from desktop.adapters.storage.stand_in.stand_in_store import StandInStore
from desktop.adapters.storage.switch import end_switch, is_under_way
from desktop.core.conversation.healing_report import DamageCause
from desktop.core.errors import Problem, ProblemKind, StorageDamageError, StorageError
from desktop.services.ports.store import Store

_WAITING = (
    ProblemKind.STORE_BUSY,
    ProblemKind.STORE_IS_FOLDER,
    ProblemKind.STORE_IS_LINK,
    ProblemKind.STORE_IS_NO_FILE,
)


def open_history(
    folder: Path, problem_occurred: Callable[[Problem], None], today: Callable[[], date] = date.today
) -> SqliteStore:
    """Returns a store on the history in `folder`; a damaged one is healed before. Raises StorageError.

    `problem_occurred` is called with a HealingReport if it was healed, with what became of a backup that was being
    brought back, and later with parts that cannot be read.
    """
    refuse_odd_place(folder)
    with translated():
        _end_switch(folder, problem_occurred)
        cause = cause_of_damage(folder)
        if cause is DamageCause.DAMAGED and not is_really_damaged(folder):
            clear_mark(folder)
            cause = None
    if cause is None:
        try:
            return SqliteStore(folder, today, problem_occurred)
        except StorageDamageError:
            cause = DamageCause.DAMAGED
    with translated():
        problem_occurred(heal(folder, cause, today()))
    return SqliteStore(folder, today, problem_occurred)


def open_or_stand_in(folder: Path, problem_occurred: Callable[[Problem], None]) -> Store:
    """Returns a store on the history in `folder`, or one in memory until that can be used; the reason is reported."""
    try:
        return open_history(folder, problem_occurred)
    except StorageError as failed:
        is_right = failed.problem.kind is not ProblemKind.STORE_BUSY or has_locks(folder)
        problem_occurred(failed.problem if is_right else Problem(ProblemKind.STORE_READ_ONLY))
        return StandInStore(lambda: open_history(folder, problem_occurred), CliInbox(folder / "inbox"))


def _end_switch(folder: Path, problem_occurred: Callable[[Problem], None]) -> None:
    """Finishes or gives up a switch in which the program was killed, and a copy. Raises OSError."""
    remove_unfinished(folder / COPIES)
    ended = end_switch(folder)
    if ended is None:
        return
    if ended.is_healing:
        clear_mark(folder)
        report = take_report(folder, name_of_old(folder, ended.old))
        if report is not None:
            AsideFiles(folder).mark_incomplete(ended.old, report)
            problem_occurred(report)
    else:
        kind = ProblemKind.RESTORE_FINISHED if ended.old else ProblemKind.RESTORE_GIVEN_UP
        problem_occurred(Problem(kind, ended.old))


def open_for_command(folder: Path) -> SqliteStore:
    """Returns a store for a command, which heals nothing. Raises StorageError, where a window has to look after it."""
    refuse_odd_place(folder)
    if is_under_way(folder) or cause_of_damage(folder) is not None:
        raise StorageDamageError(Problem(ProblemKind.STORE_DAMAGED))
    return SqliteStore(folder)


def can_wait(error: StorageError) -> bool:
    """Returns True if a turn can be left for the next window: the history is in use, damaged, or no file."""
    return error.problem.kind in _WAITING or isinstance(error, StorageDamageError)
