"""Finding conversations by the words in them: SQLite's FTS5, what was typed before what was answered, and that before
what stands in pictures; newest first.

Ranking every match of a common word would take longer than people wait for a letter that they type; the newest places
come out of the index in order, so that the first fifty are there at once, in a history of any size.
"""

from collections.abc import Container, Iterable, Iterator
from itertools import islice
from typing import Any

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.search.word_index import ENDED, INDEXES, UNINDEXED
from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import SearchQuery, excerpt
from desktop.core.conversation.search_words import ends_open, has_words, phrases_of
from desktop.core.conversation.turn import known_time
from desktop.core.search.fold import folded

PORTION = 500
MOST_PORTIONS = 60
FEW = 2000
_COST = "(SELECT total(usd) FROM turns JOIN spending ON turn_id = id WHERE conversation_id = c.id)"
_IS_DRAFT = "NOT EXISTS (SELECT 1 FROM turns WHERE conversation_id = c.id)"
_COLUMNS = f"c.id, c.title, c.updated_at, c.pictures, c.thumbnail, c.pinned, {_COST}, {_IS_DRAFT}"


def query_of(search: SearchQuery) -> str:
    """The words as FTS5 wants them: each part a phrase, the last word of what was typed only a beginning."""
    phrases = [f'"{phrase}"' for phrase in phrases_of(search)]
    if phrases and ends_open(search):
        phrases[-1] += "*"
    return " AND ".join(phrases)


class FullTextSearch:
    """Reads the history through one connection."""

    def __init__(self, connection: SqliteConnection) -> None:
        self._connection = connection

    def page(self, offset: int, count: int, search: SearchQuery) -> tuple[Summary, ...]:
        """A page of the conversations in which something is found; of all where nothing is sought."""
        query = query_of(search)
        if not search.words.strip():
            return self._listed(offset, count, search)
        if not query:  # only signs were typed
            return ()
        found: dict[str, Summary] = {}
        for summary in self._found(query, search, found):
            found[summary.id] = summary
            if len(found) >= offset + count:
                break
        return tuple(found.values())[offset : offset + count]

    def _listed(self, offset: int, count: int, search: SearchQuery) -> tuple[Summary, ...]:
        """Without words: all that passes the filters, pinned ones first."""
        conditions, values = ["c.id NOT IN (SELECT id FROM going)"], list[Any]()
        if search.since:
            conditions.append("c.updated_at >= ?")
            values.append(search.since)
        if search.with_images:
            conditions.append("c.pictures > 0")
        if search.pinned:
            conditions.append("(c.pinned OR c.id IN (SELECT conversation_id FROM turns WHERE pinned))")
        if search.model:
            conditions.append("c.id IN (SELECT conversation_id FROM turns WHERE model = ?)")
            values.append(search.model)
        order = "ORDER BY c.pinned DESC, c.updated_at DESC, c.id"
        chosen = f"SELECT c.id FROM conversations c WHERE {' AND '.join(conditions)} {order} LIMIT ? OFFSET ?"
        rows = self._connection.execute(  # only what is on the page is added up
            f"SELECT {_COLUMNS} FROM conversations c WHERE c.id IN ({chosen}) {order}", (*values, count, offset)
        )
        return tuple(_summary(row) for row in rows)

    def _found(self, query: str, search: SearchQuery, known: Container[str]) -> Iterator[Summary]:
        """Conversations in which something is found, each once; `known` are those that were handed out already."""
        yield from self._titled(search)
        yield from self._drafts(search, known)
        about = f" AND about : m{search.model.encode().hex()}" if search.model else ""
        about += " AND about : withpicture" if search.with_images else ""
        for index in INDEXES:
            yield from self._in(index, f"words : ({query}){about}", search, known)

    def _in(self, index: str, match: str, search: SearchQuery, known: Container[str]) -> Iterator[Summary]:
        """The newest turn that matches of each conversation, the newest first."""
        few = self._few(search)
        if few is None:
            portions = self._portions(index, match, self._pinned() if search.pinned else None, search)
        else:
            portions = iter([self._read_through(index, few, search)])
        for numbers in portions:
            newest: dict[str, int] = {}
            for conversation_id, number in self._connection.execute(
                f"SELECT conversation_id, number FROM turns WHERE number IN ({', '.join(map(str, numbers))}) "
                "AND asked_at >= ? AND id NOT IN (SELECT id FROM going) "
                "AND conversation_id NOT IN (SELECT id FROM going) ORDER BY number DESC",
                (search.since,),
            ):
                if conversation_id not in known:
                    newest.setdefault(conversation_id, number)
            for number in newest.values():
                row = self._connection.execute(
                    f"SELECT {_COLUMNS}, t.id, t.{INDEXES[index]} FROM turns t JOIN conversations c "
                    "ON c.id = t.conversation_id WHERE t.number = ?",
                    (number,),
                ).fetchone()
                *_, turn_id, text = row
                yield _summary(row, excerpt(text, search), turn_id)

    def _few(self, search: SearchQuery) -> set[int] | None:
        """Returns the numbers of the turns that the filters leave, if they are few; None if they are many."""
        if search.pinned and len(pinned := self._pinned()) <= FEW:
            return pinned
        if not search.since:
            return None
        late = self._connection.execute(
            f"SELECT number FROM turns WHERE asked_at >= ? LIMIT {FEW + 1}", (search.since,)
        )
        numbers = {row[0] for row in late}
        return numbers if len(numbers) <= FEW else None

    def _portions(self, index: str, match: str, wanted: set[int] | None, search: SearchQuery) -> Iterator[list[int]]:
        """The numbers of turns that match (and are wanted), the newest first, as the index hands them out.

        Those that are not in the index yet are older than all that are, and are read through.
        """
        first = self._connection.value("SELECT min(number) FROM turns WHERE asked_at >= ?", (search.since,)) or 0
        rows = self._connection.execute(
            f"SELECT rowid FROM {index} WHERE {index} MATCH ? AND rowid >= ? ORDER BY rowid DESC", (match, first)
        )
        numbers = (int(row[0]) for row in rows if wanted is None or row[0] in wanted)
        for _ in range(MOST_PORTIONS):
            portion = list(islice(numbers, PORTION))
            if not portion:
                break
            yield portion
        unindexed = self._connection.execute(f"SELECT number FROM {UNINDEXED} ORDER BY number DESC").fetchall()
        numbers = (row[0] for row in unindexed if wanted is None or row[0] in wanted)
        while portion := list(islice(numbers, PORTION)):
            yield self._read_through(index, portion, search)

    def _read_through(self, index: str, numbers: Iterable[int], search: SearchQuery) -> list[int]:
        """Of a few turns those with all the words: reading them takes less than the index does for a common word."""
        rows = self._connection.execute(
            f"SELECT number, {INDEXES[index]}, model, pictures FROM turns "
            f"WHERE number IN ({', '.join(map(str, numbers))}) AND stage IN {ENDED}"
        )
        return [
            number
            for number, text, model, images in rows
            if has_words(text, search) and search.model in ("", model) and (images or not search.with_images)
        ]

    def _pinned(self) -> set[int]:
        """The turns of conversations that are pinned or have a pinned turn."""
        rows = self._connection.execute(
            "SELECT number FROM turns WHERE conversation_id IN (SELECT id FROM conversations WHERE pinned "
            "UNION SELECT conversation_id FROM turns WHERE pinned)"
        )
        return {row[0] for row in rows}

    def _titled(self, search: SearchQuery) -> Iterator[Summary]:
        """Conversations whose title, given by the user, has all the words."""
        conditions = "given_title <> '' AND c.id NOT IN (SELECT id FROM going) AND c.updated_at >= ?"
        wanted = [folded(part) for part in search.parts]
        for row in self._connection.execute(
            f"SELECT {_COLUMNS} FROM conversations c WHERE {conditions} ORDER BY c.updated_at DESC", (search.since,)
        ):
            summary = _summary(row)
            if _passes(summary, search) and all(part in folded(summary.title) for part in wanted):
                yield summary

    def _drafts(self, search: SearchQuery, known: Container[str]) -> Iterator[Summary]:
        """Drafts of which nothing was asked yet, and whose prompt has all the words."""
        wanted = [folded(part) for part in search.parts]
        for row in self._connection.execute(
            f"SELECT {_COLUMNS}, d.prompt FROM drafts d CROSS JOIN conversations c ON c.id = d.conversation_id "
            f"WHERE {_IS_DRAFT} AND c.id NOT IN (SELECT id FROM going) AND c.updated_at >= ? "
            "ORDER BY c.updated_at DESC",
            (search.since,),
        ):
            summary = _summary(row, excerpt(row[-1], search))
            if summary.id not in known and _passes(summary, search) and all(part in folded(row[-1]) for part in wanted):
                yield summary


def _passes(summary: Summary, search: SearchQuery) -> bool:
    """Returns True if a conversation that was found without its turns passes the filters."""
    return not search.model and bool(
        (summary.images or not search.with_images) and (summary.pinned or not search.pinned)
    )


def _summary(row: tuple[Any, ...], words: str = "", turn_id: str = "") -> Summary:
    conversation_id, title, updated_at, images, thumbnail, pinned, cost, is_draft, *_ = row
    return Summary(
        *(conversation_id, title, known_time(updated_at), images, thumbnail, bool(pinned), words, turn_id),
        *(cost, bool(is_draft)),
    )
