"""Every problem has its sentence, and every button a label."""

from desktop.core.errors import Problem, ProblemKind
from desktop.messages.errors import message_for, offer_label


def test_every_trouble_has_its_sentence_and_its_button_a_label() -> None:
    for kind in ProblemKind:
        for seconds in (0.0, 12.0):
            problem = Problem(kind, "host.example", "detail", 400, "code", seconds)
            told = message_for(problem)
            assert told.text.endswith((".", "”."))
            assert "{" not in told.text
            assert "!" not in told.text
            assert all(offer_label(offer, problem, "gpt-4o") for offer in told.offers)
