"""Ends what another run of the program left unfinished, when the history opens."""

import json
from pathlib import Path

from desktop.adapters.storage.cli_inbox import CliInbox
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.rows.list_rows import list_all_drafts
from desktop.core.conversation.serialization import problem_to_plain
from desktop.core.conversation.turn import Stage
from desktop.core.errors import Problem, ProblemKind
from desktop.services.ports.store import Store

UNENDED = (Stage.PREPARING, Stage.WAITING, Stage.ANSWERING)


def end_work(connection: SqliteConnection) -> None:
    """Marks turns that the program ended under as stopped; their answers so far stay. Lists drafts that are not."""
    left = json.dumps(problem_to_plain(Problem(ProblemKind.APP_CLOSED)))
    with connection.transaction() as do:
        do(
            f"UPDATE turns SET stage = ?, trouble = ? WHERE stage IN ({','.join('?' * len(UNENDED))})",
            (Stage.STOPPED, left, *UNENDED),
        )
        list_all_drafts(do)


def take_in_inbox(store: Store, folder: Path) -> None:
    """Saves the turns that the command line has left in a data folder, and removes their files."""
    for turn, images, done in CliInbox(folder / "inbox").waiting():
        store.save_images(images)
        store.save_turns([turn])
        done()
