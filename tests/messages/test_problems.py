"""Every problem has its sentence, and every action a label."""

import pytest

from desktop.core.errors import Problem, ProblemKind
from desktop.messages.problem_tables.problem_words import Kept
from desktop.messages.problems import PROBLEM_WORDS, message_for
from desktop.messages.suggested_actions import SuggestedAction, offer_label


def test_every_trouble_has_its_sentence_and_its_button_a_label() -> None:
    for kind in ProblemKind:
        for seconds in (0.0, 12.0):
            problem = Problem(kind, "host.example", "detail", 400, "code", seconds)
            message = message_for(problem)
            assert message.text.endswith((".", "”."))
            assert "{" not in message.text
            assert "!" not in message.text
            assert all(offer_label(offer, problem, "gpt-4o") for offer in message.offers)


@pytest.mark.parametrize("kind", [kind for kind, words in PROBLEM_WORDS.items() if words.kept is Kept.ANSWER])
def test_only_what_came_is_kept_and_goes_on(kind: ProblemKind) -> None:
    problem = Problem(kind, "host.example")
    assert "The partial answer is kept." in message_for(problem, has_answer=True).text
    nothing_came = message_for(problem, has_answer=False)
    assert "kept" not in nothing_came.text
    assert SuggestedAction.CONTINUE not in nothing_came.offers


REFUSALS = {
    ProblemKind.KEY_REFUSED: SuggestedAction.SETTINGS,
    ProblemKind.FORBIDDEN: SuggestedAction.SETTINGS,
    ProblemKind.QUOTA: SuggestedAction.SETTINGS,
    ProblemKind.NOT_AN_API: SuggestedAction.SETTINGS,
    ProblemKind.MODEL_UNKNOWN: SuggestedAction.OTHER_MODEL,
    ProblemKind.MODEL_FORBIDDEN: SuggestedAction.OTHER_MODEL,
    ProblemKind.MODEL_HAS_NO_VISION: SuggestedAction.OTHER_MODEL,
    ProblemKind.OUT_OF_MEMORY: SuggestedAction.OTHER_MODEL,
    ProblemKind.TOO_LARGE: SuggestedAction.SMALLER,
    ProblemKind.IMAGE_REJECTED: SuggestedAction.SMALLER,
    ProblemKind.CONTEXT_TOO_LONG: SuggestedAction.SHORTER,
    ProblemKind.CONTENT_REFUSED: SuggestedAction.WITHOUT,
    ProblemKind.RATE_LIMIT: SuggestedAction.AGAIN,
    ProblemKind.OVERLOADED: SuggestedAction.AGAIN,
    ProblemKind.SERVER_FAULT: SuggestedAction.AGAIN,
    ProblemKind.BAD_REQUEST: SuggestedAction.AGAIN,
}


@pytest.mark.parametrize(("kind", "first"), REFUSALS.items())
def test_a_refusal_shows_the_endpoints_words_and_offers_what_helps(kind: ProblemKind, first: SuggestedAction) -> None:
    message = message_for(Problem(kind, "host.example", "their own words.", 400))
    assert "(their own words)" in message.text
    assert message.offers[0] is first


def test_an_api_that_answers_is_not_called_a_login_page() -> None:
    assert "login page" not in message_for(Problem(ProblemKind.NOT_AN_API, "h", "Not Found", 404)).text
    assert "login page" in message_for(Problem(ProblemKind.NOT_AN_API, "h", status=404)).text


def test_another_model_is_named_where_one_is_known() -> None:
    assert offer_label(SuggestedAction.OTHER_MODEL, other_model="gpt-4o") == "Use gpt-4o instead"
    assert offer_label(SuggestedAction.OTHER_MODEL) == "Choose another model"
