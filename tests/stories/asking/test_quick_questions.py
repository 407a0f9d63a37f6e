"""Quick questions of the library, several questions at once, and what was typed before them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit

from desktop.composition import config_files
from desktop.core.asking.saved_prompts import QuickQuestion
from desktop.ui.dialogs.saved_prompt_editor import QuickQuestionEditor
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.requests import last_words
from tests.stories.window_steps import answered, ask, busy, menu_of, paste_image, press, trigger

pytestmark = pytest.mark.usefixtures("key")


def test_a_quick_question_is_one_click(tell: Tell) -> None:
    with Endpoint(answer=saying("fine")) as endpoint:

        async def story(window: MainWindow) -> None:
            assert window.composer.prompt_row.isHidden()
            await paste_image(window)
            await until(window.composer.prompt_row.isVisible)
            await press(window.composer.prompt_row, "Explain this error")
            await answered(window, "fine")
            QTest.keyClicks(window.composer.field, "/read")
            (listed,) = window.findChildren(QListWidget, "quickList")
            assert listed.isVisible()
            assert listed.currentItem().text() == "Read the text"
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            await until(lambda: len(endpoint.posts) == 2 and not busy(window))
            QTest.keyClicks(window.composer.field, "/")
            QTest.keyClick(window.composer.field, Qt.Key.Key_Escape)
            assert listed.isHidden()
            window.composer.field.clear()

        tell(story, endpoint.url)
    assert "Explain the error" in last_words(endpoint.posts[0])
    assert "Write down all text" in last_words(endpoint.posts[1])


def test_the_library_is_edited_and_kept(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        window.composer.quick_edit_requested.emit()
        (editing,) = window.findChildren(QuickQuestionEditor)
        await press(editing, "Add")
        (name,), (words,) = editing.findChildren(QLineEdit), editing.findChildren(QPlainTextEdit)
        QTest.keyClicks(name, "Mine")
        words.setPlainText("What is mine?")
        for _ in range(5):
            await press(editing, "↑")
        (listed,) = editing.findChildren(QListWidget)
        listed.setCurrentRow(1)
        await press(editing, "Remove")
        editing.accept()
        await paste_image(window)
        await press(window.composer.prompt_row, "Mine")
        await until(lambda: len(endpoint.posts) == 1 and not busy(window))

    with Endpoint(answer=saying("fine")) as endpoint:
        tell(story, endpoint.url)
    assert last_words(endpoint.posts[0]) == "What is mine?"
    names = [question["name"] for question in config_files.load_quick_questions()["questions"]]
    assert names[0] == "Mine"
    assert "Explain this error" not in names


def test_several_questions_go_in_one_request(tell: Tell) -> None:
    with Endpoint(answer=saying("## What?\n\nyes")) as endpoint:

        async def story(window: MainWindow) -> None:
            window.composer.field.setPlainText("1. What is it?\n2. Where is it?")
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            await answered(window, "yes")

        tell(story, endpoint.url)
    content = endpoint.posts[0].json["messages"][-1]["content"]
    assert content[0]["text"] == "1. What is it?\n2. Where is it?"
    assert content[1]["text"].startswith("These are 2 questions.")


def test_what_is_typed_survives_a_quick_question_and_leaving_an_edit(tell: Tell) -> None:
    with Endpoint(answer=saying("yes")) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "what?")
            await answered(window, "yes")
            field = window.composer.field
            QTest.keyClicks(field, "mine ")
            window.composer.quick_chosen.emit(QuickQuestion("n", "and this"))
            assert field.toPlainText() == "mine and this"
            window.transcript.edit_requested.emit(window.transcript.items[0].turn.id)
            await until(lambda: field.toPlainText() == "what?")
            QTest.keyClicks(field, " changed")
            window.actions_["new"].trigger()
            await until(lambda: window.transcript.plain_text() == "")
            assert field.toPlainText() == ""
            index = window.history.model.index(1)
            window.history.list_view.clicked.emit(index)
            await until(lambda: field.toPlainText() == "mine and this")
            window.transcript.edit_requested.emit(window.transcript.items[0].turn.id)
            await until(lambda: field.toPlainText() == "what?")
            trigger(menu_of(window), "Continue answer")
            await until(lambda: len(endpoint.posts) == 2 and not busy(window))
            assert field.toPlainText() == "mine and this"

        tell(story, endpoint.url)
    assert [message["content"] for message in endpoint.posts[1].json["messages"]][:2] == ["what?", "yes"]
