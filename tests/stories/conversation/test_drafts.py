"""Drafts: what was typed and pasted stays in the list until it is asked or deleted."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop import paths
from desktop.core.conversation.conversation import Summary
from desktop.ui.main_window import MainWindow
from tests.helpers.reachable import unreachable
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.secret_image import secret_image, shows_secret
from tests.stories.window_steps import answered, ask, cover, paste_image, titles

pytestmark = pytest.mark.usefixtures("key")


def drafts(window: MainWindow) -> list[str]:
    """The titles of the rows that are marked as drafts."""
    model = window.history.model
    rows = [model.row(model.index(at)) for at in range(model.rowCount())]
    return [row.title for row in rows if isinstance(row, Summary) and row.is_draft]


async def open_row(window: MainWindow, title: str) -> None:
    """Clicks on the conversation of that title."""
    await until(lambda: title in titles(window))
    model = window.history.model
    at = next(at for at in range(model.rowCount()) if getattr(model.row(model.index(at)), "title", "") == title)
    window.history.list_view.clicked.emit(model.index(at))


def test_what_was_pasted_and_typed_is_there_after_going_to_and_fro_and_after_a_restart(tell: Tell) -> None:
    with Endpoint(script=[saying("An answer")]) as endpoint:

        async def go_to_and_fro(window: MainWindow) -> None:
            await ask(window, "first?")
            await answered(window, "An answer")
            window.actions_["new"].trigger()
            await paste_image(window)
            cover(window)
            QTest.keyClicks(window.composer.field, "half typed")
            await open_row(window, "first?")
            await until(lambda: "An answer" in window.transcript.plain_text())
            await until(lambda: window.notice.words == "“half typed” is in the list as a draft.")
            window.actions_["new"].trigger()
            window.actions_["new"].trigger()
            assert window.composer.field.toPlainText() == ""
            assert drafts(window) == ["half typed"]
            await open_row(window, "half typed")
            await until(lambda: window.composer.field.toPlainText() == "half typed")
            assert len(window.strip.labels) == 1

        async def look(window: MainWindow) -> None:
            await until(lambda: drafts(window) == ["half typed"])
            assert window.composer.field.toPlainText() == "half typed"
            assert len(window.strip.labels) == 1
            window.actions_["new"].trigger()

        async def look_again(window: MainWindow) -> None:
            await until(lambda: drafts(window) == ["half typed"])
            assert window.composer.field.toPlainText() == ""

        for story in (go_to_and_fro, look, look_again):
            tell(story, endpoint.url)
            assert unreachable(paths.folders().data) == []


def test_ctrl_z_outside_of_text_and_canvas_brings_back_what_new_and_delete_took_away(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        QTest.keyClicks(window.composer.field, "half typed")
        window.actions_["new"].trigger()
        await until(lambda: drafts(window) == ["half typed"] and not window.notice.isHidden())
        press_undo(window)
        await until(lambda: window.composer.field.toPlainText() == "half typed")
        assert window.notice.isHidden(), "it offers to undo what is undone"
        window.history.delete_requested.emit(window.transcript.conversation_id)
        await until(lambda: window.composer.field.toPlainText() == "")
        assert drafts(window) == [] and not window.notice.isHidden()
        press_undo(window)
        await until(lambda: window.composer.field.toPlainText() == "half typed")
        assert window.notice.isHidden()
        await until(lambda: drafts(window) == ["half typed"])

    def press_undo(window: MainWindow) -> None:
        window.history.list_view.setFocus()
        QTest.keyClick(window.history.list_view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    tell(story)


def test_a_draft_that_is_left_is_on_the_disk_without_what_is_covered(tell: Tell, home: Path) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, secret_image())
        cover(window)
        QTest.keyClicks(window.composer.field, "half typed")
        window.actions_["new"].trigger()
        await until(lambda: drafts(window) == ["half typed"])

    async def later(window: MainWindow) -> None:
        await open_row(window, "half typed")
        await until(lambda: len(window.strip.labels) == 1 and window.canvas.image is not None)
        assert window.canvas.image is not None
        assert window.canvas.image.redacted_rects, "the cover is there still"

    tell(story)
    assert [shows_secret(image) for image in kept_images(home)] == [False]
    tell(later)
    assert [shows_secret(image) for image in kept_images(home)] == [False]


def test_a_draft_that_is_left_is_kept_whole_where_originals_are_wanted(tell: Tell, home: Path) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, secret_image())
        cover(window)
        window.actions_["new"].trigger()
        await until(lambda: len(drafts(window)) == 1)

    tell(story, keep_originals=True)
    assert [shows_secret(image) for image in kept_images(home)] == [True]


def kept_images(home: Path) -> list[Image.Image]:
    """The pictures on the disk."""
    return [Image.open(path) for path in (home / "data" / "pictures").glob("??/" + "?" * 64)]


def test_without_a_history_drafts_live_in_memory(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, secret_image())
        QTest.keyClicks(window.composer.field, "half typed")
        window.actions_["new"].trigger()
        await until(lambda: drafts(window) == ["half typed"])
        assert not window.strip.labels
        await open_row(window, "half typed")
        await until(lambda: window.composer.field.toPlainText() == "half typed")
        assert len(window.strip.labels) == 1
        assert not paths.folders().data.exists()

    async def nothing(window: MainWindow) -> None:
        assert window.composer.field.toPlainText() == ""
        assert drafts(window) == [] and not window.strip.labels

    tell(story, keep_history=False)
    tell(nothing, keep_history=False)
    assert not paths.folders().data.exists()
