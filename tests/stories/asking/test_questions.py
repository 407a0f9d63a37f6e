"""Questions from the window: the first, several at once, one that waits, one that is stopped."""

import json
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.main_window import MainWindow
from tests.helpers.chat_completions_schema import check
from tests.helpers.images import png
from tests.loopback import Connection, Endpoint, Heard, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import KEY
from tests.stories.window_steps import answered, ask, busy, clip, feet, paste_image, press

pytestmark = pytest.mark.usefixtures("key")


def test_the_five_seconds_that_matter_and_everything_is_there_again(tell: Tell) -> None:
    with Endpoint(answer=saying("It says ", "**hello**.", pause_s=0.01)) as endpoint:

        async def first(window: MainWindow) -> None:
            await paste_image(window)
            assert window.focusWidget() is window.composer.field
            await until(lambda: "1 picture · 255 tokens" in window.composer.line.words)
            await ask(window, "What does it say?")
            await answered(window, "It says hello.")
            assert window.composer.field.toPlainText() == ""
            assert "1,120 tokens in (estimate 264) · 7 out" in feet(window)[0]
            QTest.keyClicks(window.composer.field, "half-ty")

        async def second(window: MainWindow) -> None:
            await until(lambda: "It says hello." in window.transcript.plain_text())
            await until(lambda: window.composer.field.toPlainText() == "half-ty")
            await until(lambda: len(window.strip.labels) == 1)
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            await until(lambda: len(endpoint.posts) == 2)
            await until(lambda: not busy(window))

        tell(first, endpoint.url)
        tell(second, endpoint.url)
        check(endpoint.posts[0].json)
        check(endpoint.posts[1].json)
        assert endpoint.posts[0].headers["authorization"] == f"Bearer {KEY}"
        messages = endpoint.posts[1].json["messages"]
        assert [message["role"] for message in messages] == ["user", "assistant", "user"]
        assert json.dumps(messages).count("data:image/png;base64") == 1
        first_image = endpoint.posts[0].json["messages"][0]["content"][1]
        assert messages[0]["content"][1] == first_image


def test_a_picture_that_is_still_being_read_goes_along(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        clip(image_png=png(300, 200))
        window.canvas.setFocus()
        window.actions_["paste"].trigger()
        await ask(window, "what?")
        assert "then asking" in window.composer.line.words
        await answered(window, "ok")
        clip(image_png=b"can't open")
        window.actions_["paste"].trigger()
        await ask(window, "and this?")
        await until(lambda: "can't open" in window.notice.words)
        assert window.composer.field.toPlainText() == "and this?"

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
        (heard,) = endpoint.posts
        assert len(heard.json["messages"][0]["content"]) == 2


def test_stop_keeps_what_was_heard_and_closes_although_the_server_goes_on(tell: Tell) -> None:
    has_closed: list[bool] = []

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("Half an answer")
        has_closed.append(to.gone())

    async def story(window: MainWindow) -> None:
        await ask(window, "what?")
        await until(lambda: "Half an answer" in window.transcript.plain_text())
        assert has_closed == []
        window.actions_["stop"].trigger()
        await until(lambda: has_closed)
        assert has_closed == [True]
        await until(lambda: feet(window) == ["Stopped. The partial answer is kept."])

    with Endpoint(answer=answer) as endpoint:
        tell(story, endpoint.url)


def test_two_conversations_answer_at_once(tell: Tell) -> None:
    def answer(to: Connection, heard: Heard) -> None:
        name = heard.json["messages"][-1]["content"]
        saying(*[f"{name}{at} " for at in range(30)], pause_s=0.01)(to, heard)

    async def story(window: MainWindow) -> None:
        await ask(window, "a")
        await until(lambda: "a1 " in window.transcript.plain_text())
        window.actions_["new"].trigger()
        await ask(window, "b")
        await answered(window, "b29")
        assert "a1" not in window.transcript.plain_text()
        model = window.history.model
        await until(lambda: model.rowCount() == 3)
        titles = [model.index(row).data() for row in range(3)]
        window.history.open_requested.emit(model.row(model.index(titles.index("a"))).id, "")  # type: ignore[union-attr]
        await until(lambda: "a29" in window.transcript.plain_text())
        assert "b1" not in window.transcript.plain_text()

    with Endpoint(answer=answer) as endpoint:
        tell(story, endpoint.url)


def test_enter_means_what_stood_there_then(tell: Tell) -> None:
    has_moved_on = threading.Event()

    def slow(to: Connection, heard: Heard) -> None:
        if heard.method == "GET":
            has_moved_on.wait(240)
            to.reply(200, png(90), "image/png")
        else:
            saying("ok")(to, heard)

    with Endpoint(answer=slow) as endpoint:

        async def story(window: MainWindow) -> None:
            await ask(window, "first")
            await answered(window, "ok")
            clip(f"{endpoint.url}/shot.png")
            window.canvas.setFocus()
            window.actions_["paste"].trigger()
            await press(window.notice, "Download")
            await ask(window, "what is it?")
            window.actions_["new"].trigger()
            QTest.keyClicks(window.composer.field, "half typed secr")
            has_moved_on.set()
            await until(lambda: "switched conversations" in window.notice.words)
            assert len(window.strip.labels) == 0
            assert window.composer.field.toPlainText() == "half typed secr"

        tell(story, endpoint.url)
        assert len(endpoint.posts) == 1


def test_nothing_of_the_user_is_in_the_log(tell: Tell, caplog: pytest.LogCaptureFixture) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "canary question")
        await answered(window, "canary answer")

    with Endpoint(answer=saying("canary answer")) as endpoint:
        tell(story, endpoint.url)
    assert "canary" not in caplog.text
