from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal

from desktop.controllers.asking.next_step import NextStepController
from desktop.core.asking.answer_limits import ENDPOINTS_OWN, LESS_EFFORT, AnswerLimits
from desktop.core.conversation.turn import Turn, Usage
from desktop.core.errors import ENDPOINT_WITH_V1, Problem, ProblemKind
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.model_terms import LOCAL_OCR_MODEL
from desktop.messages.suggested_actions import SuggestedAction
from tests.controllers.fakes import Call, FakeHistory, FakeSettings, Recorder, turn

pytestmark = pytest.mark.usefixtures("qapp")


class Offers(QObject):
    requested = Signal(str, SuggestedAction)


class Again:
    """Records what is asked again."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def again(
        self,
        turn_id: str,
        policy: ResendPolicy = ResendPolicy.FULL,
        model: str = "",
        with_history: bool = True,
        *,
        limits: AnswerLimits = ENDPOINTS_OWN,
    ) -> None:
        if limits != ENDPOINTS_OWN:
            self.calls.append(("again within", turn_id, limits))
            return
        self.calls.append(("again", turn_id, policy, model) if with_history else ("again alone", turn_id))

    def continue_answer(self) -> None:
        self.calls.append(("continue",))


class Following:
    """The controller over one turn, whose offer a test takes."""

    def __init__(self, asked: Turn, **settings: Any) -> None:
        self.offers, self.again, self.opened = Offers(), Again(), Recorder()
        self.asked, self.history, self.settings = asked, FakeHistory(asked), FakeSettings(**settings)
        self.controller = NextStepController(
            self.offers.requested, self.history, self.settings, self.again, self.opened
        )
        self.controller.connect()

    def take(self, action: SuggestedAction, turn_id: str = "") -> list[Call]:
        self.offers.requested.emit(turn_id or self.asked.id, action)
        return self.again.calls


FULL = ResendPolicy.FULL


def test_settings_are_opened_and_nothing_is_asked() -> None:
    room = Following(turn("what?", ""))
    assert room.take(SuggestedAction.SETTINGS) == []
    assert room.opened.calls == [()]


def test_an_answer_is_continued_only_if_some_of_it_came() -> None:
    assert Following(turn("what?", "half")).take(SuggestedAction.CONTINUE) == [("continue",)]
    without = Following(turn("what?", ""))
    assert without.take(SuggestedAction.CONTINUE) == [("again", without.asked.id, FULL, "")]


def test_pictures_go_smaller_or_not_at_all() -> None:
    room = Following(turn("what?", ""))
    assert room.take(SuggestedAction.SMALLER) == [("again", room.asked.id, ResendPolicy.REDUCED, "")]
    room = Following(turn("what?", ""))
    assert room.take(SuggestedAction.WITHOUT) == [("again", room.asked.id, ResendPolicy.OMIT, "")]


def test_this_computer_answers_where_that_is_chosen() -> None:
    room = Following(turn("what?", ""))
    assert room.take(SuggestedAction.HERE) == [("again", room.asked.id, FULL, LOCAL_OCR_MODEL)]


def test_the_successor_of_a_retired_model_is_asked_from_now_on() -> None:
    room = Following(turn("what?", ""), model="gpt-4o")
    assert room.take(SuggestedAction.OTHER_MODEL) == [("again", room.asked.id, FULL, "")]
    assert room.settings.settings.model != "gpt-4o"


def test_a_model_of_another_endpoint_is_chosen_in_the_settings() -> None:
    room = Following(replace(turn("what?", ""), host="localhost:11434", model="llava"), model="llava")
    assert room.take(SuggestedAction.OTHER_MODEL) == []
    assert room.opened.calls == [()]
    assert room.settings.settings.model == "llava"


def test_a_conversation_that_is_too_long_can_stay_behind() -> None:
    room = Following(turn("what?", ""))
    assert room.take(SuggestedAction.SHORTER) == [("again alone", room.asked.id)]


def test_a_turn_that_is_gone_is_passed_over() -> None:
    assert Following(turn("what?", "")).take(SuggestedAction.SMALLER, "another") == []


def test_private_text_in_an_earlier_picture_is_left_out_with_the_others() -> None:
    asked = turn("what?", "")
    blocked = asked.failed(Problem(ProblemKind.PRIVATE_TEXT_VISIBLE))
    assert Following(blocked).take(SuggestedAction.WITHOUT) == [("again", blocked.id, ResendPolicy.OMIT, "")]


def test_an_endpoint_that_answers_with_v1_is_kept_and_asked() -> None:
    problem = Problem(ProblemKind.NOT_AN_API, "h", "https://h/gate/v1", 404, ENDPOINT_WITH_V1)
    room = Following(replace(turn("what?", ""), problem=problem), endpoint="https://h/gate")
    assert room.take(SuggestedAction.WITH_V1) == [("again", room.asked.id, FULL, "")]
    assert room.settings.settings.endpoint == "https://h/gate/v1"


def test_an_answer_may_be_longer_or_take_less_effort() -> None:
    room = Following(replace(turn("what?", ""), usage=Usage(10, 8_192)))
    assert room.take(SuggestedAction.LONGER) == [("again within", room.asked.id, AnswerLimits(32_768))]
    room = Following(turn("what?", ""))
    assert room.take(SuggestedAction.LESS_EFFORT) == [("again within", room.asked.id, LESS_EFFORT)]
