"""What the rules of the house do not allow is not offered, and is refused where it is asked for all the same."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop.adapters.system import clipboard
from desktop.controllers.settings.house_rules import ACTIONS, HouseRulesController
from desktop.core.errors import ProblemKind
from desktop.core.settings.policy.policy import NO_POLICY, MistakeReason, Policy, PolicyMistake, PolicyReport
from desktop.ui.actions import Actions
from desktop.ui.keys.copy_guard import CopyGuard
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeSettings

PLACE = "/etc/askance/policy.json"


class Drags:
    """What drags out of the transcript, as far as a rule reaches it."""

    is_allowed = True


@pytest.fixture
def guard(qapp: QApplication) -> Iterator[CopyGuard]:
    parent = QObject()
    guard = CopyGuard(parent)
    yield guard
    guard.switch(False)
    clipboard.RULE.use(lambda: True)


def ruled(bar: Bar, actions: Actions, guard: CopyGuard, policy: Policy) -> tuple[FakeSettings, Drags]:
    """The rules of a policy in force, with the settings and the drags that they reach."""
    settings, drags = FakeSettings(policy), Drags()
    controller = HouseRulesController(settings, actions, drags, bar.notices, guard)  # type: ignore[arg-type]
    controller.connect()
    controller.show()
    return settings, drags


@pytest.mark.parametrize("rule", ACTIONS)
def test_a_rule_takes_its_own_actions_away_and_no_others(
    rule: str, bar: Bar, actions: Actions, guard: CopyGuard
) -> None:
    ruled(bar, actions, guard, Policy(((rule, False),)))
    hidden = {name for names in ACTIONS.values() for name in names if not actions[name].isVisible()}
    assert hidden == set(ACTIONS[rule])


def test_a_policy_that_comes_later_holds_at_once(bar: Bar, actions: Actions, guard: CopyGuard) -> None:
    settings, drags = ruled(bar, actions, guard, NO_POLICY)
    assert actions["copy_all"].isVisible() and drags.is_allowed
    settings.take_policy(Policy((("allow_copy", False),)))
    assert not actions["copy_all"].isVisible() and not drags.is_allowed
    settings.take_policy(NO_POLICY)
    assert actions["copy_all"].isVisible() and drags.is_allowed


def test_where_copying_is_not_allowed_nothing_reaches_the_clipboard_and_it_is_said(
    bar: Bar, actions: Actions, guard: CopyGuard
) -> None:
    clipboard.put_text("before")
    ruled(bar, actions, guard, Policy((("allow_copy", False),)))
    clipboard.put_text("an answer")
    assert QApplication.clipboard().text() == "before"
    assert bar.text != ""


def test_a_mistake_in_a_policy_is_told(bar: Bar, actions: Actions, guard: CopyGuard) -> None:
    settings, _ = ruled(bar, actions, guard, NO_POLICY)
    mistake = PolicyMistake("thema", 3, MistakeReason.UNKNOWN)
    settings.take_policy(Policy(reports=(PolicyReport(ProblemKind.POLICY_MISTAKES, name=PLACE, mistakes=(mistake,)),)))
    assert "thema" in bar.text
