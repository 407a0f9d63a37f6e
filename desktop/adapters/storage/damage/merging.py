"""Bringing what was salvaged from a damaged history into the copy that takes its place.

Of a turn that had ended in the copy, the copy's words count: they do not change any more, and a damaged page may have
changed them. All else is newer in the damaged file: turns that the copy lacks or in which they were being answered,
titles, pins, branches and drafts.
"""

from pathlib import Path

from desktop.adapters.storage.connection import Execute, SqliteConnection
from desktop.adapters.storage.deletion.erasing import erase, tidy
from desktop.adapters.storage.rows.draft_rows import FILLED
from desktop.adapters.storage.rows.list_rows import list_all_drafts, update_summary
from desktop.adapters.storage.search.word_index import ENDED

_NEW = f"""SELECT id FROM salvaged.turns WHERE id NOT IN (SELECT id FROM main.turns WHERE stage IN {ENDED})"""


def merge(history: SqliteConnection, salvaged: Path) -> set[str]:
    """Takes rows of the database at `salvaged` into `history`. Returns the ids of conversations that have new turns."""
    history.execute("ATTACH DATABASE ? AS salvaged", (str(salvaged),))
    try:
        with history.transaction() as do:
            return _merge(do)
    finally:
        history.execute("DETACH DATABASE salvaged")


def _merge(do: Execute) -> set[str]:
    do(f"CREATE TEMP TABLE new_turns AS {_NEW}")
    do(
        "INSERT INTO main.conversations SELECT * FROM salvaged.conversations WHERE true "
        "ON CONFLICT (id) DO UPDATE SET given_title = excluded.given_title, last = excluded.last, "
        "pinned = excluded.pinned, choice = excluded.choice, updated_at = max(updated_at, excluded.updated_at)"
    )
    do(
        "INSERT OR IGNORE INTO main.conversations (id, updated_at) "
        "SELECT conversation_id, max(asked_at) FROM salvaged.turns GROUP BY conversation_id"
    )
    do("DELETE FROM main.turns WHERE id IN (SELECT id FROM new_turns)")
    highest = do("SELECT coalesce(max(number), 0) FROM main.turns").fetchone()[0]
    columns = [row[1] for row in do("PRAGMA main.table_info(turns)") if row[1] != "number"]
    names = ", ".join(columns)
    do(
        f"INSERT INTO main.turns ({names}, number) SELECT {names}, {highest} + row_number() OVER (ORDER BY number) "
        "FROM salvaged.turns WHERE id IN (SELECT id FROM new_turns)"
    )
    of_new = "turn_id IN (SELECT id FROM new_turns)"
    do(f"INSERT INTO main.turn_pictures SELECT * FROM salvaged.turn_pictures WHERE {of_new}")
    do(
        "UPDATE main.turns SET pinned = s.pinned, parent = s.parent FROM salvaged.turns AS s "
        "WHERE s.id = turns.id AND turns.id NOT IN (SELECT id FROM new_turns)"
    )
    _take_drafts(do)
    do("DELETE FROM main.going")
    for table in ("going", "leaving", "spending", "picture_readings"):
        do(f"INSERT OR IGNORE INTO main.{table} SELECT * FROM salvaged.{table}")
    changed = do("SELECT DISTINCT conversation_id FROM main.turns WHERE id IN (SELECT id FROM new_turns)").fetchall()
    do("DROP TABLE new_turns")
    return {row[0] for row in changed}


def _take_drafts(do: Execute) -> None:
    do("DELETE FROM main.drafts WHERE conversation_id IN (SELECT conversation_id FROM salvaged.drafts)")
    do("INSERT INTO main.drafts SELECT * FROM salvaged.drafts")
    do(
        "INSERT OR IGNORE INTO main.draft_sheets SELECT * FROM salvaged.draft_sheets "
        "WHERE conversation_id IN (SELECT conversation_id FROM salvaged.drafts)"
    )


def put_in_order(history: SqliteConnection, deleted: set[str]) -> None:
    """Erases what the user had deleted, gives every turn its conversation, and brings the rows of the list in step."""
    history.execute("PRAGMA foreign_keys = ON")
    history.execute("PRAGMA secure_delete = ON")
    with history.transaction() as do:
        do(
            "INSERT OR IGNORE INTO conversations (id, updated_at) "
            "SELECT conversation_id, max(asked_at) FROM turns GROUP BY conversation_id"
        )
        do("DELETE FROM turn_pictures WHERE turn_id NOT IN (SELECT id FROM turns)")
        do("DELETE FROM draft_sheets WHERE conversation_id NOT IN (SELECT conversation_id FROM drafts)")
        for deleted_id in deleted:
            erase(do, deleted_id)
        do(f"DELETE FROM conversations WHERE id NOT IN (SELECT conversation_id FROM turns UNION {FILLED})")
        list_all_drafts(do)
        for (conversation_id,) in do("SELECT id FROM conversations").fetchall():
            update_summary(do, conversation_id)
    tidy(history)
