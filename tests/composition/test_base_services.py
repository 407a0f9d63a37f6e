"""The base services are made as the policy says."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from desktop import paths
from desktop.composition import config_files
from desktop.composition.base_services import build_base_services
from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.core.settings.policy.policy import Policy


@pytest.mark.parametrize(
    ("policy", "seconds"), [(Policy(), 45.0), (Policy((("reader_rest_s", 5.0),)), 5.0)], ids=["none", "sooner"]
)
def test_the_reader_rests_as_soon_as_the_policy_says(policy: Policy, seconds: float, qapp: QCoreApplication) -> None:
    services = build_base_services({}, policy)
    assert services.ocr_queue.idle_s == seconds


def test_two_windows_of_one_home_keep_what_each_has_changed(home: Path, qapp: QCoreApplication) -> None:
    config_files.save_settings({"theme": "dark", "from_the_future": 1})
    first, second = (build_base_services(config_files.load_settings(), Policy()) for _ in range(2))
    first.settings_service.change(private_text="insist")
    second.settings_service.change(enter_asks=False)
    first.settings_service.change(theme="light")
    expected = {"theme": "light", "from_the_future": 1, "private_text": "insist", "enter_asks": False}
    assert config_files.load_settings() == expected
    given = first.prompts.prompts
    assert second.prompts.prompts == given
    first.prompts.keep((*given, SavedPrompt("Ours", "What is it?")))
    second.prompts.keep((*given, SavedPrompt("Theirs", "Where is it?")))
    third = build_base_services(config_files.load_settings(), Policy())
    names = [prompt.name for prompt in third.prompts.prompts]
    assert names == [*(prompt.name for prompt in given), "Theirs", "Ours"]


def test_a_given_prompt_that_one_window_has_taken_away_stays_so_when_another_adds_one(
    home: Path, qapp: QCoreApplication
) -> None:
    first, second = (build_base_services(config_files.load_settings(), Policy()) for _ in range(2))
    given = first.prompts.prompts
    assert second.prompts.prompts == given
    first.prompts.keep(given[1:])
    second.prompts.keep((*given, SavedPrompt("Theirs", "Where is it?")))
    third = build_base_services(config_files.load_settings(), Policy())
    assert [prompt.name for prompt in third.prompts.prompts] == [*(prompt.name for prompt in given[1:]), "Theirs"]


def test_settings_whose_file_was_taken_away_are_written_whole(home: Path, qapp: QCoreApplication) -> None:
    config_files.save_settings({"theme": "dark"})
    services = build_base_services(config_files.load_settings(), Policy())
    paths.folders().settings_file.unlink()
    services.settings_service.change(enter_asks=False)
    assert config_files.load_settings() == {"theme": "dark", "enter_asks": False}
    paths.folders().settings_file.write_text("{")
    services.settings_service.change(enter_asks=True)
    assert config_files.load_settings() == {"theme": "dark"}
