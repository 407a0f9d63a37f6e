"""The tables of refusals against a real server, through the real provider: kind, words, waiting time, and no key."""

import json
from pathlib import Path
from typing import Any

import pytest

from desktop.messages.problems import message_for
from tests.helpers.asked_provider import KEY, ask
from tests.loopback import Endpoint, refusing

DATA = Path(__file__).parents[3] / "data" / "errors"
MODEL = "none-9"
RIGHT_AT_LEAST = 0.95


def cases_of(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((DATA / name).read_text(encoding="utf-8"))["cases"]
    return cases


def shortcomings(case: dict[str, Any]) -> list[str]:
    """Asks a server that refuses as the case says. Returns what is not right of the problem that is reported."""
    body = case["body"]
    answer = refusing(
        case["status"], body.encode() if isinstance(body, str) else body, case.get("type", "application/json")
    )
    with Endpoint(answer=answer) as endpoint:
        problem = ask(endpoint.url, model=MODEL, with_image=case.get("images", False)).problem
    if problem is None:
        return ["no problem"]
    found = [] if problem.kind in case["kind"].split() else [f"{problem.kind}, not {case['kind']}: {problem.detail}"]
    text = message_for(problem, has_answer=False).text
    if "shows" in case and case["shows"] not in text:
        found.append(f"nothing shows {case['shows']!r}: {text}")
    if "seconds" in case and problem.seconds != pytest.approx(case["seconds"]):
        found.append(f"wait of {problem.seconds} s, not {case['seconds']}")
    if not isinstance(body, str) and not problem.detail:
        found.append("the words of an API are not shown")
    if "What came is kept" in text:
        found.append("says that something is kept though nothing came")
    return found


@pytest.mark.parametrize("table", ["handed.json", "dialects.json", "paraphrases.json"])
def test_refusals_are_named_rightly(table: str) -> None:
    cases = cases_of(table)
    wrong = {case["name"]: found for case in cases if (found := shortcomings(case))}
    assert len(cases) - len(wrong) >= RIGHT_AT_LEAST * len(cases), json.dumps(wrong, indent=1)


def test_a_fault_that_names_the_projector_is_not_one_of_the_server() -> None:
    case = next(case for case in cases_of("handed.json") if case["name"] == "blind_500_projector")
    assert shortcomings(case) == []


def test_no_key_is_shown_however_deep_it_is_echoed() -> None:
    inner = json.dumps({"message": f"the key {KEY} is not known", "code": KEY})
    body = {"error": {"message": "Provider returned error", "metadata": {"raw": inner}, "errors": [{"msg": KEY}]}}
    with Endpoint(answer=refusing(400, body)) as endpoint:
        problem = ask(endpoint.url).problem
    assert problem is not None
    assert "canary" not in repr(problem)
    assert "is not known" in problem.detail
