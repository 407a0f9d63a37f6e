"""Pictures that come in, by the clipboard, an address or a start, and how they are arranged."""

import asyncio
import base64
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from desktop.launch_request import LaunchRequest
from desktop.ui.main_window import MainWindow
from tests.helpers.images import png
from tests.loopback import Endpoint
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import start_program
from tests.stories.window_steps import clip, paste_image, press

pytestmark = pytest.mark.usefixtures("key")


def test_text_and_picture_on_the_clipboard(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        clip("A1\tB1", image_png=png())
        window.composer.field.setFocus()
        window.composer.field.paste()
        assert window.composer.field.toPlainText() == "A1\tB1"
        assert "clipboard also has a picture" in window.notice.words
        await press(window.notice, "Paste as picture instead")
        await until(lambda: len(window.strip.labels) == 1)
        assert window.composer.field.toPlainText() == ""
        window.canvas.setFocus()
        window.actions_["paste"].trigger()
        await until(lambda: len(window.strip.labels) == 2)
        assert "clipboard also has text" in window.notice.words
        await press(window.notice, "Paste as text instead")
        assert window.composer.field.toPlainText() == "A1\tB1"

    tell(story)


def test_what_is_not_understood_is_said(tell: Tell, tmp_path: Path) -> None:
    async def story(window: MainWindow) -> None:
        clip(application_weird=b"x")
        window.canvas.setFocus()
        window.actions_["paste"].trigger()
        assert "application/weird" in window.notice.words
        clip(image_png=b"can't open")
        window.actions_["paste"].trigger()
        await until(lambda: "Askance can't open" in window.notice.words)
        clip("just words")
        window.actions_["paste"].trigger()
        assert window.composer.field.toPlainText() == "just words"
        mime = QMimeData()
        mime.setUrls([])
        window.dropped.emit(mime)
        assert "Nothing in what you dropped" in window.notice.words

    tell(story)


def test_an_address_is_fetched_only_after_the_user_says_so(tell: Tell) -> None:
    with Endpoint(answer=lambda to, heard: to.reply(200, png(90), "image/png")) as endpoint:

        async def story(window: MainWindow) -> None:
            clip(f"{endpoint.url}/shot.png")
            window.canvas.setFocus()
            window.actions_["paste"].trigger()
            assert "Not downloaded" in window.notice.words
            await asyncio.sleep(0.1)
            assert endpoint.heard == []
            await press(window.notice, "Download")
            await until(lambda: len(window.strip.labels) == 1)

        tell(story)


def test_pictures_are_removed_moved_and_brought_back(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, png(100))
        await paste_image(window, png(200))

        def tips() -> list[str]:
            return list(window.strip.labels)

        assert tips() == ["Picture 1, 100 × 60", "Picture 2, 200 × 60"]
        window.strip.moved.emit(1, 0)
        assert tips() == ["Picture 1, 200 × 60", "Picture 2, 100 × 60"]
        window.strip.removed.emit(0)
        assert window.actions_["undo"].text() == "Undo Remove picture"
        for _ in range(3):
            window.actions_["undo"].trigger()
        assert tips() == ["Picture 1, 100 × 60"]
        window.actions_["redo"].trigger()
        assert tips() == ["Picture 1, 100 × 60", "Picture 2, 200 × 60"]

    tell(story)


def test_pasting_brings_a_folded_conversation_back(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        window.actions_["talk"].trigger()
        assert not window.composer.isVisible()
        await paste_image(window)
        assert window.composer.isVisible()

    tell(story)


def test_what_a_start_names_may_be_a_file_or_an_address(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(png(100))
    packed = base64.b64encode(png(90)).decode()
    launch_request = LaunchRequest.of(
        [f"file://{tmp_path}/a%20b.png", f"data:image/png;base64,{packed}", "smb://x/y.png"], tmp_path
    )

    async def story(window: MainWindow) -> None:
        await until(lambda: len(window.strip.labels) == 2)
        assert "only web links can be downloaded" in window.notice.words

    tell(story, "", *launch_request.images)


def test_what_a_later_start_names_comes_to_what_lay_on_the_desk(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(png(80))

    async def first(window: MainWindow) -> None:
        await paste_image(window)
        QTest.keyClicks(window.composer.field, "half-ty")

    async def later(window: MainWindow) -> None:
        await until(lambda: len(window.strip.labels) == 2)
        assert window.composer.field.toPlainText() == "half-ty"
        assert window.notice.words == ""

    tell(first)
    tell(later, "", str(tmp_path / "b.png"))


def test_a_second_start_hands_its_pictures_over(tell: Tell, tmp_path: Path, home: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())

    async def story(window: MainWindow) -> None:
        second = start_program(home, str(tmp_path / "a.png"), "gone.png")
        await until(lambda: second.poll() is not None)
        assert (second.returncode, second.communicate()[1]) == (0, b"")
        await until(lambda: len(window.strip.labels) == 1)
        await until(lambda: "Can't find “gone.png”." in window.notice.words)

    tell(story)


def test_in_a_narrow_window_the_foot_goes_through_the_pictures_and_removes_them(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        window.resize(window.theme.px(700), window.theme.px(500))
        await paste_image(window, png(100))
        await paste_image(window, png(200))
        buttons = window.foot.switch.findChildren(QToolButton)
        (number,) = (button for button in buttons if button.menu() is not None)
        (back,) = (button for button in buttons if button.accessibleName() == "Previous picture")
        await until(lambda: number.text() == "2 of 2" and number.isVisible())
        assert window.strip.isHidden()
        QTest.mouseClick(back, Qt.MouseButton.LeftButton)
        await until(lambda: window.canvas.image is not None and window.canvas.image.view.size[0] == 100)
        assert number.text() == "1 of 2"
        assert number.accessibleName().startswith("Picture 1, 100 × 60, 1 of 2")
        menu = number.menu()
        menu.aboutToShow.emit()
        entries = {action.text(): action for action in menu.actions()}
        assert {"Remove", "Move right", "Turn right", "Detail"} <= set(entries)
        entries["Remove"].trigger()
        await until(lambda: number.text() == "1 of 1")
        assert window.strip.labels == ("Picture 1, 200 × 60",)
        window.actions_["undo"].trigger()
        await until(lambda: number.text().endswith("of 2"))

    tell(story)
