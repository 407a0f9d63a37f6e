"""The order of recognition: codes and words, coarse codes, the status."""

import json
from pathlib import Path

import pytest

from desktop.adapters.providers.errors.error_body import read_error_body
from desktop.adapters.providers.errors.error_words import COARSE_CODES, ERROR_WORDS
from desktop.adapters.providers.errors.recognition import kind_of_refusal, kind_of_stream_error
from desktop.adapters.providers.errors.waiting_times import retry_after_s
from desktop.core.errors import ProblemKind

DATA = Path(__file__).parents[3] / "data" / "errors"


def refusal(status: int, message: str, code: str = "", has_images: bool = False) -> ProblemKind:
    body = read_error_body({"error": {"message": message, "code": code}})
    return kind_of_refusal(body, status, "none-9", has_images)


@pytest.mark.parametrize("table", ["published.json", "reported.json", "providers.json", "phrased.json"])
def test_bodies_that_endpoints_send_and_others_like_them_are_named_rightly(table: str) -> None:
    wrong = []
    for case in json.loads((DATA / table).read_text(encoding="utf-8"))["cases"]:
        body = read_error_body(case["body"])
        kind = kind_of_refusal(body, case["status"], "none-9", case.get("images", False), retry_after_s({}, body))
        if kind != case["kind"]:
            wrong.append((str(kind), case))
    assert wrong == []


def test_every_entry_names_its_source_and_says_something() -> None:
    assert all(entry.source and (entry.words or entry.codes) for entry in ERROR_WORDS)
    assert all(name.isalnum() and name.islower() for name in COARSE_CODES)


def test_no_code_means_two_kinds() -> None:
    kinds: dict[str, ProblemKind] = {}
    for entry in ERROR_WORDS:
        for code in entry.codes:
            assert kinds.setdefault(code, entry.kind) is entry.kind


@pytest.mark.parametrize("entry", [entry for entry in ERROR_WORDS if entry.codes], ids=lambda entry: entry.source)
def test_a_code_settles_the_kind_whatever_the_status(entry: object) -> None:
    assert entry in ERROR_WORDS
    for known in ERROR_WORDS:
        if known is entry:
            for code in known.codes:
                assert refusal(400, "x", code) is known.kind
                assert refusal(500, "x", code.upper()) is known.kind


def test_words_come_before_a_coarse_code_and_that_before_the_status() -> None:
    assert refusal(429, "Request too large", "rate_limit_exceeded") is ProblemKind.TOO_LARGE
    assert refusal(429, "x", "rate_limit_exceeded") is ProblemKind.RATE_LIMIT
    assert refusal(400, "x", "permission_denied") is ProblemKind.FORBIDDEN
    assert refusal(400, "x") is ProblemKind.BAD_REQUEST
    assert refusal(500, "x") is ProblemKind.SERVER_FAULT
    assert refusal(404, "x") is ProblemKind.NOT_AN_API


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("none-9 knows only text", ProblemKind.MODEL_HAS_NO_VISION),
        ("none of the providers takes pictures", ProblemKind.MODEL_HAS_NO_VISION),
        ("please choose a model that supports images", ProblemKind.MODEL_HAS_NO_VISION),
        ("none-9 does not support images of the WebP format", ProblemKind.IMAGE_REJECTED),
        ("the picture could not be opened", ProblemKind.IMAGE_REJECTED),
        ("your picture was flagged by our content filter", ProblemKind.CONTENT_REFUSED),
        ("5021 tokens were sent, 4096 fit", ProblemKind.CONTEXT_TOO_LONG),
        ("the conversation has grown too long", ProblemKind.CONTEXT_TOO_LONG),
        ("none-9 is retired", ProblemKind.MODEL_UNKNOWN),
        ("the team has spent its budget", ProblemKind.QUOTA),
        ("your key was revoked", ProblemKind.KEY_REFUSED),
        ("not offered in your country", ProblemKind.FORBIDDEN),
        ("your key may not: not allowed to use this model", ProblemKind.MODEL_FORBIDDEN),
        ("none-9 is overloaded", ProblemKind.OVERLOADED),
        ("doesn't have enough memory", ProblemKind.OUT_OF_MEMORY),
        ("10 requests per minute", ProblemKind.RATE_LIMIT),
        ("temperature must be at most 1", ProblemKind.BAD_REQUEST),
        ("Unsupported parameter: 'reasoning_effort' is not supported with this model.", ProblemKind.BAD_REQUEST),
        ("Unrecognized request argument supplied: reasoning_effort", ProblemKind.BAD_REQUEST),
        ("Argument not supported on this model: reasoningEffort", ProblemKind.BAD_REQUEST),
        ("[{'loc': ('body', 'reasoning_effort'), 'msg': 'extra fields not permitted'}]", ProblemKind.BAD_REQUEST),
        ('"none-9" does not support thinking', ProblemKind.BAD_REQUEST),
        ("messages must not be empty", ProblemKind.BAD_REQUEST),
    ],
)
def test_words_nobody_wrote_yet_are_recognised(message: str, kind: ProblemKind) -> None:
    assert refusal(400, message, has_images=True) is kind


def test_a_fault_that_names_images_is_none_that_passes() -> None:
    assert refusal(500, "mtmd: image 0 in slot 3") is ProblemKind.IMAGE_REJECTED
    assert refusal(500, "mtmd: slot 3") is ProblemKind.SERVER_FAULT


def test_a_complaint_about_lists_is_about_sight_only_where_images_went() -> None:
    assert refusal(422, "content must be a string", has_images=True) is ProblemKind.MODEL_HAS_NO_VISION
    assert refusal(422, "content must be a string") is ProblemKind.BAD_REQUEST


def test_errors_in_a_stream_keep_their_own_name_where_nothing_is_known() -> None:
    def kind(error: object) -> ProblemKind:
        return kind_of_stream_error(read_error_body({"error": error}), "none-9")

    assert kind({"message": "oops", "code": "server_error"}) is ProblemKind.STREAM_ERROR
    assert kind({"message": "oops"}) is ProblemKind.STREAM_ERROR
    assert kind({"message": "oops", "code": 429}) is ProblemKind.RATE_LIMIT
    assert kind({"message": "oops", "type": "overloaded_error"}) is ProblemKind.OVERLOADED
    assert kind("Unexpected endpoint or method. (POST /x)") is ProblemKind.NOT_AN_API


def test_the_words_of_a_status_alone_name_an_error_in_a_stream() -> None:
    def kind(body: object) -> ProblemKind:
        return kind_of_stream_error(read_error_body(body), "none-9", has_images=True)

    assert kind({"code": "Payment Required"}) is ProblemKind.QUOTA
    assert kind({"status": "Unsupported Media Type"}) is ProblemKind.IMAGE_REJECTED
    assert kind({"status": "Too Many Requests"}) is ProblemKind.RATE_LIMIT
    assert kind({"status": "Payment Required", "message": "none-9 knows only text"}) is ProblemKind.MODEL_HAS_NO_VISION


def test_a_quota_that_is_there_again_soon_is_a_rate_limit() -> None:
    body = read_error_body({"error": {"message": "You exceeded your current quota"}})
    assert kind_of_refusal(body, 429, wait_s=34) is ProblemKind.RATE_LIMIT
    assert kind_of_refusal(body, 429, wait_s=0) is ProblemKind.QUOTA
    assert kind_of_refusal(body, 429, wait_s=80_000) is ProblemKind.QUOTA
    daily = read_error_body({"error": {"message": "exceeded your current quota", "quotaId": "RequestsPerDay"}})
    assert kind_of_refusal(daily, 429, wait_s=34) is ProblemKind.QUOTA


def test_a_payment_that_is_required_is_a_quota_whatever_the_words_speak_of() -> None:
    assert refusal(402, "Prompt tokens limit exceeded: 9000 > 4000") is ProblemKind.QUOTA
    assert refusal(400, "Prompt tokens limit exceeded: 9000 > 4000") is ProblemKind.CONTEXT_TOO_LONG


def test_of_coarse_codes_the_one_that_says_more_counts() -> None:
    body = read_error_body({"error": {"message": "x", "type": "internal_server_error", "code": "capacity_exceeded"}})
    assert kind_of_refusal(body, 498) is ProblemKind.OVERLOADED


def test_nouns_tell_only_what_an_api_says() -> None:
    words = "the balance of this shop is good"
    assert kind_of_refusal(read_error_body({"detail": words}), 403) is ProblemKind.QUOTA
    assert kind_of_refusal(read_error_body(words), 403) is ProblemKind.FORBIDDEN


def test_words_about_an_image_that_tell_nothing_of_it_are_about_images_or_what_it_shows() -> None:
    assert refusal(400, "The picture was refused by our model", has_images=True) is ProblemKind.MODEL_HAS_NO_VISION
    assert refusal(400, "The picture was refused: nudity", has_images=True) is ProblemKind.CONTENT_REFUSED
    assert refusal(400, "The picture was refused: too wide", has_images=True) is ProblemKind.IMAGE_REJECTED
    assert refusal(400, "The picture was refused", has_images=True) is ProblemKind.IMAGE_REJECTED
