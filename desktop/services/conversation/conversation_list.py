"""The list of conversations: read page by page, limited by a search, kept up to date."""

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import EMPTY_QUERY, SearchQuery
from desktop.core.errors import StorageError
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

PAGE = 100  # rows


class ConversationList(QObject):
    """Owner of the rows that are shown. A failed read leaves them as they are; StorageThread reports it."""

    changed = Signal(tuple)  # of Summary: pinned ones first, then the newest
    unlisted = Signal()  # the rows of the search could not be read

    def __init__(self, tasks: Tasks, storage: StorageThread) -> None:
        super().__init__()
        self._listing = tasks.slot("history list")
        self._paging = tasks.slot("history page")
        self._storage = storage
        self._summaries: tuple[Summary, ...] = ()
        self._has_more = True
        self._query = EMPTY_QUERY
        self._listed: SearchQuery | None = EMPTY_QUERY  # None once the rows are of no search

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """The rows read so far."""
        return self._summaries

    @property
    def query(self) -> SearchQuery:
        """The search that limits the list."""
        return self._query

    @property
    def is_listed(self) -> bool:
        """True if the rows are those of the search; False while they are read."""
        return self._listed == self._query

    def search(self, query: SearchQuery) -> None:
        """Lists the conversations that match; all of them for an empty query."""
        if query != self._query or not self.is_listed:
            self._query = query
            self._listing.start(self._refresh(PAGE))

    def read_more(self) -> None:
        """Reads the next page in the background, unless the list is complete, or it or a page is on its way."""
        if self._has_more and self.is_listed and not self._paging.running:
            self._paging.start(self.read_page(len(self._summaries)))

    def refresh(self) -> None:
        """Reads the shown rows again in the background."""
        self._listing.start(self._refresh())

    def clear(self) -> None:
        """Forgets all rows, without a signal, because they belong to another store."""
        self._summaries, self._has_more, self._listed = (), True, None

    def remove(self, conversation_id: str) -> None:
        """Takes a row off the list."""
        self._summaries = tuple(row for row in self._summaries if row.id != conversation_id)
        self.changed.emit(self._summaries)
        self._read_again_if_reading()

    def update(self, summary: Summary) -> None:
        """Inserts or replaces a row at its place in the order. A search gets no new rows this way."""
        current = next((row for row in self._summaries if row.id == summary.id), None)
        if current == summary or (current is None and self._query != EMPTY_QUERY):
            return
        others = tuple(row for row in self._summaries if row.id != summary.id)
        self._summaries = tuple(sorted((summary, *others), key=lambda row: (not row.pinned, -row.updated_at)))
        self.changed.emit(self._summaries)
        self._read_again_if_reading()

    def _read_again_if_reading(self) -> None:
        """Has rows that are being read at this moment read again: they may be older than what was changed."""
        if self._listing.running:
            self.refresh()

    async def read_page(self, offset: int) -> None:
        """Reads the page that begins at row `offset` and appends it."""
        query = self._query
        try:
            page = await self._storage.query(lambda store: store.page(offset, PAGE, query))
        except StorageError:
            return
        if query != self._query or not self.is_listed:
            return  # a page of another search, or behind rows of another one
        self._has_more = len(page) == PAGE
        known = {row.id for row in self._summaries}
        self._summaries += tuple(row for row in page if row.id not in known)
        self.changed.emit(self._summaries)

    async def _refresh(self, count: int = 0) -> None:
        count = count or max(PAGE, len(self._summaries))
        query = self._query
        try:
            page = await self._storage.query(lambda store: store.page(0, count, query))
        except StorageError:
            if query == self._query and not self.is_listed:
                self.unlisted.emit()
            return
        self._has_more = len(page) == count
        self._summaries, self._listed = page, query
        self.changed.emit(page)
