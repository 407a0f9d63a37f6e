"""The warning of a model that will be shut down soon."""

from datetime import date, timedelta
from typing import Any

import pytest

from desktop.controllers.settings.model_shutdown import WARN_DAYS, ModelShutdownController
from desktop.core.model_catalog import known_models, model_at, successor_at
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings, turn

HOST = "api.openai.com"


@pytest.fixture
def ending() -> tuple[str, date, str]:
    """A model with a last day and a successor, from the table in force."""
    for model in known_models():
        found = model_at(model.name, HOST)
        if found.last_day is not None and (successor := successor_at(model.name, HOST)):
            return model.name, found.last_day, successor
    raise AssertionError("the table names no model with a last day")


def controller(bar: Bar, today: date, **settings: Any) -> tuple[ModelShutdownController, FakeSettings]:
    service = FakeSettings(**settings)
    return ModelShutdownController(service, bar.widget, lambda: today), service


def test_it_warns_once_and_offers_the_successor(bar: Bar, ending: tuple[str, date, str]) -> None:
    name, last_day, successor = ending
    ours, settings = controller(bar, last_day - timedelta(days=9), model=name)
    ours.turn_changed(turn("q", "a", model=name))
    assert name in bar.text
    bar.press(f"Switch to {successor}")
    assert settings.settings.model == successor
    bar.widget.hide()
    settings.change(model=name)
    ours.turn_changed(turn("q", "a", model=name))
    assert bar.text == ""


def test_it_is_silent_long_before_and_about_other_models(bar: Bar, ending: tuple[str, date, str]) -> None:
    name, last_day, _ = ending
    early, _ = controller(bar, last_day - timedelta(days=WARN_DAYS), model=name)
    early.turn_changed(turn("q", "a", model=name))
    other, _ = controller(bar, last_day, model="llava")
    other.turn_changed(turn("q", "a", model=name))
    other.turn_changed(turn("q", "a", model="llava"))
    unfinished, _ = controller(bar, last_day, model=name)
    unfinished.turn_changed(turn("q", model=name))
    assert bar.text == ""
