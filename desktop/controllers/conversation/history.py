"""Conversations: list, search, open, rename, pin, delete and bring back."""

from desktop.composition.container import Container
from desktop.controllers.conversation.transcript import TranscriptController
from desktop.controllers.error_notices import ErrorNotices
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.conversation.turn import Turn
from desktop.services.conversation.history import History


class HistoryController:
    """Between the history, its panel and the transcript."""

    def __init__(self, container: Container, problems: ErrorNotices, page: TranscriptController) -> None:
        self._container = container
        self._page = page
        window = container.window
        history, panel = container.history, window.history
        history.changed.connect(lambda rows: panel.show_summaries(rows, history.conversation.id))
        history.opened.connect(window.transcript.show_conversation)
        history.opened.connect(lambda conversation: panel.show_open(conversation.id))
        history.grown.connect(window.transcript.show_conversation)
        history.found.connect(self._show_found)
        panel.new_requested.connect(self._new)
        window.actions_["new"].triggered.connect(self._new)
        window.actions_["search"].triggered.connect(self._search)
        panel.search_requested.connect(history.search)
        panel.models_wanted.connect(self._ask_for_models)
        panel.open_requested.connect(self._open)
        panel.rename_requested.connect(history.rename)
        panel.pin_requested.connect(history.pin)
        panel.delete_requested.connect(self._delete)
        panel.model.more_wanted.connect(history.read_more)
        panel.model.thumbnail_wanted.connect(container.thumbnails.want)
        window.transcript.thumbnail_wanted.connect(lambda image: container.thumbnails.want(image.id))
        container.thumbnails.made.connect(panel.model.show_thumbnail)
        container.thumbnails.made.connect(window.transcript.show_thumbnail)
        container.question_runner.turn_changed.connect(self._show_answering)
        container.usage_tracker.changed.connect(panel.show_spent)
        container.storage.write_failed.connect(problems.tell)
        container.storage.write_recovered.connect(lambda: window.notice.say("Everything is being saved again."))

    def _show_answering(self, turn: Turn) -> None:
        model = self._container.window.history.model
        here = frozenset((turn.conversation_id,))
        model.show_answering(model.answering - here if turn.stage.ended else model.answering | here)

    @property
    def _history(self) -> History:
        return self._container.history

    def _new(self) -> None:
        self._history.start_new()
        self._container.window.focus_question()

    def _search(self) -> None:
        self._container.window.show_side()
        self._container.window.history.focus_search()

    def _ask_for_models(self) -> None:
        self._container.tasks.replace("models asked", self._find_models())

    async def _find_models(self) -> None:
        self._container.window.history.show_models(await self._container.storage.query(lambda store: store.models()))

    def _open(self, conversation_id: str, turn_id: str) -> None:
        if not turn_id:
            self._page.leave_finding()
        self._history.open(conversation_id, turn_id)

    def _show_found(self, turn_id: str) -> None:
        """A turn that a search found: what was looked for is marked in the conversation."""
        sought: SearchQuery = self._history.query
        self._container.window.transcript.show_turn(turn_id)
        if sought.parts:
            self._page.find(" ".join(sought.parts), quietly=True)

    def _delete(self, conversation_id: str) -> None:
        self._container.tasks.start("delete", self._delete_when_stopped(conversation_id))

    async def _delete_when_stopped(self, conversation_id: str) -> None:
        title = next((row.title for row in self._history.summaries if row.id == conversation_id), "")
        await self._container.question_runner.stop_and_wait(conversation_id)
        self._history.delete(conversation_id)
        said = f"“{title}” is deleted, with its pictures." if title else "The conversation is deleted."
        self._container.window.notice.say(said, ("Undo", self._history.undo_delete))
