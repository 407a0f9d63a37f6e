"""The database's versions: one function each, in order. `user_version` counts how many of them a database has seen."""

from collections.abc import Callable, Sequence

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.search.word_index import ENDED, INDEXES, TYPED_AND_SAID, build_anew

Migration = Callable[[SqliteConnection], None]


_TURN_TABLES = (
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
)
_DRAFT_TABLES = (
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
)


def _first(connection: SqliteConnection) -> None:
    """Creates conversations, turns with their images, and drafts with theirs."""
    for statement in (*_TURN_TABLES, *_DRAFT_TABLES):
        connection.execute(statement)


def _annotations_and_money(connection: SqliteConnection) -> None:
    """Adds the edits of drafts' images, facts about sent images, and the estimated tokens and the cost of turns."""
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


_ABOUT = (
    "'m' || hex({0}.model) || CASE WHEN {0}.pictures > 0 THEN ' withpicture' ELSE '' END"  # what a search filters by
)
_ROW = "VALUES ({0}.number, spaced({0}.{1}), " + _ABOUT + ")"


def _triggers(indexes: dict[str, str]) -> tuple[str, ...]:
    """Returns the triggers that keep the indexes in step with turns that end, change or go."""

    def for_each_index(statement: str, of: str) -> str:
        return " ".join(f"{statement.format(index, row=_ROW.format(of, column))};" for index, column in indexes.items())

    note = for_each_index("INSERT INTO {0} (rowid, words, about) {row}", "new")
    forget = for_each_index("INSERT INTO {0} ({0}, rowid, words, about) {row}", "old").replace(
        "VALUES (", "VALUES ('delete', "
    )
    watched = (*indexes.values(), "model", "pictures")
    otherwise = f"({' OR '.join(f'old.{column} IS NOT new.{column}' for column in watched)})"
    return (
        f"CREATE TRIGGER words_in AFTER INSERT ON turns WHEN new.stage IN {ENDED} BEGIN {note} END",
        f"CREATE TRIGGER words_out AFTER DELETE ON turns WHEN old.stage IN {ENDED} BEGIN {forget} END",
        f"CREATE TRIGGER words_begun AFTER UPDATE ON turns WHEN old.stage NOT IN {ENDED} AND new.stage IN {ENDED} "
        f"BEGIN {note} END",
        f"CREATE TRIGGER words_ended AFTER UPDATE ON turns WHEN old.stage IN {ENDED} AND new.stage NOT IN {ENDED} "
        f"BEGIN {forget} END",
        f"CREATE TRIGGER words_changed AFTER UPDATE ON turns WHEN old.stage IN {ENDED} AND new.stage IN {ENDED} "
        f"AND {otherwise} BEGIN {forget} {note} END",
    )


def _index(name: str) -> str:
    return (
        f"CREATE VIRTUAL TABLE {name} USING fts5(words, about, content = '', "
        """tokenize = "unicode61 remove_diacritics 2", prefix = '2 3')"""
    )


def _filled(index: str, column: str) -> str:
    chosen = _ROW.format("turns", column).replace("VALUES (", "SELECT ")[:-1]
    return f"INSERT INTO {index} (rowid, words, about) {chosen} FROM turns WHERE stage IN {ENDED}"


def _branches_pins_and_words(connection: SqliteConnection) -> None:
    """Adds parents of turns, pins, marks of deletion, and an index of every word of turns that have ended.

    The index keeps no text of its own. Triggers keep it in step; they call the function `spaced`
    (search/word_index.py), which the connection must have when turns change.
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
        *map(_index, TYPED_AND_SAID),
        *(_filled(index, column) for index, column in TYPED_AND_SAID.items()),
        *_triggers(TYPED_AND_SAID),
    ):
        connection.execute(statement)


def _text_of_images(connection: SqliteConnection) -> None:
    """Adds the recognised text of sent images and an index of it; a turn's column `seen` has that of its images."""
    for statement in (
        """CREATE TABLE picture_readings (
            picture_id TEXT PRIMARY KEY,
            text TEXT NOT NULL,
            reading TEXT NOT NULL
        ) WITHOUT ROWID""",
        "ALTER TABLE turns ADD COLUMN seen TEXT NOT NULL DEFAULT ''",
        _index("read"),
        _filled("read", INDEXES["read"]),
        *(f"DROP TRIGGER words_{name}" for name in ("in", "out", "begun", "ended", "changed")),
        *_triggers(INDEXES),
    ):
        connection.execute(statement)


def _thinking_and_sources(connection: SqliteConnection) -> None:
    """Adds what a model thought before its answer, for how many seconds, and the pages that the answer refers to."""
    for statement in (
        "ALTER TABLE turns ADD COLUMN thinking TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE turns ADD COLUMN thinking_s REAL NOT NULL DEFAULT 0",
        "ALTER TABLE turns ADD COLUMN sources TEXT NOT NULL DEFAULT ''",
    ):
        connection.execute(statement)


def _images_of_answers(connection: SqliteConnection) -> None:
    """Marks the images of a turn that came with its answer."""
    connection.execute("ALTER TABLE turn_pictures ADD COLUMN of_answer INTEGER NOT NULL DEFAULT 0")


def _covers_of_sent_images(connection: SqliteConnection) -> None:
    """Adds what a sent image shows of its source, and what was covered of it since it went."""
    for statement in (
        "ALTER TABLE turn_pictures ADD COLUMN origin TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE turn_pictures ADD COLUMN covers TEXT NOT NULL DEFAULT ''",
    ):
        connection.execute(statement)


def _choices_of_conversations(connection: SqliteConnection) -> None:
    """Adds what a conversation is asked of; NULL where nothing was chosen."""
    connection.execute("ALTER TABLE conversations ADD COLUMN choice TEXT")


def _folded_words(connection: SqliteConnection) -> None:
    """Replaces the index of words by one of folded words, which is filled in pieces afterwards."""
    build_anew(connection, 1)


def _more_folded_words(connection: SqliteConnection) -> None:
    """Builds the index of words anew, since more letters are folded."""
    build_anew(connection, 2)


MIGRATIONS: Sequence[Migration] = (
    _first,
    _annotations_and_money,
    _branches_pins_and_words,
    _text_of_images,
    _thinking_and_sources,
    _images_of_answers,
    _covers_of_sent_images,
    _choices_of_conversations,
    _folded_words,
    _more_folded_words,
)


def version_of(connection: SqliteConnection) -> int:
    """Returns the number of migrations that the database has seen."""
    return int(connection.value("PRAGMA user_version"))


def migrate(connection: SqliteConnection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Brings the database to the newest version, each step whole or not at all."""
    for number in range(version_of(connection), len(migrations)):
        with connection.transaction():
            migrations[number](connection)
            connection.execute(f"PRAGMA user_version = {number + 1}")
