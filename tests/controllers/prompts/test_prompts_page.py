"""The page on which saved prompts are edited."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop.controllers.prompts.prompts_page import PromptsPageController
from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.services.prompts.prompt_library import PromptLibrary
from desktop.services.settings.connections import Connections
from desktop.services.tasks import Tasks
from desktop.ui.settings.prompts.prompts_page import PromptsPage
from tests.controllers.fakes import FakeSettings, NoKeys

GIVEN = SavedPrompt("Explain", "Explain it.")
MINE = SavedPrompt("Mine", "What is it?")


class Shown(PromptsPage):
    """The page, which notes what it is given to show."""

    def __init__(self) -> None:
        super().__init__()
        self.listed: list[tuple[SavedPrompt, ...]] = []

    def show_prompts(self, prompts: tuple[SavedPrompt, ...]) -> None:
        self.listed.append(prompts)
        super().show_prompts(prompts)


@pytest.fixture
def page(qtbot: QtBot) -> Shown:
    page = Shown()
    qtbot.addWidget(page)
    return page


def library(written: list[dict[str, Any]]) -> PromptLibrary:
    return PromptLibrary(dict, written.append, lambda: (GIVEN,))


def connected(prompts: PromptLibrary) -> PromptsPageController:
    settings = FakeSettings(answers="endpoint", endpoint="https://a.example/v1")
    controller = PromptsPageController(prompts, Connections(Tasks(), settings, NoKeys()), settings)
    controller.connect()
    return controller


def test_the_page_shows_the_library_and_keeps_what_is_changed_there(page: Shown) -> None:
    written: list[dict[str, Any]] = []
    prompts = library(written)
    connected(prompts).attach(page)
    assert page.listed == [(GIVEN,)]
    page.prompts_changed.emit((GIVEN, MINE))
    assert [prompt.name for prompt in prompts.prompts] == ["Explain", "Mine"]
    assert len(written) == 1
    assert page.listed[-1] == prompts.prompts


def test_the_given_prompts_are_restored_beside_the_users_own(page: Shown) -> None:
    prompts = library([])
    connected(prompts).attach(page)
    page.prompts_changed.emit((MINE,))
    assert [prompt.name for prompt in prompts.prompts] == ["Mine"]
    page.restore_requested.emit()
    assert {prompt.name for prompt in prompts.prompts} == {"Explain", "Mine"}
    assert page.listed[-1] == prompts.prompts


def test_a_library_that_changes_before_the_settings_are_opened_is_shown_then(page: Shown) -> None:
    prompts = library([])
    controller = connected(prompts)
    prompts.keep((MINE,))
    assert page.listed == []
    controller.attach(page)
    assert page.listed == [(MINE,)]
