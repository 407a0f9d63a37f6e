"""What the lines of a ledger say together, damaged ones among them."""

import json
from typing import Any

import pytest

from desktop.core.asking.request import ChatMessage, Request
from desktop.core.asking.request_review import FindingDecision, RequestReview, ReviewedKind
from desktop.core.conversation.turn import Usage
from desktop.core.image.encoding import EncodedImage
from desktop.core.ledger.entries import LedgerEntry, LedgerSum, read_ledger, sums_by
from desktop.core.ledger.lines import Outcome, RequestEnd, asked_line, ended_line
from desktop.core.ledger.tables import entries_table, sums_table, to_csv

SECRET = "the words of the question"
IMAGE = EncodedImage("ab" * 32, b"bytes of a picture", "image/png", 30, 20, "auto")
REVIEW = RequestReview.of("warn", ["an API key"], ["an e-mail address", "an e-mail address"])
REQUEST = Request("https://ai.example.com/v1", "house-vision", (ChatMessage("user", SECRET, (IMAGE,)),), review=REVIEW)
END = RequestEnd(Outcome.ANSWERED, 0, Usage(1120, 7, 100), 0.25)


def text(*lines: dict[str, Any]) -> list[str]:
    return [json.dumps(line) for line in lines]


def asked(request_id: str, at: str = "2026-11-29T10:00:00.000Z") -> dict[str, Any]:
    return asked_line(request_id, at, REQUEST)


def ended(request_id: str, end: RequestEnd = END) -> dict[str, Any]:
    return ended_line(request_id, "2026-11-29T10:00:05.000Z", end)


def entry(request_id: str = "1") -> LedgerEntry:
    (found,) = read_ledger(text(asked(request_id), ended(request_id))).entries
    return found


def test_both_lines_make_an_entry_without_content() -> None:
    found = entry()
    assert (found.host, found.model, found.outcome, found.day) == (
        "ai.example.com",
        "house-vision",
        "answered",
        "2026-11-29",
    )
    assert (found.input_tokens, found.output_tokens, found.cached_tokens, found.cost_usd) == (1120, 7, 100, 0.25)
    assert found.pictures == ({"sha256": "ab" * 32, "width": 30, "height": 20, "bytes": 18},)
    assert [(kind["kind"], kind["decision"], kind["count"]) for kind in found.findings] == [
        ("an API key", "covered", 1),
        ("an e-mail address", "sent", 2),
    ]
    assert SECRET not in "".join(text(asked("1"), ended("1")))


def test_a_request_without_an_end_counts() -> None:
    ledger = read_ledger(text(asked("1"), asked("2"), ended("1")))
    assert [(found.id, found.outcome) for found in ledger.entries] == [("1", "answered"), ("2", "unknown")]


def test_lines_may_lie_in_several_files_and_in_any_order() -> None:
    lines = text(ended("2"), asked("2", "2026-11-30T00:00:00.000Z"), asked("1", "2026-10-31T23:59:59.999Z"), ended("1"))
    assert [found.id for found in read_ledger(lines).entries] == ["1", "2"]


@pytest.mark.parametrize(
    "line",
    [
        '{"event": "asked", "id"',
        "[]",
        "7",
        "[" * 9_000,
        '{"event": "other", "id": "1"}',
        '{"event": ["asked"], "id": "1"}',
        '{"event": "asked", "id": "9"}',
        json.dumps({**asked("9"), "pictures": [{"sha256": "x", "width": 1, "height": 1, "bytes": "many"}]}),
        json.dumps({**asked("9"), "findings": 3}),
    ],
)
def test_a_damaged_line_is_counted_and_the_others_hold(line: str) -> None:
    ledger = read_ledger([*text(asked("1")), line, "", *text(ended("1"))])
    assert [found.id for found in ledger.entries] == ["1"]
    assert ledger.damaged == 1


@pytest.mark.parametrize("number", [float("inf"), float("nan"), "many"])
@pytest.mark.parametrize("name", ["status", "input_tokens", "output_tokens", "cached_tokens", "cost_usd"])
def test_an_infinite_number_is_damage(name: str, number: object) -> None:
    ledger = read_ledger(text(asked("1"), ended("1"), asked("9"), {**ended("9"), name: number}))
    assert ([found.id for found in ledger.entries], ledger.damaged) == (["1"], 1)


def test_a_cost_that_is_too_large_for_a_number_is_damage() -> None:
    ledger = read_ledger(text(asked("1"), ended("1"), asked("9"), {**ended("9"), "cost_usd": 10**400}))
    assert ([found.id for found in ledger.entries], ledger.damaged) == (["1"], 1)


@pytest.mark.parametrize(
    "line",
    [
        {**asked("9"), "pictures": [{"sha256": "x", "width": float("inf"), "height": 1, "bytes": 1}]},
        {**asked("9"), "findings": [{"kind": "x", "decision": "sent", "count": float("inf")}]},
    ],
)
def test_an_infinite_picture_or_finding_is_damage(line: dict[str, Any]) -> None:
    ledger = read_ledger(text(asked("1"), line))
    assert ([found.id for found in ledger.entries], ledger.damaged) == (["1"], 1)


def test_sums() -> None:
    unsent, unpriced = RequestEnd(Outcome.NOT_SENT), RequestEnd(Outcome.REFUSED, 400)
    lines = [asked("1"), ended("1"), asked("2"), ended("2", unpriced), asked("3"), ended("3", unsent), asked("4")]
    (total,) = sums_by(read_ledger(text(*lines)).entries, "host")
    assert total == LedgerSum("ai.example.com", 3, 3, 54, 1120, 7, 0.25, 2)
    assert [found.name for found in sums_by(read_ledger(text(*lines)).entries, "outcome")] == [
        "answered",
        "refused",
        "unknown",
    ]


def test_a_table_for_spreadsheets_holds_no_formula() -> None:
    named = Request("https://ai.example.com/v1", "=1+1", ())
    lines = text(asked_line("1", "2026-11-29T10:00:00.000Z", named))
    table = to_csv(entries_table(read_ledger(lines).entries)).splitlines()
    assert table[0].startswith("at,ended_at,outcome,status,host,model,pictures")
    assert ",'=1+1," in table[1]
    row = to_csv(entries_table([entry()])).splitlines()[1]
    assert "an API key covered 1; an e-mail address sent 2" in row
    assert to_csv(sums_table(sums_by([entry()], "month"))).splitlines()[1].startswith("2026-11,1,1,18,1120,7,0.25,0")


def test_a_review_counts_each_kind_by_what_was_decided() -> None:
    assert REVIEW.found == (
        ReviewedKind("an API key", FindingDecision.COVERED, 1),
        ReviewedKind("an e-mail address", FindingDecision.SENT, 2),
    )
