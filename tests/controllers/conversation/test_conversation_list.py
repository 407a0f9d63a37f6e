from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from desktop.controllers.conversation.conversation_list import ConversationListController
from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.turn import Stage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.usage.spending_limits import Spending
from desktop.ui.history.history_panel import HistoryPanel
from tests.controllers.fakes import FakeHistory, FakeThumbnails, Source, turn
from tests.helpers.images import quarters
from tests.ui.windows import history_panel

pytestmark = pytest.mark.usefixtures("qapp")


class Listing:
    def __init__(self) -> None:
        self.host = QWidget()
        self.history, self.panel, self.thumbnails = (
            FakeHistory(),
            history_panel(self.host),
            FakeThumbnails(),
        )
        self.turns, self.spending = Source(), Source()
        self.controller = ConversationListController(
            self.history, self.panel, self.thumbnails, self.turns.value, self.spending.value
        )
        self.controller.connect()
        self.history.changed.emit((Summary("c", "what?", 1.0, thumbnail="picture"),))


def test_conversations_are_listed_with_their_thumbnails() -> None:
    listing = Listing()
    model = listing.panel.model
    assert model.row_of("c") >= 0
    (row,) = (row for at in range(model.rowCount()) if isinstance(row := model.row(model.index(at)), Summary))
    assert model.thumbnail(row) is None
    assert listing.thumbnails.wanted == ["picture"]
    listing.thumbnails.ready.emit("picture", PixelBuffer.of(quarters().convert("RGB")))
    image = model.thumbnail(row)
    assert image is not None
    assert (image.width(), image.height()) == (80, 60)


def test_the_thumbnail_of_a_draft_is_asked_for_in_each_state_of_its_picture_once() -> None:
    listing = Listing()
    model = listing.panel.model
    for key in ("picture.1", "picture.1", "picture.2"):
        draft = Summary("d", "half typed", 2.0, 1, key, is_draft=True)
        listing.history.changed.emit((draft, Summary("c", "what?", 1.0)))
        model.thumbnail(draft)
    assert listing.thumbnails.wanted_of_drafts == [("d", "picture.1"), ("d", "picture.2")]
    assert listing.thumbnails.wanted == []


def test_a_conversation_that_is_being_answered_is_marked_until_the_answer_ends() -> None:
    listing = Listing()
    waiting = replace(turn(), stage=Stage.WAITING)
    listing.turns.value.emit(waiting)
    listing.turns.value.emit(replace(waiting, conversation_id="d"))
    assert listing.panel.model.answering == {"c", "d"}
    listing.turns.value.emit(waiting.stopped())
    assert listing.panel.model.answering == {"d"}


def test_more_rows_are_read_when_the_list_wants_them() -> None:
    listing = Listing()
    listing.panel.model.more_wanted.emit()
    assert listing.history.calls == [("read_more",)]


def test_spending_and_the_open_conversation_are_handed_on() -> None:
    listing = Listing()
    seen: list[object] = []
    listing.panel.show_spent(Spending())
    listing.spending.value.emit(Spending(1.25, 3.5))
    seen += [words for words in texts(listing.panel) if "3.50" in words]
    assert seen
    listing.history.opened.emit(listing.history.conversation)


def texts(panel: HistoryPanel) -> list[str]:
    """The labels of the panel, with what they say under the pointer."""
    from PySide6.QtWidgets import QLabel

    return [f"{label.text()} {label.toolTip()}" for label in panel.findChildren(QLabel)]
