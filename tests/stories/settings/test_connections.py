"""Several connections: one is clicked, each conversation keeps its own."""

import pytest
from PySide6.QtGui import QAction

from desktop.core.conversation.conversation import Summary
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import answered, ask

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
