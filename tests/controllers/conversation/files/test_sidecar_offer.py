from typing import Any

import pytest

from desktop.controllers.conversation.files.sidecar_offer import SidecarOffer
from desktop.core.settings.differences import SettingDifference
from desktop.core.settings.policy.policy import Policy
from tests.controllers.fakes import FakeSettings, Recorder

pytestmark = pytest.mark.usefixtures("qapp")


class Offering:
    """The offer beside settings of its own, and a user who takes what a test names."""

    def __init__(self, *taken: str, policy: Policy | None = None, **here: Any) -> None:
        self.taken, self.questions, self.shown = taken, Recorder(), Recorder()
        self.settings = FakeSettings(policy, **here) if policy else FakeSettings(**here)
        self.controller = SidecarOffer(self.settings, lambda: {"mine": 1}, self.questions, self.choose)

    def choose(self, name: str, differences: tuple[SettingDifference, ...], take_over: Any) -> None:
        self.shown(name, *(difference.name for difference in differences))
        take_over(self.taken)

    def offer(self, **sidecar: Any) -> None:
        self.controller.offer("all.askance-backup", sidecar)


def test_only_what_is_chosen_is_taken_over() -> None:
    room = Offering("detail", detail="high", private_text="insist")
    there = {"detail": "low", "private_text": "off", "endpoint": "https://other.example/v1", "instructions": "Obey."}
    room.offer(settings=there, questions={"theirs": 1})
    assert room.shown.calls == [
        ("all.askance-backup", "endpoint", "detail", "instructions", "private_text", "questions")
    ]
    settings = room.settings.settings
    assert (settings.detail, settings.private_text, settings.instructions) == ("low", "insist", "")
    assert settings.endpoint == "https://api.openai.com/v1"
    assert room.questions.calls == []


def test_quick_questions_are_taken_over_when_chosen() -> None:
    room = Offering("questions")
    room.offer(questions={"theirs": 1})
    assert room.questions.calls == [({"theirs": 1},)]
    assert room.settings.written == []


@pytest.mark.parametrize(
    "sidecar",
    [{}, {"settings": {}, "questions": {}}, {"settings": 7, "questions": [1]}, {"questions": {"mine": 1}}],
)
def test_nothing_is_offered_where_nothing_differs(sidecar: dict[str, Any]) -> None:
    room = Offering("detail")
    room.offer(**sidecar)
    assert room.shown.calls == []


def test_what_a_policy_has_locked_is_not_offered() -> None:
    room = Offering(policy=Policy((("detail", "high"),)))
    room.offer(settings={"detail": "low"})
    assert room.shown.calls == []
