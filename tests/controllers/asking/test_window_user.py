"""The user of the window, who is asked above the question."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from desktop.controllers.asking.window_user import WindowUser
from desktop.controllers.privacy.concern_notices import ConcernNotices, Decide
from desktop.core.asking.question import Question
from desktop.core.asking.request_inputs import RequestInputs
from desktop.core.conversation.conversation import Conversation
from desktop.core.privacy.typed.typed_text import TypedFinding
from desktop.core.settings.settings import Settings
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.core.workspace.draft import Draft
from desktop.services.asking.decisions import PrivacyConcern, PrivacyDecision
from desktop.services.workspace import Workspace
from desktop.ui.composer.gate import Gate, GateNotice, GateOffer
from tests.controllers.fakes import FakeSettings, Recorder, annotated
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")
QUESTION = Question(RequestInputs(Settings(), Conversation("c"), "what?"))
CONCERN = PrivacyConcern(QUESTION, (), (), insists=False)
LIMIT = ExceededLimit("today", 1.0, 0.9)


class Notices(ConcernNotices):
    """One notice with a button for each of two decisions."""

    def __init__(self) -> None:
        pass

    def notice(self, concern: PrivacyConcern, decide: Decide) -> GateNotice:
        send = GateOffer("Ask anyway", lambda: decide(PrivacyDecision.SEND))
        return GateNotice(("a key",), main=GateOffer("Cancel", lambda: decide(PrivacyDecision.CANCEL)), anyway=send)

    def typed_in_field(self, concern: PrivacyConcern) -> tuple[TypedFinding, ...]:
        return ()


@dataclass
class Asked:
    """A user with a real gate."""

    opened: Recorder = field(default_factory=Recorder)

    def __post_init__(self) -> None:
        self.gate, self.workspace, self.settings = Gate(), Workspace(), FakeSettings()
        self.user = WindowUser(self.gate, self.workspace, self.settings, Notices(), self.opened)

    def press(self, words: str) -> None:
        (button,) = [button for button in self.gate.findChildren(QPushButton) if button.text() == words]
        button.click()

    def decided(self, act: Callable[[], None]) -> PrivacyDecision:
        """Returns the decision about the concern after `act`."""

        async def story() -> PrivacyDecision:
            asking = asyncio.ensure_future(self.user.confirm_privacy(CONCERN))
            await until(lambda: self.gate.is_open)
            act()
            return await asking

        return on_the_loop(story())


def test_a_button_decides_and_the_notice_goes() -> None:
    asked = Asked()
    assert asked.decided(lambda: asked.press("Ask anyway")) is PrivacyDecision.SEND
    assert not asked.gate.is_open


def test_other_images_or_settings_are_looked_at_again() -> None:
    asked = Asked()
    change = Draft(images=(annotated(),))
    assert asked.decided(lambda: asked.workspace.change("Paste", change)) is PrivacyDecision.RECHECK
    assert asked.decided(partial(asked.settings.change, model="llava")) is PrivacyDecision.RECHECK
    assert not asked.gate.is_open


def test_typing_on_keeps_the_notice() -> None:
    asked = Asked()

    def type_on() -> None:
        asked.workspace.set_prompt("what else?")
        assert asked.gate.is_open
        asked.press("Cancel")

    assert asked.decided(type_on) is PrivacyDecision.CANCEL


def test_a_question_that_is_given_up_takes_its_notice_away() -> None:
    asked = Asked()

    async def story() -> None:
        asking = asyncio.ensure_future(asked.user.confirm_privacy(CONCERN))
        await until(lambda: asked.gate.is_open)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        assert not asked.gate.is_open

    on_the_loop(story())


@pytest.mark.parametrize(("is_fixed", "button", "opens"), [(False, "Ask anyway", 0), (True, "Close", 0)])
def test_nobody_goes_over_a_limit_of_the_organisation(is_fixed: bool, button: str, opens: int) -> None:
    asked = Asked()

    async def story() -> bool:
        limit = ExceededLimit("today", 1.0, 0.9, is_fixed=is_fixed)
        asking = asyncio.ensure_future(asked.user.exceed_limit(limit, 0.2))
        await until(lambda: asked.gate.is_open)
        assert ("Ask anyway" in asked.gate.offers) is not is_fixed
        asked.press(button)
        return await asking

    assert on_the_loop(story()) is not is_fixed
    assert len(asked.opened.calls) == opens


def test_a_limit_leads_to_the_settings() -> None:
    asked = Asked()

    async def story() -> bool:
        asking = asyncio.ensure_future(asked.user.exceed_limit(LIMIT, 0.2))
        await until(lambda: asked.gate.is_open)
        asked.press(asked.gate.offers[0])
        return await asking

    assert on_the_loop(story()) is False
    assert len(asked.opened.calls) == 1


@pytest.mark.parametrize("skips", [True, False])
def test_a_scan_is_waited_for_or_skipped(skips: bool, qapp: QApplication) -> None:
    asked = Asked()

    async def story() -> bool:
        scanned = asyncio.Event()

        async def scan() -> None:
            await scanned.wait()

        waiting = asyncio.ensure_future(asked.user.wait_for_scan(QUESTION, scan(), may_skip=True))
        await until(lambda: asked.gate.is_open)
        if skips:
            asked.press("Ask anyway")
        else:
            scanned.set()
        waited = await waiting
        scanned.set()
        await asyncio.sleep(0)
        asked.user.dismiss()
        return waited

    assert on_the_loop(story()) is not skips
