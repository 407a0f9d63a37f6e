"""Tokens and prices: the detail and the fate of each picture, limits, and what endpoints teach."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QMenu

from desktop.adapters.providers import openai_host
from desktop.core.provider_capabilities import ProviderCapabilities
from desktop.ui.main_window import MainWindow
from tests.helpers.images import png
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.requests import received, what_is_sent
from tests.stories.window_steps import answered, ask, ask_anyway, busy, paste_image

pytestmark = pytest.mark.usefixtures("key")


def test_the_strips_menu_tells_prices_and_savings_and_sets_them(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window, png(1000, 800))
        menu = QMenu(window)
        window.strip.menu_wanted.emit(0, menu)
        by_words = {action.text(): action for entry in menu.actions() if entry.menu() for action in _inside(entry)}
        assert [words for words in by_words if words.startswith("Low")] == ["Low · 85 tokens"]
        saving = next(words for words in by_words if words.startswith("Send smaller"))
        assert saving == "Send smaller · saves 680 tokens per question"
        by_words["Low · 85 tokens"].trigger()
        await until(lambda: window.composer.line.words.startswith("1 picture · 85 tokens"))
        by_words["Leave out · saves 765 tokens per question"].trigger()
        await ask(window, "what?")
        await answered(window, "ok")
        await until(lambda: window.composer.line.words.startswith("No picture · ≈"))
        menu.deleteLater()

    def _inside(entry: Any) -> list[Any]:
        inside = entry.menu()
        assert isinstance(inside, QMenu)
        return list(inside.actions())

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
        image = endpoint.posts[0].json["messages"][0]["content"][1]["image_url"]
        assert image["detail"] == "low"


def test_a_picture_is_left_out_of_later_questions_in_what_is_sent(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what?")
        await answered(window, "ok")
        image = await what_is_sent(window)
        assert len(image.shown) == 1
        (policy,) = image.findChildren(QComboBox)
        policy.setCurrentIndex(2)
        policy.activated.emit(2)
        await until(lambda: image.shown == ())
        image.reject()
        await ask(window, "and?")
        await until(lambda: len(endpoint.posts) == 2)
        await until(lambda: not busy(window))

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url)
        assert received(endpoint.posts[1]) == []


def test_a_limit_is_asked_about_before_it_is_passed(tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        await ask(window, "what?")
        await until(lambda: "would go over your daily limit of $0.0002" in window.composer.gate.words)
        assert endpoint.posts == []
        assert window.composer.field.toPlainText() == "what?"
        await ask_anyway(window)
        await answered(window, "ok")

    with Endpoint(answer=saying("ok")) as endpoint:
        priced = ProviderCapabilities(has_catalog_prices=True)
        monkeypatch.setattr(openai_host, "COMPATIBLE", priced)
        tell(story, endpoint.url, daily_limit_usd=0.0002)
        assert len(endpoint.posts) == 1


def test_a_limit_that_cannot_count_a_question_is_asked_about_once(tell: Tell) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "what?")
        await until(
            lambda: "The price of llava is not known here, so your daily limit of $5.00" in window.composer.gate.words
        )
        assert endpoint.posts == []
        await ask_anyway(window)
        await answered(window, "ok")
        await ask(window, "and?")
        await until(lambda: len(endpoint.posts) == 2)
        await until(lambda: not busy(window))

    with Endpoint(answer=saying("ok")) as endpoint:
        tell(story, endpoint.url, daily_limit_usd=5.0, model="llava")


def test_what_was_learnt_is_used_in_the_next_forecast(tell: Tell, home: Path) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "a word " * 40)
        await answered(window, "ok")
        await until((home / "state" / "learnt.json").exists)

    with Endpoint(answer=saying("ok", usage=(740, 2))) as endpoint:
        tell(story, endpoint.url)
        learnt = json.loads((home / "state" / "learnt.json").read_text())
        assert learnt[f"127.0.0.1:{endpoint.port} gpt-4o"]["text"] > 1.5
