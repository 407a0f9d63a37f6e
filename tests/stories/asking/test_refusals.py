"""Endpoints that refuse: each refusal has its sentence, its way on, and loses nothing of the question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from desktop.core.model_catalog import successor_of
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from tests.helpers.images import png
from tests.loopback import Connection, Endpoint, Heard, chunk, error, listing, refusing, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.requests import received
from tests.stories.window_steps import answered, ask, busy, buttons, feet, paste_image, press

pytestmark = pytest.mark.usefixtures("key")
SUCCESSOR = successor_of("gpt-4o")


@pytest.mark.parametrize(
    ("status", "body", "sentence", "button"),
    [
        (401, error("Incorrect key", "invalid_api_key"), "rejected the key", "Open settings"),
        (404, error("gone", "model_not_found"), "Your key has no access to a model", f"Use {SUCCESSOR} instead"),
        (
            400,
            error("image_url is only supported by certain models"),
            "can't see pictures",
            f"Use {SUCCESSOR} instead",
        ),
        (400, error("bad", "image_parse_error"), "rejected a picture", "Send smaller"),
        (429, error("spent", "insufficient_quota"), "out of credit", ""),
        (403, b"<html>proxy</html>", "isn't an AI service", "Open settings"),
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
        assert len(window.strip.labels) == 1
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
        await until(lambda: feet(window) and "rejected a picture" in feet(window)[0] and not busy(window))
        window.strip.removed.emit(0)
        QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
        await answered(window, "ok")
        assert len(window.transcript.items) == 1

    with Endpoint(answer=saying("ok")) as endpoint:
        endpoint.script = [refusing(400, error("bad", "image_parse_error"))]
        tell(story, endpoint.url)
        counts = [len(heard.json["messages"][0]["content"]) for heard in endpoint.posts]
        assert counts == [3, 2]


def test_a_model_that_is_gone_leads_to_a_working_one_in_one_click(tell: Tell) -> None:
    def answer(to: Connection, heard: Heard) -> None:
        good = heard.json["model"] == SUCCESSOR
        (saying("ok now") if good else refusing(404, error("no", "model_not_found")))(to, heard)

    async def story(window: MainWindow) -> None:
        await ask(window, "what?")
        await until(lambda: feet(window) and "Your key has no access to a model" in feet(window)[0])
        await until(lambda: not busy(window))
        await press(window.transcript, f"Use {SUCCESSOR} instead")
        await answered(window, "ok now")
        assert window.model_button.text() == f"{SUCCESSOR} ▾"
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
        await until(lambda: feet(window) and "api.openai.com needs a key" in feet(window)[0])
        await until(lambda: window.composer.field.toPlainText() == "what?")
        await press(window.transcript, "Open settings")
        (opened,) = window.findChildren(SettingsDialog)
        await until(lambda: opened.answers.key.status == "No key")
        (typed,) = opened.answers.key.findChildren(QLineEdit)
        typed.setText("sk-typed-0123456789")
        buttons(opened.answers.key, "Save key")[0].click()
        await until(lambda: "Lasts until you close" in opened.answers.key.status)
        opened.accept()

    tell(story, answers="endpoint")


def test_continue_takes_neither_what_is_typed_nor_what_was_pasted(tell: Tell) -> None:
    def cut(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("the first half")

    async def story(window: MainWindow) -> None:
        await ask(window, "tell me")
        await until(lambda: feet(window) and "dropped" in feet(window)[0] and not busy(window))
        await paste_image(window)
        QTest.keyClicks(window.composer.field, "half typed")
        await press(window.transcript, "Continue")
        await answered(window, "the rest")
        assert window.composer.field.toPlainText() == "half typed"
        assert received(endpoint.posts[1]) == []

    with Endpoint(answer=saying("the rest")) as endpoint:
        endpoint.script = [cut]
        tell(story, endpoint.url)


def test_a_refused_picture_is_sent_smaller_in_one_click(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, png(800, 600))
        await ask(window, "what?")
        await until(lambda: feet(window) and "rejected a picture" in feet(window)[0] and not busy(window))
        await press(window.transcript, "Send smaller")
        await answered(window, "ok")
        assert len(window.transcript.items) == 1
        assert window.composer.field.toPlainText() == ""

    with Endpoint(answer=saying("ok")) as endpoint:
        endpoint.script = [refusing(400, error("too big", "image_too_large"))]
        tell(story, endpoint.url)
        assert received(endpoint.posts[0]) != received(endpoint.posts[1])
        assert len(received(endpoint.posts[1])) == 1


def test_an_endpoint_that_lacks_v1_is_found_without_sending_the_picture_twice(tell: Tell) -> None:
    def answer(to: Connection, heard: Heard) -> None:
        if not heard.path.startswith("/gate/v1/"):
            refusing(404, {"detail": "Not Found"})(to, heard)
        else:
            (listing({"id": "m"}) if heard.method == "GET" else saying("Found."))(to, heard)

    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what is it?")
        await until(lambda: feet(window) and "/gate/v1 does" in feet(window)[0])
        assert [heard.path for heard in endpoint.posts] == ["/gate/chat/completions"]
        await press(window.transcript, "Use that address")
        await answered(window, "Found.")
        assert [heard.path for heard in endpoint.posts] == ["/gate/chat/completions", "/gate/v1/chat/completions"]
        window.actions_["settings"].trigger()
        (opened,) = window.findChildren(SettingsDialog)
        assert opened.answers.field("endpoint", QLineEdit).text().endswith("/gate/v1")
        opened.accept()

    with Endpoint(answer=answer) as endpoint:
        tell(story, endpoint.url.removesuffix("/v1") + "/gate")


def test_an_answer_that_thinking_used_up_is_asked_again_longer_or_with_less_effort(tell: Tell) -> None:
    def thinking(to: Connection, heard: Heard) -> None:
        to.head()
        to.data({"choices": [{"delta": {"reasoning_content": "Hm."}, "finish_reason": "length"}]})
        to.data(chunk(None, usage=(100, 8_000)))
        to.done()

    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what is it?")
        await until(lambda: bool(buttons(window.transcript, "Longer answer")) and not busy(window))
        await press(window.transcript, "Longer answer")
        await until(lambda: len(endpoint.posts) == 2 and not busy(window))
        await press(window.transcript, "Less effort")
        await answered(window, "A cat.")
        assert len(window.transcript.items) == 1

    with Endpoint(answer=saying("A cat."), script=[thinking, thinking]) as endpoint:
        tell(story, endpoint.url)
        bodies = [heard.json for heard in endpoint.posts]
        assert [body.get("max_tokens") for body in bodies] == [None, 32_000, None]
        assert [body.get("reasoning_effort") for body in bodies] == [None, None, "low"]
        assert bodies[0]["messages"] == bodies[1]["messages"] == bodies[2]["messages"]


def test_an_endpoint_that_knows_no_effort_is_told_so_and_the_question_goes_on_without(tell: Tell) -> None:
    def thinking(to: Connection, heard: Heard) -> None:
        to.head()
        to.data({"choices": [{"delta": {"reasoning_content": "Hm."}, "finish_reason": "length"}]})
        to.done()

    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what is it?")
        await until(lambda: bool(buttons(window.transcript, "Less effort")) and not busy(window))
        await press(window.transcript, "Less effort")
        await answered(window, "A cat.")
        assert "doesn't take “reasoning_effort”" in window.notice.words
        assert "Your question was sent without it." in window.notice.words

    refused = refusing(400, error("Unrecognized request argument supplied: reasoning_effort"))
    with Endpoint(answer=saying("A cat."), script=[thinking, refused]) as endpoint:
        tell(story, endpoint.url)
        assert [heard.json.get("reasoning_effort") for heard in endpoint.posts] == [None, "low", None]
