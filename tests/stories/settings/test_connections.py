"""Several connections: one is clicked, each conversation keeps its own, one goes while it answers."""

import threading

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QRadioButton, QToolButton

from desktop.core.conversation.conversation import Summary
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from tests.loopback import Connection, Endpoint, Heard, chunk, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import answered, ask, busy, press

pytestmark = pytest.mark.usefixtures("key")


def chip(window: MainWindow) -> tuple[str, str]:
    return window.host_label.text(), window.model_button.text()


def entry(window: MainWindow, name: str) -> QAction:
    """The entry of the chip's menu that begins with this name."""
    window.model_button.menu().aboutToShow.emit()
    return next(action for action in window.model_button.menu().actions() if action.text().startswith(name))


def row_titled(window: MainWindow, title: str) -> str:
    """The id of the conversation in the list with this title."""
    rows = (window.history.model.row(window.history.model.index(at)) for at in range(window.history.model.rowCount()))
    return next(row.id for row in rows if isinstance(row, Summary) and row.title == title)


def listed(url: str) -> list[dict[str, str]]:
    return [{"id": "second", "connection_name": "Kitchen", "endpoint": url, "model": "llava"}]


def test_each_conversation_keeps_its_connection_over_a_restart(tell: Tell) -> None:
    async def first(window: MainWindow) -> None:
        await ask(window, "one")
        await answered(window, "from the first")
        window.actions_["new"].trigger()
        await until(lambda: not window.transcript.items)
        entry(window, "Kitchen").trigger()
        assert chip(window) == ("Kitchen", "llava ▾")
        await ask(window, "two")
        await answered(window, "from the kitchen")

    async def second(window: MainWindow) -> None:
        await until(lambda: chip(window) == ("Kitchen", "llava ▾"))
        await until(lambda: window.history.model.rowCount() == 3)
        window.history.open_requested.emit(row_titled(window, "one"), "")
        await until(lambda: chip(window)[1] == "gpt-4o ▾")
        assert chip(window)[0] != "Kitchen"
        await ask(window, "three")
        await answered(window, "from the first")
        window.actions_["new"].trigger()
        await until(lambda: chip(window) == ("Kitchen", "llava ▾"))

    with Endpoint(answer=saying("from the first")) as one, Endpoint(answer=saying("from the kitchen")) as other:
        tell(first, one.url, answers="endpoint", connections=listed(other.url))
        tell(second)
        assert [heard.json["model"] for heard in one.posts] == ["gpt-4o", "gpt-4o"]
        assert [heard.json["model"] for heard in other.posts] == ["llava"]


def settings(window: MainWindow) -> SettingsDialog:
    window.actions_["settings"].trigger()
    (dialog,) = window.findChildren(SettingsDialog)
    return dialog


def named(dialog: SettingsDialog) -> list[str]:
    """The names of the connections in the list."""
    return [row.text() for row in dialog.answers.connections.findChildren(QRadioButton) if row.isVisible()]


def choose_in_menu(dialog: SettingsDialog, button: str, words: str) -> None:
    """Triggers an entry of the menu of a button in the list."""
    buttons = dialog.answers.connections.findChildren(QToolButton)
    menu = next(found.menu() for found in buttons if found.accessibleName() == button)
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_a_connection_that_is_removed_while_it_answers_answers_to_the_end(tell: Tell) -> None:
    removed = threading.Event()

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("half")
        assert removed.wait(240)
        to.text(" and all of it")
        to.data(chunk(None, "stop"))
        to.done()

    async def story(window: MainWindow) -> None:
        entry(window, "Kitchen").trigger()
        await ask(window, "what?")
        await until(lambda: "half" in window.transcript.plain_text() and busy(window))
        dialog = settings(window)
        choose_in_menu(dialog, "More for Kitchen", "Remove")
        await press(dialog.answers.connections, "Remove")
        await until(lambda: len(named(dialog)) == 1)
        dialog.accept()
        removed.set()
        await answered(window, "half and all of it")
        await until(lambda: "“Kitchen” was removed while it answered" in window.notice.words)
        assert chip(window)[1] == "gpt-4o ▾"

    with Endpoint(answer=answer) as endpoint:
        tell(story, "http://127.0.0.1:9/v1", answers="endpoint", connections=listed(endpoint.url))


def test_a_template_is_added_and_chosen_by_a_click(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        dialog = settings(window)
        choose_in_menu(dialog, "Add connection", "Groq")
        await until(lambda: "Groq" in named(dialog))
        assert dialog.answers.destination == "Questions go to https://api.groq.com/openai/v1/chat/completions."
        assert chip(window)[0] == "Groq"
        dialog.accept()

    tell(story, answers="endpoint")
