"""Numbers in answers lead back to their marks."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.geometry.rect import Rect
from desktop.ui.main_window import MainWindow
from tests.helpers.images import png
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import answered, ask, paste_image

pytestmark = pytest.mark.usefixtures("key")


async def click_chip(window: MainWindow, item: int, row: int, hover: bool = False) -> None:
    view = window.transcript
    await until(lambda: len(view.items) > item and len(view.items[item].rows) > row)
    placed = view.items[item].rows[row]
    top = view.items[item].top - view.verticalScrollBar().value() + placed.top
    place = QPoint(24, round(top) + 8)
    if hover:
        view.parts.links.point_at(QPointF(place))
    else:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_number_in_an_answer_leads_to_its_mark_through_edits_and_a_restart(tell: Tell) -> None:
    def lit(window: MainWindow) -> Any:
        return window.canvas.highlight

    async def story(window: MainWindow) -> None:
        await paste_image(window, png(300, 200))
        image = window.canvas.image
        assert image is not None
        window.canvas.edited.emit("Number", image.with_annotation(NumberBadge("n", Rect(40, 40, 120, 80), 1)))
        window.canvas.number_named.emit(1)
        await ask(window, " is what?")
        await answered(window, "① is red")
        assert window.transcript.plain_text().startswith("① is what?")
        await click_chip(window, 0, 1, hover=True)
        assert lit(window) == Rect(40, 40, 120, 80)
        window.actions_["turn_right"].trigger()
        window.canvas.set_zoom(6.0)
        await click_chip(window, 0, 1)
        assert lit(window) == Rect(120, 40, 160, 120)
        assert window.canvas.visible_rect.contains((140, 80))
        await paste_image(window, png(90, 60))
        assert lit(window) is None
        await click_chip(window, 0, 1)
        assert window.strip.current_index == 0
        window.strip.removed.emit(0)
        window.strip.removed.emit(0)

    async def reopened(window: MainWindow) -> None:
        await until(lambda: "① is red" in window.transcript.plain_text())
        assert len(window.strip.labels) == 0
        await click_chip(window, 0, 1)
        await until(lambda: len(window.strip.labels) == 1 and window.empty.isHidden())
        await until(lambda: lit(window) == Rect(40, 40, 120, 80))

    with Endpoint(answer=saying("① is red, ⑦ is nothing.")) as endpoint:
        tell(story, endpoint.url)
        tell(reopened, endpoint.url)
        texts = [part["text"] for part in endpoint.posts[0].json["messages"][0]["content"] if part["type"] == "text"]
        assert texts[0] == "① is what?"
        assert "① is the box from x 40, y 40 to x 120, y 80" in texts[1]
