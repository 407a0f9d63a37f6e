"""The database's versions: one function each, in order. `user_version` counts how many of them a database has seen."""

import sqlite3
from collections.abc import Callable, Sequence

Migration = Callable[[sqlite3.Connection], None]


def _first(connection: sqlite3.Connection) -> None:
    for statement in (
        """CREATE TABLE conversations (
            id TEXT PRIMARY KEY,
            given_title TEXT NOT NULL DEFAULT '',
            title TEXT NOT NULL DEFAULT '',
            updated_at REAL NOT NULL,
            pictures INTEGER NOT NULL DEFAULT 0,
            thumbnail TEXT NOT NULL DEFAULT ''
        ) WITHOUT ROWID""",
        "CREATE INDEX conversations_by_time ON conversations (updated_at DESC, id)",
        """CREATE TABLE turns (
            id TEXT PRIMARY KEY,
            conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            asked_at REAL NOT NULL,
            prompt TEXT NOT NULL,
            model TEXT NOT NULL,
            host TEXT NOT NULL,
            stage TEXT NOT NULL,
            answer TEXT NOT NULL,
            read_tokens INTEGER,
            written_tokens INTEGER,
            cached_tokens INTEGER,
            trouble TEXT,
            first_word_s REAL
        )""",
        "CREATE INDEX turns_by_conversation ON turns (conversation_id, asked_at)",
        "CREATE INDEX turns_unended ON turns (stage) WHERE stage IN ('preparing', 'waiting', 'answering')",
        """CREATE TABLE turn_pictures (
            turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            picture_id TEXT NOT NULL,
            mime TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            PRIMARY KEY (turn_id, position)
        ) WITHOUT ROWID""",
        "CREATE INDEX turn_pictures_by_picture ON turn_pictures (picture_id)",
        """CREATE TABLE drafts (
            conversation_id TEXT PRIMARY KEY,
            changed_at REAL NOT NULL,
            prompt TEXT NOT NULL,
            looked_at INTEGER NOT NULL
        ) WITHOUT ROWID""",
        """CREATE TABLE draft_sheets (
            conversation_id TEXT NOT NULL REFERENCES drafts (conversation_id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            sheet_id TEXT NOT NULL,
            picture_id TEXT NOT NULL,
            mime TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (conversation_id, position)
        ) WITHOUT ROWID""",
        "CREATE INDEX draft_sheets_by_picture ON draft_sheets (picture_id)",
    ):
        connection.execute(statement)


def _marks_and_money(connection: sqlite3.Connection) -> None:
    """What was done to a sheet; what is known of a picture that was sent; what turns were forecast to take and cost."""
    for statement in (
        "ALTER TABLE draft_sheets ADD COLUMN edit TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE turn_pictures ADD COLUMN detail TEXT NOT NULL DEFAULT 'auto'",
        "ALTER TABLE turn_pictures ADD COLUMN look TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE turn_pictures ADD COLUMN numbers TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE turn_pictures ADD COLUMN fate TEXT NOT NULL DEFAULT 'again'",
        "ALTER TABLE turns ADD COLUMN expected INTEGER NOT NULL DEFAULT 0",
        # what was spent stays spent when a conversation is deleted, so nothing but the sum refers to it
        "CREATE TABLE spending (turn_id TEXT PRIMARY KEY, asked_at REAL NOT NULL, usd REAL NOT NULL) WITHOUT ROWID",
        "CREATE INDEX spending_by_time ON spending (asked_at)",
        "CREATE TABLE leaving (picture_id TEXT PRIMARY KEY) WITHOUT ROWID",
    ):
        connection.execute(statement)


ENDED = "('done', 'stopped', 'failed')"
_ABOUT = (
    "'m' || hex({0}.model) || CASE WHEN {0}.pictures > 0 THEN ' withpicture' ELSE '' END"  # what a search filters by
)
INDEXES = {"asked": "prompt", "said": "answer"}  # what was typed is looked through first: an index of its own is small
_ROW = "VALUES ({0}.number, spaced({0}.{1}), " + _ABOUT + ")"


def _each(statement: str, of: str) -> str:
    """The statement for both indexes, about the columns of the table or row `of`."""
    return " ".join(statement.format(index, row=_ROW.format(of, column)) + ";" for index, column in INDEXES.items())


_NOTE = _each("INSERT INTO {0} (rowid, words, about) {row}", "new")
_FORGET = _each("INSERT INTO {0} ({0}, rowid, words, about) {row}", "old").replace("VALUES (", "VALUES ('delete', ")
_OTHERWISE = (
    "(" + " OR ".join(f"old.{each} IS NOT new.{each}" for each in ("prompt", "answer", "model", "pictures")) + ")"
)


def _branches_pins_and_words(connection: sqlite3.Connection) -> None:
    """Which turn follows which; what is pinned; what is about to be deleted; and an index of every word of turns that
    have ended. The index keeps no text of its own: it is told by triggers, whose function `spaced` (searching.py) must
    be there when turns change.
    """
    for statement in (
        "ALTER TABLE turns ADD COLUMN parent TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE turns ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE turns ADD COLUMN pictures INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE turns ADD COLUMN number INTEGER",  # its row in the index; SQLite's own may change in a vacuum
        "ALTER TABLE conversations ADD COLUMN last TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE conversations ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0",
        """UPDATE turns SET number = rowid,
            pictures = (SELECT count(*) FROM turn_pictures WHERE turn_id = turns.id),
            parent = coalesce((SELECT id FROM turns AS earlier WHERE conversation_id = turns.conversation_id
                AND (earlier.asked_at, earlier.rowid) < (turns.asked_at, turns.rowid)
                ORDER BY asked_at DESC, rowid DESC LIMIT 1), '')""",
        "CREATE UNIQUE INDEX turns_by_number ON turns (number)",
        "CREATE INDEX turns_by_time ON turns (asked_at, number)",
        "CREATE INDEX turns_pinned ON turns (conversation_id) WHERE pinned",
        "CREATE INDEX turns_by_model ON turns (model, conversation_id)",
        "DROP INDEX conversations_by_time",
        "CREATE INDEX conversations_by_time ON conversations (pinned DESC, updated_at DESC, id)",
        "CREATE INDEX conversations_titled ON conversations (id) WHERE given_title <> ''",
        "CREATE TABLE going (id TEXT PRIMARY KEY) WITHOUT ROWID",
        *(
            f"""CREATE VIRTUAL TABLE {index} USING fts5(words, about, content = '',
            tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')"""
            for index in INDEXES
        ),
        *(
            f"INSERT INTO {index} (rowid, words, about) "
            f"{_ROW.format('turns', column).replace('VALUES (', 'SELECT ')[:-1]} FROM turns WHERE stage IN {ENDED}"
            for index, column in INDEXES.items()
        ),
        f"CREATE TRIGGER words_in AFTER INSERT ON turns WHEN new.stage IN {ENDED} BEGIN {_NOTE} END",
        f"CREATE TRIGGER words_out AFTER DELETE ON turns WHEN old.stage IN {ENDED} BEGIN {_FORGET} END",
        f"CREATE TRIGGER words_begun AFTER UPDATE ON turns WHEN old.stage NOT IN {ENDED} AND new.stage IN {ENDED} "
        f"BEGIN {_NOTE} END",
        f"CREATE TRIGGER words_ended AFTER UPDATE ON turns WHEN old.stage IN {ENDED} AND new.stage NOT IN {ENDED} "
        f"BEGIN {_FORGET} END",
        f"CREATE TRIGGER words_changed AFTER UPDATE ON turns WHEN old.stage IN {ENDED} AND new.stage IN {ENDED} "
        f"AND {_OTHERWISE} BEGIN {_FORGET} {_NOTE} END",
    ):
        connection.execute(statement)


MIGRATIONS: Sequence[Migration] = (_first, _marks_and_money, _branches_pins_and_words)


def version_of(connection: sqlite3.Connection) -> int:
    """How many migrations the database has seen."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring the database to the newest version, each step whole or not at all."""
    for number in range(version_of(connection), len(migrations)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            migrations[number](connection)
            connection.execute(f"PRAGMA user_version = {number + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
