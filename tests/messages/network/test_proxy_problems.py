"""Each fault of a proxy has its own sentence, which names the proxy."""

import pytest

from desktop.core.errors import Problem, ProblemKind, ProxyFault
from desktop.messages.problems import message_for
from desktop.messages.suggested_actions import offer_label


@pytest.mark.parametrize("fault", ProxyFault)
def test_each_fault_names_the_proxy_and_offers_what_helps(fault: ProxyFault) -> None:
    problem = Problem(ProblemKind.PROXY, "ai.example.com", "http://p.example:1 (https_proxy)", 403, str(fault), 20.0)
    message = message_for(problem)
    assert "http://p.example:1 (https_proxy)" in message.text
    assert message.text.endswith((".", "?"))
    assert "{" not in message.text
    assert message.offers and all(offer_label(offer, problem) for offer in message.offers)


def test_no_two_faults_have_the_same_sentence() -> None:
    sentences = {message_for(Problem(ProblemKind.PROXY, "h", "p", code=str(fault))).text for fault in ProxyFault}
    assert len(sentences) == len(ProxyFault)


def test_a_proxy_that_nobody_here_knows_of_has_a_sentence_too() -> None:
    text = message_for(Problem(ProblemKind.PROXY, "ai.example.com", status=407)).text
    assert text == "The proxy blocked the request to ai.example.com."
