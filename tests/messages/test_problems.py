"""Every problem has its sentence, and every action a label."""

from desktop.core.errors import Problem, ProblemKind
from desktop.messages.problems import message_for
from desktop.messages.suggested_actions import offer_label


def test_every_trouble_has_its_sentence_and_its_button_a_label() -> None:
    for kind in ProblemKind:
        for seconds in (0.0, 12.0):
            problem = Problem(kind, "host.example", "detail", 400, "code", seconds)
            message = message_for(problem)
            assert message.text.endswith((".", "”."))
            assert "{" not in message.text
            assert "!" not in message.text
            assert all(offer_label(offer, problem, "gpt-4o") for offer in message.offers)
