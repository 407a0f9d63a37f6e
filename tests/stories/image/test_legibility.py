"""Pictures that the model would see too small to read are offered in tiles."""

import pytest
from PySide6.QtWidgets import QToolButton

from desktop.ui.main_window import MainWindow
from tests.helpers.images import encoded, screenshot
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import paste_image

pytestmark = pytest.mark.usefixtures("key")


def test_a_screen_that_the_model_cannot_read_is_offered_in_tiles(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, encoded(screenshot(3840, 2160), compress_level=1))
        await until(lambda: "gpt-4o sees this at 36 %" in window.hint.words)
        offer = window.hint.offers[1].text()
        assert offer.startswith("Split into ")
        count = int(offer.split()[2])
        window.hint.offers[1].click()
        await until(lambda: len(window.strip.labels) == count)
        assert window.hint.words == ""
        window.actions_["undo"].trigger()
        await until(lambda: len(window.strip.labels) == 1 and window.hint.words)
        (close,) = window.hint.findChildren(QToolButton)
        close.click()
        window.actions_["as_seen"].trigger()
        await until(lambda: window.canvas.shows_as_seen)
        window.actions_["as_seen"].trigger()
        assert not window.canvas.shows_as_seen
        assert window.hint.words == ""

    tell(story)
