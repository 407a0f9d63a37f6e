"""Who answers, as the environment and the endpoint say it: the window tells it, and offers what can answer."""

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QToolButton

from desktop import paths
from desktop.composition import models_in_force
from desktop.ui.main_window import MainWindow
from desktop.ui.settings.settings_window import SettingsDialog
from tests.loopback import Endpoint, listing, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import KEY
from tests.stories.window_steps import answered, ask, choose, press

pytestmark = pytest.mark.usefixtures("key")


def test_the_endpoint_of_the_environment_answers_until_another_is_chosen(
    tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Endpoint(answer=saying("Of the variable.")) as named, Endpoint(answer=saying("Chosen.")) as chosen:
        monkeypatch.setenv("OPENAI_BASE_URL", named.url)

        async def story(window: MainWindow) -> None:
            place = named.url.removeprefix("http://").removesuffix("/v1")
            await until(lambda: window.host_label.text() == f"{place} · from OPENAI_BASE_URL")
            await ask(window, "what?")
            await answered(window, "Of the variable.")
            choose(window, endpoint=chosen.url)
            await until(lambda: "OPENAI_BASE_URL" not in window.host_label.text())
            await ask(window, "and?")
            await answered(window, "Chosen.")

        tell(story, answers="endpoint")
        assert [heard.headers["authorization"] for heard in named.posts] == [f"Bearer {KEY}"]
        assert len(chosen.posts) == 1
    assert named.url not in paths.folders().settings_file.read_text()


LISTED = ("gpt-4o", "text-embedding-3-large", "whisper-1", "house-eyes", "house-ears")


async def offered(window: MainWindow) -> list[str]:
    """The models of the list that the menu offers, once the endpoint has been asked for what it has."""
    window.actions_["settings"].trigger()
    (opened,) = window.findChildren(SettingsDialog)
    await press(opened.answers, "Test")
    await until(lambda: opened.answers.result.startswith("Works"))
    opened.accept()
    chip = window.composer.chip.model
    assert isinstance(chip, QToolButton)
    menu = chip.menu()
    menu.aboutToShow.emit()
    names = [action.text().partition("   ")[0] for action in menu.actions()]
    return sorted(name for name in names if name in LISTED)


@pytest.fixture
def table_of_start() -> Iterator[Callable[[], None]]:
    """Has the table of models read anew, as the start of another process does, and again afterwards."""
    yield models_in_force.use_files
    models_in_force.use_files()


def test_models_that_cannot_answer_are_not_offered_and_a_newer_table_says_which(
    tell: Tell, table_of_start: Callable[[], None]
) -> None:
    found: list[list[str]] = []

    async def story(window: MainWindow) -> None:
        found.append(await offered(window))

    with Endpoint(answer=listing(*({"id": name} for name in LISTED))) as endpoint:
        table_of_start()
        tell(story, endpoint.url, model="gpt-4o")
        table = paths.folders().model_table_file
        table.parent.mkdir(parents=True, exist_ok=True)
        plain = {"format": 1, "date": "2098-01-01", "models": [{"name": "gpt-4o"}], "no_answer": ["house-ears"]}
        table.write_text(json.dumps(plain))
        table_of_start()
        tell(story, endpoint.url, model="gpt-4o")
    can_answer, by_the_newer = {"gpt-4o", "house-eyes", "house-ears"}, set(LISTED) - {"house-ears"}
    assert found == [sorted(can_answer), sorted(by_the_newer)]
