"""Questions that are asked otherwise, and of other models; the old branches are kept."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.requests import image_count, last_words
from tests.stories.window_steps import answered, ask, feet, menu_of, paste_image, trigger

pytestmark = pytest.mark.usefixtures("key")


def test_a_question_is_asked_otherwise_and_the_old_branch_is_kept(tell: Tell) -> None:
    with Endpoint(script=[saying("one"), saying("two"), saying("three"), saying("four")]) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window)
            await ask(window, "first?")
            await answered(window, "one")
            await ask(window, "second?")
            await answered(window, "two")
            QTest.keyClicks(window.composer.field, "half typed")
            window.transcript.edit_requested.emit(window.transcript.items[0].turn.id)
            await until(lambda: window.composer.field.toPlainText() == "first?")
            assert window.composer.is_editing
            QTest.keyClick(window.composer.field, Qt.Key.Key_Escape)  # leave it as it was
            assert window.composer.field.toPlainText() == "half typed"
            window.transcript.edit_requested.emit(window.transcript.items[0].turn.id)
            await until(lambda: window.composer.field.toPlainText() == "first?")
            window.composer.field.setPlainText("")
            await ask(window, "otherwise?")
            await answered(window, "three")
            assert "one" not in window.transcript.plain_text()
            assert feet(window)[0].startswith("2 of 2")
            assert not window.composer.is_editing
            window.transcript.version_requested.emit(window.transcript.items[0].turn.id, -1)
            assert window.transcript.plain_text().split("\n\n") == ["first?", "one", "second?", "two"]
            assert window.composer.field.toPlainText() == "half typed"

        async def again(window: MainWindow) -> None:
            await until(lambda: "two" in window.transcript.plain_text())
            assert feet(window)[0].startswith("1 of 2")
            window.transcript.again_requested.emit(window.transcript.items[1].turn.id)
            await answered(window, "four")
            assert feet(window)[1].startswith("2 of 2")

        tell(story, endpoint.url)
        tell(again, endpoint.url)
    assert [last_words(heard) for heard in endpoint.posts] == ["first?", "second?", "otherwise?", "second?"]
    assert [image_count(heard) for heard in endpoint.posts] == [1, 1, 1, 1]
    assert len(endpoint.posts[2].json["messages"]) == 1  # nothing that was said after it
    messages = endpoint.posts[3].json["messages"]
    assert [message["content"] for message in messages if message["role"] == "assistant"] == ["one"]


def test_another_model_is_asked_and_the_setting_stays(tell: Tell) -> None:
    with Endpoint(script=[saying("one"), saying("two")]) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "one")
            entries = menu_of(window)
            assert "Ask another model/gpt-4o" in entries
            trigger(entries, "Ask again")
            await answered(window, "two")
            assert feet(window)[0].startswith("2 of 2")

        tell(story, endpoint.url)
