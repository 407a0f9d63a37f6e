from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton

from desktop.controllers.settings.model_choice import ModelChoiceController
from desktop.core.settings.environment import EnvironmentEndpoint
from desktop.core.settings.settings import HERE
from desktop.services.ports.provider import AvailableModel
from desktop.services.settings.connections import Connections
from desktop.services.settings.endpoint_check import EndpointCheckResult
from desktop.services.settings.key_status import KeyStatus
from desktop.services.tasks import Tasks
from tests.controllers.fakes import FakeEndpointCheck, FakeSettings, NoKeys, Recorder

pytestmark = pytest.mark.usefixtures("qapp")
LOCAL_HOST = "http://127.0.0.1:11434/v1"


class Choice:
    def __init__(self, **settings: Any) -> None:
        self.settings, self.check = FakeSettings(**settings), FakeEndpointCheck()
        self.button, self.host = QToolButton(), QLabel()
        self.connections = Connections(Tasks(), self.settings, NoKeys())
        self.opened = Recorder()
        self.controller = ModelChoiceController(
            self.settings, self.check, self.button, self.host, self.connections, self.opened
        )
        self.controller.connect()
        self.controller.show()

    def offer(self, *names: str) -> None:
        models = tuple(AvailableModel(name) for name in names)
        self.check.checked.emit(EndpointCheckResult(self.settings.settings.host, models))

    def entries(self) -> dict[str, QAction]:
        menu = self.button.menu()
        menu.aboutToShow.emit()
        return {action.text().partition("   ")[0]: action for action in menu.actions() if action.text()}


def test_who_answers_is_shown_and_follows_the_settings() -> None:
    choice = Choice(endpoint=LOCAL_HOST, model="llava", answers="endpoint")
    assert (choice.button.text(), choice.host.text()) == ("llava ▾", "127.0.0.1:11434")
    assert choice.button.accessibleName() == "Model: llava at 127.0.0.1:11434"
    choice.settings.change(answers="computer")
    assert (choice.button.text(), choice.host.text()) == ("This computer ▾", "text only, nothing is sent")
    assert choice.button.accessibleName().startswith("Model: ") and "omputer" in choice.button.accessibleName()
    assert choice.settings.effective.endpoint == HERE


def test_what_the_endpoint_offers_can_be_chosen_until_there_is_another_endpoint() -> None:
    choice = Choice(endpoint=LOCAL_HOST, model="llava", answers="endpoint")
    assert choice.controller.models() == ["llava"]
    choice.offer("llava", "qwen-vl")
    assert choice.controller.models() == ["llava", "qwen-vl"]
    choice.settings.change(endpoint="http://127.0.0.1:1234/v1")
    assert choice.controller.models() == ["llava"]


def test_where_only_one_model_is_known_the_menu_leads_to_the_others() -> None:
    choice = Choice(endpoint=LOCAL_HOST, model="llava", answers="endpoint")
    choice.entries()["Other models…"].trigger()
    assert choice.opened.calls == [()]
    choice.offer("llava", "qwen-vl")
    assert "Other models…" not in choice.entries()


def test_more_models_than_a_menu_holds_are_not_listed() -> None:
    choice = Choice(endpoint=LOCAL_HOST, model="llava", answers="endpoint")
    choice.offer(*(f"model-{number}" for number in range(41)))
    assert choice.controller.models() == ["llava"]


def test_the_menu_sets_the_model_and_who_answers() -> None:
    choice = Choice(endpoint=LOCAL_HOST, model="llava", answers="computer")
    choice.offer("llava", "qwen-vl")
    entries = choice.entries()
    assert [name for name, action in entries.items() if action.isChecked()] == ["This computer"]
    entries["qwen-vl"].trigger()
    assert (choice.settings.settings.model, choice.settings.settings.answers) == ("qwen-vl", "endpoint")
    choice.entries()["This computer"].trigger()
    assert choice.settings.effective.is_local


def test_the_key_status_is_shown_when_it_is_known() -> None:
    choice = Choice(model="gpt-4o")
    choice.button.setText("stale")
    choice.settings.key_changed.emit(KeyStatus("api.openai.com", True, "keyring"))
    assert choice.button.text() == "gpt-4o ▾"


def test_an_endpoint_from_the_environment_says_so() -> None:
    choice = Choice(environment=EnvironmentEndpoint("OPENAI_BASE_URL", LOCAL_HOST), model="llava")
    assert choice.host.text() == "127.0.0.1:11434 · from OPENAI_BASE_URL"
    choice.settings.change(endpoint="http://127.0.0.1:1234/v1")
    assert choice.host.text() == "127.0.0.1:1234"


def test_parameters_of_the_conversation_are_shown_and_taken_back_by_a_click() -> None:
    choice = Choice(endpoint=LOCAL_HOST, model="llava", answers="endpoint")
    choice.connections.set_parameters_here('{"temperature": 0.2, "longest": 500, "effort": "low", "store": false}')
    words = "Only here: temperature 0.2 · at most 500 tokens · reasoning effort low · not to be stored"
    assert words in choice.button.toolTip()
    choice.entries()[f"{words} · Reset"].trigger()
    assert choice.settings.settings.parameters == ""
    assert "Only here" not in choice.button.toolTip()
    assert not any("Reset" in name for name in choice.entries())
