"""Saved prompts, several questions at once, and what was typed before them."""

import json
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListWidget, QMenu, QPlainTextEdit, QWidget

from desktop.composition import config_files
from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.paths import folders
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.requests import last_words
from tests.stories.window_steps import answered, ask, busy, buttons, menu_of, paste_image, press, trigger

pytestmark = pytest.mark.usefixtures("key")
Kind = TypeVar("Kind", bound=QWidget)


def field_named(page: QWidget, name: str, kind: type[Kind]) -> Kind:
    """The field with an accessible name."""
    return next(field for field in page.findChildren(kind) if field.accessibleName() == name)


def chip(window: MainWindow) -> tuple[str, str]:
    return window.host_label.text(), window.model_button.text()


def test_a_quick_question_is_one_click(tell: Tell) -> None:
    with Endpoint(answer=saying("fine")) as endpoint:

        async def story(window: MainWindow) -> None:
            assert window.composer.prompt_row.isHidden()
            await paste_image(window)
            await until(window.composer.prompt_row.isVisible)
            await press(window.composer.prompt_row, "Explain errors")
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
    assert "Explain the errors" in last_words(endpoint.posts[0])
    assert "Write down all text" in last_words(endpoint.posts[1])


def test_the_library_is_edited_and_kept(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        window.composer.prompts.edit_requested.emit()
        (settings,) = window.findChildren(SettingsDialog)
        page = settings.prompts
        assert page.isVisible()
        await press(page, "Add")
        QTest.keyClicks(field_named(page, "Name", QLineEdit), "Mine")
        field_named(page, "Prompt", QPlainTextEdit).setPlainText("What is mine?")
        for _ in range(5):
            await press(page, "↑")
        field_named(page, "Prompts", QListWidget).setCurrentRow(1)
        await press(page, "Remove")
        settings.accept()
        await paste_image(window)
        await press(window.composer.prompt_row, "Mine")
        await until(lambda: len(endpoint.posts) == 1 and not busy(window))

    with Endpoint(answer=saying("fine")) as endpoint:
        tell(story, endpoint.url)
    assert last_words(endpoint.posts[0]) == "What is mine?"
    names = [question["name"] for question in config_files.load_prompts()["questions"]]
    assert names[0] == "Mine"
    assert "Explain errors" not in names


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
            window.composer.prompts.chosen.emit(SavedPrompt("n", "and this"))
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


def kitchen(url: str, **values: str) -> list[dict[str, str]]:
    """A second connection, for the settings; a prompt of the user's own that names it is written."""
    prompt = {"name": "Mine", "words": "What is mine?", "connection": "second", "connection_name": "Kitchen", **values}
    config_files.shared_prompts().write({"questions": [prompt]})
    return [{"id": "second", "connection_name": "Kitchen", "endpoint": url, "model": "llava"}]


def entries(window: MainWindow) -> list[QAction]:
    """The entries of the menu that is open."""
    (menu,) = (menu for menu in window.composer.findChildren(QMenu) if menu.isVisible())
    return menu.actions()


@pytest.mark.qt_log_ignore("This plugin does not support setting window masks", extend=True)
def test_a_translation_asks_for_a_language_once(tell: Tell) -> None:
    with Endpoint(answer=saying("fertig")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window)
            QTest.keyClicks(window.composer.field, "/translate to")
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            next(entry for entry in entries(window) if entry.text() == "Deutsch").trigger()
            await answered(window, "fertig")
            QTest.keyClicks(window.composer.field, "/translate to deutsch")
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            await until(lambda: len(endpoint.posts) == 2 and not busy(window))

        tell(story, endpoint.url)
    assert [last_words(post).startswith("Translate all text in this picture into Deutsch.") for post in endpoint.posts]
    assert config_files.load_settings()["translation_language"] == "Deutsch"


def test_a_prompt_has_the_conversation_asked_as_it_says_and_no_other(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await until(window.composer.prompt_row.isVisible)
        await press(window.composer.prompt_row, "Mine")
        await answered(window, "from the kitchen")
        assert chip(window) == ("Kitchen", "qwen ▾")
        await ask(window, "and now?")
        await until(lambda: len(second.posts) == 2 and not busy(window))
        await press(window.composer, "Goes on as the prompt “Mine” says · Leave")
        await ask(window, "and then?")
        await until(lambda: len(second.posts) == 3 and not busy(window))
        window.actions_["new"].trigger()
        await until(lambda: chip(window)[1] == "gpt-4o ▾")
        await ask(window, "hello?")
        await answered(window, "from the first")

    with Endpoint(answer=saying("from the first")) as first, Endpoint(answer=saying("from the kitchen")) as second:
        connections = kitchen(second.url, model="qwen", instructions="Spell it out.", detail="high")
        tell(story, first.url, connections=connections)
    bodies = [post.json for post in second.posts]
    assert [body["model"] for body in bodies] == ["qwen"] * 3
    assert [body["messages"][0]["content"] == "Spell it out." for body in bodies] == [True, True, False]
    assert "high" in json.dumps(bodies[0]["messages"][1])
    assert len(first.posts) == 1 and "Spell it out." not in json.dumps(first.posts[0].json)


def test_what_a_prompt_said_holds_after_a_restart(tell: Tell) -> None:
    async def first_start(window: MainWindow) -> None:
        await paste_image(window)
        await until(window.composer.prompt_row.isVisible)
        await press(window.composer.prompt_row, "Mine")
        await answered(window, "yes")

    async def second_start(window: MainWindow) -> None:
        await until(lambda: chip(window) == ("Kitchen", "llava ▾"))
        await ask(window, "and now?")
        await until(lambda: len(second.posts) == 2 and not busy(window))

    with Endpoint(answer=saying("no")) as first, Endpoint(answer=saying("yes")) as second:
        connections = kitchen(second.url, instructions="Spell it out.")
        tell(first_start, first.url, connections=connections)
        tell(second_start, first.url, connections=connections)
    assert [post.json["messages"][0]["content"] for post in second.posts] == ["Spell it out."] * 2
    assert first.posts == []


def test_a_prompt_whose_connection_is_gone_says_so_and_is_not_asked(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await until(window.composer.prompt_row.isVisible)
        await press(window.composer.prompt_row, "Mine")
        assert "asks the connection “Cellar”, which is not there any more" in window.notice.words
        assert window.composer.field.toPlainText() == ""
        await press(window.notice, "Edit prompts…")
        (settings,) = window.findChildren(SettingsDialog)
        assert settings.prompts.isVisible()
        settings.accept()

    with Endpoint(answer=saying("no")) as first, Endpoint(answer=saying("no")) as second:
        connections = kitchen(second.url, connection="gone", connection_name="Cellar")
        tell(story, first.url, connections=connections)
    assert first.posts == second.posts == []
    assert folders().prompts_file.exists()


def test_a_damaged_file_of_prompts_is_kept_and_said(tell: Tell) -> None:
    folders().prompts_file.parent.mkdir(parents=True, exist_ok=True)
    folders().prompts_file.write_text('[{"name": "Mine"}]')

    async def story(window: MainWindow) -> None:
        await until(lambda: "saved prompts were damaged and moved to “questions.damaged.json”" in window.notice.words)
        await paste_image(window)
        await until(window.composer.prompt_row.isVisible)
        assert buttons(window.composer.prompt_row, "Explain errors")

    tell(story)
    assert folders().prompts_file.with_name("questions.damaged.json").read_text() == '[{"name": "Mine"}]'
