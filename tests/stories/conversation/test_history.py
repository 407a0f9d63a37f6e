"""The list of conversations, the search in all of them, and words found in one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import SearchQuery
from desktop.ui.find_bar import FindBar
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import answered, ask, titles

pytestmark = pytest.mark.usefixtures("key")


def test_the_list_says_where_an_answer_is_coming(tell: Tell) -> None:
    with Endpoint(answer=saying("slow ", "and ", "done", pause_s=0.2)) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await until(lambda: bool(window.history.model.answering))
            window.actions_["new"].trigger()
            assert window.history.model.answering
            await until(lambda: not window.history.model.answering)

        tell(story, endpoint.url)


def test_searching_opens_the_conversation_at_the_place(tell: Tell) -> None:
    with Endpoint(script=[saying("The needle is here"), saying("Nothing"), saying("More")]) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "where?")
            await answered(window, "needle")
            window.actions_["new"].trigger()
            await ask(window, "else?")
            await answered(window, "Nothing")
            window.actions_["search"].trigger()
            field = window.history.findChild(QLineEdit)
            assert field is not None
            assert window.focusWidget() is field
            QTest.keyClicks(field, "need")
            await until(lambda: titles(window) == ["where?"])
            index = window.history.model.index(0)
            found = window.history.model.row(index)
            assert isinstance(found, Summary)
            assert "needle" in found.excerpt
            window.history.list_view.clicked.emit(index)
            await until(lambda: "needle" in window.transcript.plain_text())
            await until(lambda: window.transcript.parts.search.current is not None)
            QTest.keyClick(field, Qt.Key.Key_Escape)
            await until(lambda: titles(window) == ["else?", "where?"])
            QTest.keyClicks(field, "zzz")
            await until(lambda: window.history.finds_nothing)

        tell(story, endpoint.url)


def test_words_are_found_with_the_keyboard_alone(tell: Tell) -> None:
    with Endpoint(answer=saying("An apple and another apple.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "Which apple?")
            await answered(window, "another")
            window.actions_["find"].trigger()
            bar = window.focusWidget()
            assert isinstance(bar, QLineEdit)
            QTest.keyClicks(bar, "apple")
            find_bar = bar.parent()
            assert isinstance(find_bar, FindBar)
            await until(lambda: find_bar.count == "1 of 3")
            QTest.keyClick(bar, Qt.Key.Key_Return)
            assert find_bar.count == "2 of 3"
            QTest.keyClick(bar, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
            assert find_bar.count == "1 of 3"
            QTest.keyClick(bar, Qt.Key.Key_Escape)
            assert window.focusWidget() is window.composer.field
            assert not window.transcript.parts.search.is_active

        tell(story, endpoint.url)


def test_the_same_words_are_found_twice(tell: Tell) -> None:
    with Endpoint(answer=saying("An apple.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "apple")
            window.actions_["find"].trigger()
            bar = window.focusWidget()
            assert isinstance(bar, QLineEdit)
            QTest.keyClicks(bar, "apple")
            for _ in range(2):
                await until(lambda: window.transcript.parts.search.current is not None)
                QTest.keyClick(bar, Qt.Key.Key_Escape)
                assert not window.transcript.parts.search.is_active
                window.history.search_requested.emit(SearchQuery("apple"))
                await until(lambda: window.history.model.rowCount() == 1)  # no day above it
                window.history.list_view.clicked.emit(window.history.model.index(0))

        tell(story, endpoint.url)


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Return,), (Qt.Key.Key_Down, Qt.Key.Key_Return)])
def test_keys_that_come_before_the_results_open_what_is_found(tell: Tell, keys: tuple[Qt.Key, ...]) -> None:
    with Endpoint(script=[saying("The needle is here"), saying("Nothing"), saying("More")]) as endpoint:

        async def story(window: MainWindow) -> None:
            for question, answer in (("where?", "needle"), ("else?", "Nothing"), ("and?", "More")):
                window.actions_["new"].trigger()
                await ask(window, question)
                await answered(window, answer)
            window.actions_["search"].trigger()
            QTest.keyClicks(window.history.search_field, "needle")
            for key in keys:
                focused = window.focusWidget()
                assert focused is not None
                QTest.keyClick(focused, key)
            await until(lambda: "needle" in window.transcript.plain_text())
            await until(lambda: window.transcript.parts.search.current is not None)

        tell(story, endpoint.url)
