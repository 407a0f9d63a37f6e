"""The index of words in turns that have ended: SQLite's FTS5, over the folded words of core/search.

The index keeps no text of its own. Triggers keep it in step with the turns; they call the function `index_words`, which
a connection must have when turns change. Any SQLite reads it, since its tokenizer has nothing to do but part words at
spaces. Turns whose numbers are in the table `unindexed` are not in it yet: a history that gets a new index is looked
through at once, and indexed in pieces. A changed fold needs a higher FOLD and a
migration that calls `build_anew`.
"""

import re

from desktop.adapters.storage.connection import SqliteConnection
from desktop.core.conversation.search_words import index_words

ENDED = "('done', 'stopped', 'failed')"
TYPED_AND_SAID = {"asked": "prompt", "said": "answer"}
INDEXES = {**TYPED_AND_SAID, "read": "seen"}  # looked through in this order: what was typed, said, stands in pictures
UNINDEXED = "unindexed"
FOLD = 2
"""The number of the fold, which the triggers bear: by its schema a history then tells with which it was indexed."""
PIECE = 50
"""Turns that are indexed at a time: some 40 ms; measured."""
_ABOUT = (
    "'m' || hex({0}.model) || CASE WHEN {0}.pictures > 0 THEN ' withpicture' ELSE '' END"  # what a search filters by
)
_ALONE = re.compile("([\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff])")
_NAMES = ("in", "out", "begun", "ended", "changed")


def spaced(text: str | None) -> str:
    """Returns the words of a text as indexes had them before there was the fold: not folded, Chinese letters apart."""
    text = text or ""
    return text if text.isascii() else _ALONE.sub(r" \1 ", text)


def add_functions(connection: SqliteConnection) -> None:
    """Adds the functions that the triggers of the history call, those of older versions too."""
    connection.add_function("spaced", spaced)
    connection.add_function("index_words", index_words)


def build_anew(connection: SqliteConnection, fold: int = FOLD) -> None:
    """Puts an empty index in the place of the one that is there; all turns are to be looked at for it."""
    for name in _NAMES:
        connection.execute(f"DROP TRIGGER words_{name}")
    for index in INDEXES:
        connection.execute(f"DROP TABLE {index}")
        connection.execute(
            f"CREATE VIRTUAL TABLE {index} USING fts5(words, about, content = '', "
            """tokenize = "unicode61 remove_diacritics 0", prefix = '2 3')"""
        )
        set_secure(connection, index)
    connection.execute(f"CREATE TABLE IF NOT EXISTS {UNINDEXED} (number INTEGER PRIMARY KEY)")
    connection.execute(f"INSERT OR IGNORE INTO {UNINDEXED} SELECT number FROM turns")
    for trigger in _triggers(fold):
        connection.execute(trigger)


def index_piece(connection: SqliteConnection) -> bool:
    """Indexes the newest turns that are not indexed yet. Returns True if there are more."""
    chosen = f"SELECT number FROM {UNINDEXED} ORDER BY number DESC LIMIT {PIECE}"
    numbers = ", ".join(str(row[0]) for row in connection.execute(chosen))
    if not numbers:
        return False
    with connection.transaction() as do:
        for index, column in INDEXES.items():
            values = f"number, index_words({column}), {_ABOUT.format('turns')}"
            rows = f"SELECT {values} FROM turns WHERE number IN ({numbers}) AND stage IN {ENDED}"
            do(f"INSERT INTO {index} (rowid, words, about) {rows}")
        do(f"DELETE FROM {UNINDEXED} WHERE number IN ({numbers})")
    return bool(connection.value(f"SELECT EXISTS (SELECT 1 FROM {UNINDEXED})"))


def indexes_in(connection: SqliteConnection) -> tuple[str, ...]:
    """Returns the indexes of words that a history, perhaps of an older version, has."""
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL%'")}
    return tuple(index for index in INDEXES if index in there)


def can_be_built_anew(connection: SqliteConnection) -> bool:
    """Returns True if a history, perhaps of an older version, has the index that `build_anew` builds."""
    return bool(connection.value("SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE name = ?)", (UNINDEXED,)))


def set_secure(connection: SqliteConnection, index: str) -> None:
    """Lets words of deleted turns leave the pages of an index at once: https://sqlite.org/fts5.html."""
    connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)")


def _triggers(fold: int) -> tuple[str, ...]:
    """Returns the triggers that keep the indexes in step with turns that end, change or go."""
    note, forget = "", ""
    mark = f" /* fold {fold} */" if fold > 1 else ""  # the first fold had no number
    for index, column in INDEXES.items():
        row = f"{{0}}.number, index_words({{0}}.{column}), {_ABOUT} WHERE {{0}}.number NOT IN {UNINDEXED};"
        note += f"INSERT INTO {index} (rowid, words, about) SELECT {row.format('new')} "
        forget += f"INSERT INTO {index} ({index}, rowid, words, about) SELECT 'delete', {row.format('old')} "
    watched = (*INDEXES.values(), "model", "pictures")
    otherwise = f"({' OR '.join(f'old.{column} IS NOT new.{column}' for column in watched)})"
    gone = f"DELETE FROM {UNINDEXED} WHERE number = old.number;"
    return (
        f"CREATE TRIGGER words_in AFTER INSERT ON turns{mark} WHEN new.stage IN {ENDED} BEGIN {note}END",
        f"CREATE TRIGGER words_out AFTER DELETE ON turns WHEN old.stage IN {ENDED} BEGIN {forget}{gone} END",
        f"CREATE TRIGGER words_begun AFTER UPDATE ON turns WHEN old.stage NOT IN {ENDED} AND new.stage IN {ENDED} "
        f"BEGIN {note}END",
        f"CREATE TRIGGER words_ended AFTER UPDATE ON turns WHEN old.stage IN {ENDED} AND new.stage NOT IN {ENDED} "
        f"BEGIN {forget}END",
        f"CREATE TRIGGER words_changed AFTER UPDATE ON turns WHEN old.stage IN {ENDED} AND new.stage IN {ENDED} "
        f"AND {otherwise} BEGIN {forget}{note}END",
    )
