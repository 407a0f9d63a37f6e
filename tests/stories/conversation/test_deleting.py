"""Turns and conversations that are pinned, renamed, deleted and brought back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import SearchQuery
from desktop.services.conversation import pending_deletion
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import kept_images
from tests.stories.window_steps import answered, ask, feet, menu_of, paste_image, press, titles, trigger

pytestmark = pytest.mark.usefixtures("key")


def test_a_turn_is_pinned_deleted_and_brought_back(tell: Tell) -> None:
    with Endpoint(script=[saying("one"), saying("two"), saying("three")]) as endpoint:

        async def story(window: MainWindow) -> None:
            for words, answer in (("first?", "one"), ("second?", "two")):
                await ask(window, words)
                await answered(window, answer)
            trigger(menu_of(window, 1), "Pin")
            assert "Unpin" in menu_of(window, 1)
            assert feet(window)[1].startswith("Pinned")
            trigger(menu_of(window, 0), "Delete")
            assert window.transcript.plain_text() == "second?\n\ntwo"
            await press(window.notice, "Undo")
            assert window.transcript.plain_text() == "first?\n\none\n\nsecond?\n\ntwo"
            trigger(menu_of(window, 0), "Delete")
            await ask(window, "third?")
            await answered(window, "three")
            window.history.search_requested.emit(SearchQuery(pinned=True))
            await until(lambda: titles(window) == ["first?"])

        async def later(window: MainWindow) -> None:
            await until(lambda: "three" in window.transcript.plain_text())
            assert window.transcript.plain_text() == "second?\n\ntwo\n\nthird?\n\nthree"

        tell(story, endpoint.url)
        tell(later, endpoint.url)
    assert [message["content"] for message in endpoint.posts[2].json["messages"]] == ["second?", "two", "third?"]


def test_a_deleted_conversation_comes_back_with_its_desk(tell: Tell) -> None:
    with Endpoint(answer=saying("yes")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window)
            await ask(window, "what?")
            await answered(window, "yes")
            QTest.keyClicks(window.composer.field, "more")
            row = window.history.model.row(window.history.model.index(1))
            assert isinstance(row, Summary)
            window.history.delete_requested.emit(row.id)
            await until(lambda: window.transcript.plain_text() == "")
            await press(window.notice, "Undo")
            await until(lambda: "yes" in window.transcript.plain_text())
            await until(lambda: titles(window) == ["what?"])
            await until(lambda: len(window.strip.labels) == 1)
            assert window.composer.field.toPlainText() == "more"

        tell(story, endpoint.url)
    assert kept_images()


def test_it_is_too_late_after_some_seconds(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pending_deletion, "UNDO_MS", 1)
    with Endpoint(answer=saying("yes")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window)
            await ask(window, "what?")
            await answered(window, "yes")
            row = window.history.model.row(window.history.model.index(1))
            assert isinstance(row, Summary)
            window.history.delete_requested.emit(row.id)
            await until(lambda: not kept_images())
            await press(window.notice, "Undo")

        tell(story, endpoint.url)


def test_the_only_question_goes_with_its_conversation(tell: Tell) -> None:
    with Endpoint(answer=saying("yes")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "yes")
            trigger(menu_of(window), "Delete")
            await until(lambda: titles(window) == [])
            await press(window.notice, "Undo")
            await until(lambda: titles(window) == ["what?"])
            await until(lambda: "yes" in window.transcript.plain_text())

        tell(story, endpoint.url)


def test_undo_is_true_after_a_restart_too(tell: Tell) -> None:
    with Endpoint(script=[saying(answer) for answer in ("one", "two", "three")]) as endpoint:

        async def first(window: MainWindow) -> None:
            for words, answer in (("a?", "one"), ("b?", "two"), ("c?", "three")):
                await ask(window, words)
                await answered(window, answer)
            trigger(menu_of(window, 1), "Delete")
            assert window.transcript.plain_text() == "a?\n\none\n\nc?\n\nthree"
            trigger(menu_of(window, 1), "Pin")  # it is kept behind another turn now
            await press(window.notice, "Undo")

        async def second(window: MainWindow) -> None:
            await until(lambda: "three" in window.transcript.plain_text())
            assert window.transcript.plain_text() == "a?\n\none\n\nb?\n\ntwo\n\nc?\n\nthree"

        tell(first, endpoint.url)
        tell(second, endpoint.url)


def test_a_conversation_is_renamed_and_deleted_with_its_pictures(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what?")
        await answered(window, "ok")
        row = window.history.model.row(window.history.model.index(1))
        window.history.rename_requested.emit(row.id, "Mine")  # type: ignore[union-attr]
        await until(lambda: window.history.model.index(1).data() == "Mine")
        window.history.delete_requested.emit(row.id)  # type: ignore[union-attr]
        await until(lambda: window.history.model.rowCount() == 0)
        assert "Deleted “Mine”" in window.notice.words
        assert window.transcript.plain_text() == ""

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
    assert kept_images() == []


@pytest.mark.parametrize("keys_after", [(), (Qt.Key.Key_F6, Qt.Key.Key_F6, Qt.Key.Key_F6)], ids=["there", "composer"])
def test_the_only_conversation_is_deleted_and_brought_back_by_keys_alone(
    tell: Tell, keys_after: tuple[Qt.Key, ...]
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    with Endpoint(answer=saying("yes")) as endpoint:

        def press_key(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key, modifiers)

        async def story(window: MainWindow) -> None:
            window.activateWindow()
            await ask(window, "what?")
            await answered(window, "yes")
            await until(lambda: titles(window) == ["what?"])
            press_key(Qt.Key.Key_K, control)
            assert QApplication.focusWidget() is window.history.search_field
            QTest.keyClicks(window.history.search_field, "wha")  # which the field itself could undo
            press_key(Qt.Key.Key_Escape)
            await until(lambda: titles(window) == ["what?"])
            press_key(Qt.Key.Key_Down)
            press_key(Qt.Key.Key_Delete)
            await until(lambda: titles(window) == [] and window.transcript.plain_text() == "")
            for key in keys_after:
                press_key(key)
            assert (QApplication.focusWidget() is window.composer.field) is bool(keys_after)
            press_key(Qt.Key.Key_Z, control)
            await until(lambda: titles(window) == ["what?"] and "yes" in window.transcript.plain_text())

        tell(story, endpoint.url)
