"""Builds the controllers of the list of conversations and of the transcript."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.adapters.files.unseen_answers import UnseenAnswers
from desktop.composition import lazy_windows
from desktop.composition.container import Container
from desktop.controllers.building.shared import Connectable, Shared
from desktop.controllers.conversation.answer_copy import AnswerCopy
from desktop.controllers.conversation.conversation_list import ConversationListController
from desktop.controllers.conversation.history import HistoryController
from desktop.controllers.conversation.opening.leaving import LeavingController
from desktop.controllers.conversation.opening.title import TitleController
from desktop.controllers.conversation.search import SearchController
from desktop.controllers.conversation.storage_notices import StorageNotices
from desktop.controllers.conversation.taking_back import TakingBackController
from desktop.controllers.conversation.transcript import TranscriptController
from desktop.controllers.conversation.transcript_search import TranscriptSearchController
from desktop.controllers.conversation.turn_actions import TurnActions
from desktop.controllers.conversation.turn_asking_menu import TurnAskingMenu
from desktop.controllers.conversation.turn_menu import TurnMenuController
from desktop.controllers.notices.answer_notices import AnswerNoticesController
from desktop.controllers.notices.answer_notifications import AnswerNotifications
from desktop.ui.canvas.tools import Tool
from desktop.ui.history.undo_key import UndoKey

if TYPE_CHECKING:
    from desktop.controllers.asking.ask_again import AskAgainController
    from desktop.ui.find_bar import FindBar


def build_conversation(container: Container, shared: Shared) -> tuple[Connectable, ...]:
    """Returns the controllers of the list of conversations and of the transcript."""
    window = container.window
    history, panel, actions = container.history, window.history, window.actions_

    async def stored_models() -> tuple[str, ...]:
        return await container.storage.query(lambda store: store.models())

    def new_find_bar() -> "FindBar":
        bar = lazy_windows.find_bar(window)
        window.add_find_bar(bar)
        return bar

    turn_changed, spending_changed = container.question_runner.turn_changed, container.usage_tracker.changed
    listing = ConversationListController(history, panel, container.thumbnails, turn_changed, spending_changed)
    editing = HistoryController(
        history,
        panel,
        actions,
        container.question_runner.stop_and_wait,
        container.tasks,
        shared.notices,
        window.focus_question,
    )
    finding = TranscriptSearchController(window.transcript, actions["find"], new_find_bar, window.focus_question)
    search = SearchController(
        history, panel, actions["search"], window.show_side, stored_models, finding, container.tasks
    )
    transcript = TranscriptController(
        history,
        window.transcript,
        container.thumbnails,
        container.answer_thumbnails,
        container.formula_cache,
        container.highlight_cache,
    )
    storage = StorageNotices(container.storage, shared.notices, history.refresh_list)
    undo_key = UndoKey(window, window.canvas, lambda: history.can_undo)
    undo_key.take_from(panel.search_field, lambda: True)
    undo_key.take_from(window.composer.field, lambda: container.workspace.draft.is_empty)
    taking_back = TakingBackController(history, undo_key, shared.notices)
    head = TitleController(history, window.head), _build_leaving(container, shared, finding)
    news = _build_answer_notices(container, shared)
    return *head, listing, editing, taking_back, finding, search, transcript, storage, news


def _is_in_front() -> bool:
    """Returns True while one of the windows has the focus, or if there is no desktop that could tell anybody."""
    return QApplication.activeWindow() is not None or QApplication.platformName() in ("offscreen", "minimal")


def _build_answer_notices(container: Container, shared: Shared) -> AnswerNoticesController:
    window = container.window
    new_notifications = partial(lazy_windows.notifications, window)
    notifications = AnswerNotifications(
        container.settings_service, new_notifications, _is_in_front, window, shared.notices
    )
    unseen = UnseenAnswers(paths.folders().unseen_file, lambda: container.storage.keeps)
    return AnswerNoticesController(container.question_runner, container.history, window, notifications, unseen)


def _build_leaving(container: Container, shared: Shared, finding: TranscriptSearchController) -> LeavingController:
    """Returns the controller of what leaves with a conversation."""
    canvas = container.window.canvas
    put_down_tool = partial(canvas.set_tool, Tool.CHOOSE)
    return LeavingController(
        container.history, (shared.notices.leave_conversation, finding.put_away, put_down_tool, canvas.fit)
    )


def build_turns(
    container: Container, shared: Shared, asking_again: "AskAgainController", edit_last: Callable[[], None]
) -> tuple[Connectable, ...]:
    """Returns the controllers of what can be done with a turn."""
    window, history = container.window, container.history
    actions = TurnActions(
        history,
        window.transcript,
        window.actions_,
        container.question_runner.is_busy,
        asking_again.again,
        edit_last,
    )
    menu = TurnMenuController(
        history,
        window.transcript,
        window,
        shared.transcript_actions,
        AnswerCopy(container.request_builder.load_resent, container.tasks, shared.notices).copy_with_images,
        TurnAskingMenu(asking_again, shared.model_choice.models, window.transcript.edit_requested.emit),
        shared.notices,
    )
    return actions, menu
