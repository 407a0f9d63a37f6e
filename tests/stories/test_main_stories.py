"""One story for each promise to the user, through the program's own start and end."""

import asyncio
import base64
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from desktop.adapters.storage import database
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.errors import StorageError
from desktop.core.model_catalog import model_named
from desktop.launch_request import LaunchRequest
from desktop.paths import folders
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from tests.helpers.chat_completions_schema import check
from tests.helpers.images import png
from tests.loopback import Connection, Endpoint, Heard, error, listing, refusing, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell

KEY = "sk-canary-0123456789abcdef"


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def clip(text: str = "", **formats: bytes) -> None:
    mime = QMimeData()
    if text:
        mime.setText(text)
    for name, data in formats.items():
        mime.setData(name.replace("_", "/"), data)
    QGuiApplication.clipboard().setMimeData(mime)


async def paste_image(window: MainWindow, data: bytes = b"") -> None:
    count = window.strip._list.count()
    clip(image_png=data or png(300, 200))
    window.canvas.setFocus()
    window.actions_["paste"].trigger()
    await until(lambda: window.strip._list.count() > count and window.empty.isHidden())


async def ask(window: MainWindow, question: str) -> None:
    QTest.keyClicks(window.composer.field, question)
    QTest.keyClick(window.composer.field, Qt.Key.Key_Return)


async def answered(window: MainWindow, words: str) -> None:
    await until(lambda: words in window.transcript.plain_text() and not busy(window))


def busy(window: MainWindow) -> bool:
    return window.actions_["stop"].isEnabled()


def feet(window: MainWindow) -> list[str]:
    return [item.footer.text for item in window.transcript.items]


async def press(where: QWidget, label: str) -> None:
    """Press a button, once it is there."""

    def found() -> list[QPushButton]:
        return [each for each in where.findChildren(QPushButton) if each.isVisible() and each.text() == label]

    await until(found)
    found()[0].click()


def test_the_five_seconds_that_matter_and_everything_is_there_again(tell: Tell) -> None:
    with Endpoint(answer=saying("It says ", "**hello**.", pause_s=0.01)) as endpoint:

        async def first(window: MainWindow) -> None:
            await paste_image(window)
            assert window.focusWidget() is window.composer.field
            await until(lambda: "1 picture · 255 tokens" in window.composer._forecast.text())
            await ask(window, "What does it say?")
            await answered(window, "It says hello.")
            assert window.composer.field.toPlainText() == ""
            assert "1,120 in (264 expected) · 7 out" in feet(window)[0]
            QTest.keyClicks(window.composer.field, "half-ty")

        async def second(window: MainWindow) -> None:
            await until(lambda: "It says hello." in window.transcript.plain_text())
            await until(lambda: window.composer.field.toPlainText() == "half-ty")
            await until(lambda: window.strip._list.count() == 1)
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
        assert "then asking" in window.composer._forecast.text()
        await answered(window, "ok")
        clip(image_png=b"not a picture")
        window.actions_["paste"].trigger()
        await ask(window, "and this?")
        await until(lambda: "not a picture" in window.notice.words)
        assert window.composer.field.toPlainText() == "and this?"

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
        (heard,) = endpoint.posts
        assert len(heard.json["messages"][0]["content"]) == 2


def test_stop_keeps_what_was_heard_and_closes_within_200_ms(tell: Tell) -> None:
    gone: list[float | None] = []

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("Half an answer")
        gone.append(to.gone())

    async def story(window: MainWindow) -> None:
        await ask(window, "what?")
        await until(lambda: "Half an answer" in window.transcript.plain_text())
        start = time.monotonic()
        window.actions_["stop"].trigger()
        await until(lambda: gone)
        assert gone[0] is not None
        assert gone[0] - start < 0.2
        await until(lambda: feet(window) == ["Stopped. What came is kept."])

    with Endpoint(answer=answer) as endpoint:
        tell(story, endpoint.url)


@pytest.mark.parametrize(
    ("status", "body", "sentence", "button"),
    [
        (401, error("Incorrect key", "invalid_api_key"), "does not accept the key", "Open settings"),
        (404, error("gone", "model_not_found"), "There is no model", "Use gpt-5.4-mini instead"),
        (
            400,
            error("image_url is only supported by certain models"),
            "cannot see pictures",
            "Use gpt-5.4-mini instead",
        ),
        (400, error("bad", "image_parse_error"), "refused a picture", "Send smaller"),
        (429, error("spent", "insufficient_quota"), "used up its credit", ""),
        (403, b"<html>proxy</html>", "is not an AI server", "Open settings"),
    ],
)
def test_a_refusal_has_its_sentence_its_button_and_leaves_the_question(
    tell: Tell, status: int, body: object, sentence: str, button: str
) -> None:
    kind = "text/html" if isinstance(body, bytes) else "application/json"

    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what is it?")
        await until(lambda: feet(window) and sentence in feet(window)[0])
        await until(lambda: window.composer.field.toPlainText() == "what is it?")
        assert window.strip._list.count() == 1
        if button:
            await until(lambda: [b for b in window.transcript.findChildren(QPushButton) if b.text() == button])

    with Endpoint(answer=refusing(status, body, kind)) as endpoint:
        tell(story, endpoint.url)
        assert len(endpoint.posts) == 1


def test_the_same_question_after_a_refusal_takes_its_place_with_what_is_on_the_desk_now(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, png(100))
        await paste_image(window, png(200))
        await ask(window, "what?")
        await until(lambda: feet(window) and "refused a picture" in feet(window)[0] and not busy(window))
        window.strip.removed.emit(0)
        QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
        await answered(window, "ok")
        assert len(window.transcript.items) == 1

    with Endpoint(answer=saying("ok")) as endpoint:
        endpoint.script = [refusing(400, error("bad", "image_parse_error"))]
        tell(story, endpoint.url)
        counts = [len(each.json["messages"][0]["content"]) for each in endpoint.posts]
        assert counts == [3, 2]


def test_a_model_that_is_gone_leads_to_a_working_one_in_one_click(tell: Tell) -> None:
    def answer(to: Connection, heard: Heard) -> None:
        good = heard.json["model"] == model_named("gpt-4o").successor
        (saying("ok now") if good else refusing(404, error("no", "model_not_found")))(to, heard)

    async def story(window: MainWindow) -> None:
        await ask(window, "what?")
        await until(lambda: feet(window) and "There is no model" in feet(window)[0])
        await until(lambda: not busy(window))
        await press(window.transcript, "Use gpt-5.4-mini instead")
        await answered(window, "ok now")
        assert window.model_button.text() == "gpt-5.4-mini ▾"
        assert window.composer.field.toPlainText() == ""

    with Endpoint(answer=answer) as endpoint:
        tell(story, endpoint.url)


def test_a_rate_limit_counts_down_and_asks_again(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "what?")
        await until(lambda: feet(window) and "Trying again in 1 s" in feet(window)[0])
        await answered(window, "ok now")

    with Endpoint(answer=saying("ok now")) as endpoint:
        endpoint.script = [refusing(429, error("slow", "rate_limit_exceeded"), Retry_After="1")]
        tell(story, endpoint.url)
        assert len(endpoint.posts) == 2


def test_without_a_key_the_question_stays_and_settings_are_one_click_away(
    tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")

    async def story(window: MainWindow) -> None:
        await ask(window, "what?")
        await until(lambda: feet(window) and "There is no key for api.openai.com yet" in feet(window)[0])
        await until(lambda: window.composer.field.toPlainText() == "what?")
        await press(window.transcript, "Open settings")
        (opened,) = window.findChildren(SettingsDialog)
        await until(lambda: opened.answers.key.status == "No key yet")
        opened.answers.key._field.setText("sk-typed-0123456789")
        opened.answers.key._keep.click()
        await until(lambda: "kept until you close" in opened.answers.key.status)
        opened.accept()

    tell(story, answers="endpoint")


def test_the_test_button_asks_the_endpoint(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        window.actions_["settings"].trigger()
        (opened,) = window.findChildren(SettingsDialog)
        await until(lambda: "environment" in opened.answers.key.status)
        await press(opened.answers, "Test")
        await until(lambda: opened.answers.result.startswith("It works"))
        assert KEY not in opened.answers.key.status
        opened.accept()

    with Endpoint(answer=listing({"id": "gpt-4o"})) as endpoint:
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


def test_text_and_picture_on_the_clipboard(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        clip("A1\tB1", image_png=png())
        window.composer.field.setFocus()
        window.composer.field.paste()
        assert window.composer.field.toPlainText() == "A1\tB1"
        assert "picture beside it" in window.notice.words
        await press(window.notice, "Paste as picture instead")
        await until(lambda: window.strip._list.count() == 1)
        assert window.composer.field.toPlainText() == ""
        window.canvas.setFocus()
        window.actions_["paste"].trigger()
        await until(lambda: window.strip._list.count() == 2)
        assert "text beside it" in window.notice.words
        await press(window.notice, "Paste the text")
        assert window.composer.field.toPlainText() == "A1\tB1"

    tell(story)


def test_what_is_not_understood_is_said(tell: Tell, tmp_path: Path) -> None:
    async def story(window: MainWindow) -> None:
        clip(application_weird=b"x")
        window.canvas.setFocus()
        window.actions_["paste"].trigger()
        assert "application/weird" in window.notice.words
        clip(image_png=b"not a picture")
        window.actions_["paste"].trigger()
        await until(lambda: "not a picture that Askance can read" in window.notice.words)
        clip("just words")
        window.actions_["paste"].trigger()
        assert window.composer.field.toPlainText() == "just words"
        mime = QMimeData()
        mime.setUrls([])
        window.dropped.emit(mime)
        assert "nothing on the clipboard" in window.notice.words

    tell(story)


def test_an_address_is_fetched_only_after_the_user_says_so(tell: Tell) -> None:
    with Endpoint(answer=lambda to, heard: to.reply(200, png(90), "image/png")) as endpoint:

        async def story(window: MainWindow) -> None:
            clip(f"{endpoint.url}/shot.png")
            window.canvas.setFocus()
            window.actions_["paste"].trigger()
            assert "Nothing has been fetched" in window.notice.words
            await asyncio.sleep(0.1)
            assert endpoint.heard == []
            await press(window.notice, "Fetch it")
            await until(lambda: window.strip._list.count() == 1)

        tell(story)


def test_pictures_are_removed_moved_and_brought_back(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, png(100))
        await paste_image(window, png(200))
        tips = lambda: [window.strip._list.item(row).toolTip() for row in range(window.strip._list.count())]  # noqa: E731
        assert tips() == ["Picture 1, 100 × 60", "Picture 2, 200 × 60"]
        window.strip.moved.emit(1, 0)
        assert tips() == ["Picture 1, 200 × 60", "Picture 2, 100 × 60"]
        window.strip.removed.emit(0)
        assert window.actions_["undo"].text() == "Undo remove picture"
        for _ in range(3):
            window.actions_["undo"].trigger()
        assert tips() == ["Picture 1, 100 × 60"]
        window.actions_["redo"].trigger()
        assert tips() == ["Picture 1, 100 × 60", "Picture 2, 200 × 60"]

    tell(story)


def test_a_conversation_is_renamed_and_deleted_with_its_pictures(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what?")
        await answered(window, "ok")
        row = window.history.model.row(window.history.model.index(1))
        window.history.rename_requested.emit(row.id, "Mine")  # type: ignore[union-attr]
        await until(lambda: window.history.model.index(1).data() == "Mine")
        window.history.delete_requested.emit(row.id)  # type: ignore[union-attr]
        await until(lambda: window.history.model.rowCount() == 0)
        assert "“Mine” is deleted" in window.notice.words
        assert window.transcript.plain_text() == ""

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
    kept = [each for each in (folders().data / "pictures").rglob("*") if each.is_file()]
    assert kept == []


def test_keep_history_off_touches_no_disk(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what?")
        await answered(window, "ok")
        assert window.history.model.rowCount() == 2

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url, keep_history=False)
    assert not folders().data.exists()


def test_history_can_be_switched_off_and_on_while_it_runs(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "kept?")
        await answered(window, "ok")
        window.actions_["settings"].trigger()
        (opened,) = window.findChildren(SettingsDialog)
        opened.program.field("keep_history", QCheckBox).click()
        opened.accept()
        await until(lambda: window.history.model.rowCount() == 0)
        await ask(window, "not kept")
        await answered(window, "not kept")
        opened.program.field("keep_history", QCheckBox).click()
        await until(lambda: [window.history.model.index(1).data()] == ["kept?"])

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
    store = SqliteStore(folders().data)
    assert [row.title for row in store.page(0, 9)] == ["kept?"]
    store.close()


def test_enter_means_what_stood_there_then(tell: Tell) -> None:
    def slow(to: Connection, heard: Heard) -> None:
        if heard.method == "GET":
            to.closed.wait(0.4)
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
            await press(window.notice, "Fetch it")
            await ask(window, "what is it?")
            window.actions_["new"].trigger()
            QTest.keyClicks(window.composer.field, "half typed secr")
            await until(lambda: "gone on to another conversation" in window.notice.words)
            assert window.strip._list.count() == 0
            assert window.composer.field.toPlainText() == "half typed secr"

        tell(story, endpoint.url)
        assert len(endpoint.posts) == 1


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
        await until(lambda: window.strip._list.count() == 2)
        assert "only web addresses are fetched" in window.notice.words

    tell(story, "", *launch_request.images)


def test_what_a_later_start_names_comes_to_what_lay_on_the_desk(tell: Tell, tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(png(80))

    async def first(window: MainWindow) -> None:
        await paste_image(window)
        QTest.keyClicks(window.composer.field, "half-ty")

    async def later(window: MainWindow) -> None:
        await until(lambda: window.strip._list.count() == 2)
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
        await until(lambda: window.strip._list.count() == 1)
        await until(lambda: "“gone.png” is not there." in window.notice.words)

    tell(story)


def test_leaving_with_everything_in_flight_is_quick_and_loses_nothing(tell: Tell) -> None:
    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("words so far")
        to.closed.wait(20)

    left: list[float] = []

    async def story(window: MainWindow) -> None:
        await ask(window, "one")
        await until(lambda: "words so far" in window.transcript.plain_text())
        window.actions_["new"].trigger()
        await ask(window, "two")
        await paste_image(window)
        QTest.keyClicks(window.composer.field, "three")
        left.append(time.monotonic())

    with Endpoint(answer=answer) as endpoint:
        tell(story, endpoint.url)
        assert time.monotonic() - left[0] < 2
    with SqliteConnection(folders().data / database.NAME) as connection:
        turns = connection.execute("SELECT prompt, stage, answer FROM turns ORDER BY asked_at").fetchall()
    assert turns[0] == ("one", "stopped", "words so far")
    assert turns[1][:2] == ("two", "stopped")


def test_nothing_of_the_user_is_in_the_log(tell: Tell, caplog: pytest.LogCaptureFixture) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "canary question")
        await answered(window, "canary answer")

    with Endpoint(answer=saying("canary answer")) as endpoint:
        tell(story, endpoint.url)
    assert "canary" not in caplog.text


def start_program(home: Path, *arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """The real program in a process of its own, without a screen."""
    return subprocess.Popen(
        [sys.executable, "-m", "desktop", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "ASKANCE_HOME": str(home), **environment},
        stderr=subprocess.PIPE,
    )


def rows(home: Path, query: str) -> list[Any]:
    """What a copy of the history holds; the program may have it open."""
    folder = home / "data"
    copy = home / "copy.sqlite"
    for ending in ("", "-wal"):
        source = folder / (database.NAME + ending)
        if source.exists():
            Path(str(copy) + ending).write_bytes(source.read_bytes())
    try:
        with SqliteConnection(copy) as connection:
            found = connection.execute(query).fetchall()
    except StorageError:
        return []
    return found


def test_kill_9_in_mid_answer_loses_a_second_at_most(home: Path, tmp_path: Path) -> None:
    sent: list[tuple[float, str]] = []

    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        for at in range(400):
            sent.append((time.monotonic(), f"w{at} "))
            to.text(f"w{at} ")
            if to.closed.wait(0.01):
                return

    (tmp_path / "a.png").write_bytes(png())
    with Endpoint(answer=answer) as endpoint:
        (home / "config").mkdir(parents=True)
        (home / "config" / "settings.json").write_text(json.dumps({"endpoint": endpoint.url}))
        driver = (
            "import sys; from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication; "
            "from desktop.app import startup; from desktop.controllers import main_controller; "
            "original = main_controller.MainController.__init__\n"
            "def made(self, container, font):\n"
            "    original(self, container, font)\n"
            "    QTimer.singleShot(300, lambda: (container.workspace.set_prompt('why?'), self.asking.ask()))\n"
            "main_controller.MainController.__init__ = made\n"
            "sys.exit(startup.main([]))"
        )
        process = subprocess.Popen([sys.executable, "-c", driver], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        try:
            deadline = time.monotonic() + 20
            while len(sent) < 300 and time.monotonic() < deadline:
                time.sleep(0.02)
            killed = time.monotonic()
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
    due = "".join(words for at, words in sent if at < killed - 1.0)
    store = SqliteStore(home / "data")
    (row,) = store.page(0, 9)
    (turn,) = store.conversation(row.id).turns
    assert turn.answer.startswith(due)
    assert len(due) > 500
    assert (turn.stage.value, turn.problem.kind.value if turn.problem else "") == ("stopped", "left")
    store.close()


def test_a_window_that_is_closed_before_anybody_listens_closes(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        assert window.wants_to_close

    original = MainWindow.build_panes

    def furnish(window: MainWindow) -> None:
        original(window)
        window.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MainWindow, "build_panes", furnish)
        tell(story)


def test_the_real_program_starts_and_leaves_on_a_signal_in_silence(home: Path) -> None:
    process = start_program(home)
    deadline = time.monotonic() + 20
    while not rows(home, "SELECT 1 FROM drafts") and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    start = time.monotonic()
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 0
    assert errors == b""
    assert time.monotonic() - start < 2
