"""The title of the open conversation above its text."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from desktop.controllers.conversation.opening.title import TitleController
from desktop.core.conversation.conversation import Summary
from desktop.ui.actions import Actions
from desktop.ui.panes.conversation_head import ConversationHead
from tests.controllers.fakes import FakeHistory


@pytest.fixture
def head(qapp: QApplication) -> Iterator[ConversationHead]:
    host = QWidget()
    head = ConversationHead(Actions(host))
    head.setParent(host)
    head.resize(600, 46)
    host.show()  # so that its layout has given each part its room
    yield head
    host.deleteLater()


def test_the_title_of_the_list_is_shown_and_a_new_one_is_taken(head: ConversationHead) -> None:
    history = FakeHistory()
    open_id = history.conversation.id
    history.rows = (Summary(open_id, "Why does it fail?", 1.0),)
    controller = TitleController(history, head)
    controller.connect()
    controller.show()
    (shown,), (field,) = head.findChildren(QPushButton), head.findChildren(QLineEdit)
    assert shown.text() == "Why does it fail?"
    shown.click()
    field.setText(" The sync ")
    field.editingFinished.emit()
    assert history.calls == [("rename", open_id, "The sync")]


def test_before_the_first_question_there_is_no_title_to_change(head: ConversationHead) -> None:
    TitleController(FakeHistory(), head).show()
    (shown,) = head.findChildren(QPushButton)
    assert shown.text() == "New conversation"
    assert not shown.isEnabled()


def test_a_title_of_ten_thousand_letters_is_cut_to_its_room(head: ConversationHead) -> None:
    head.show_title("long " * 2000, can_rename=True)
    (shown,) = head.findChildren(QPushButton)
    assert shown.text().endswith("…")
    assert shown.fontMetrics().horizontalAdvance(shown.text()) <= 600
