"""Bodies of refusals in every dialect: their messages, codes and numbers, within bounds."""

import json

import pytest

from desktop.adapters.providers.errors.error_body import MAX_TEXT, MAX_WORDS, named_values, read_error_body
from desktop.adapters.providers.errors.recognition import kind_of_refusal
from tests.helpers.clocks.effort import is_done_within

TOO_LONG_S = 10  # a pattern that tries everything takes minutes


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"error": {"message": "one"}}, "one"),
        ({"message": "one"}, "one"),
        ({"error": "one of them"}, "one of them"),
        ({"detail": "one"}, "one"),
        ({"detail": [{"loc": ["body"], "msg": "one"}, {"msg": "two"}]}, "one: two"),
        ({"errors": ["one", {"message": "two"}]}, "one: two"),
        ([{"error": {"message": "one"}}], "one"),
        ("just one", "just one"),
        ('"one"', "one"),
        (b'{"error": {"message": "one"}}', "one"),
        ('data: {"error": {"message": "one"}}', "one"),
        ('event: error\ndata: {"message": "one"}\n\n', "one"),
        ({"error": {"message": '{"error": {"message": "one", "code": 400}}'}}, "one"),
        ({"error": {"message": "Outer", "metadata": {"raw": '{"message": "inner"}'}}}, "Outer: inner"),
        ({"error": {"message": "one", "details": [{"message": "one"}]}}, "one"),
        ({"error": "Not Found", "message": "Not Found: here"}, "Not Found: here"),
        ("<html><body>no</body></html>", ""),
        ("", ""),
        ({}, ""),
        (None, ""),
        (7, ""),
    ],
)
def test_the_messages_of_a_body(body: object, message: str) -> None:
    assert read_error_body(body).message == message


def test_codes_numbers_and_parameters_are_told_apart() -> None:
    body = read_error_body(
        {
            "error": {
                "code": 429,
                "status": "RESOURCE_EXHAUSTED",
                "param": "model",
                "details": [{"reason": "LIMIT"}, {"violations": [{"quotaId": "PerDay"}]}],
            }
        }
    )
    assert body.statuses == (429,)
    assert body.codes == ("RESOURCE_EXHAUSTED", "LIMIT", "PerDay")
    assert body.parameters == ("model",)
    assert read_error_body({"error": {"code": "400"}}).statuses == (400,)
    assert read_error_body({"error": {"code": "3051"}}).codes == ("3051",)


def test_the_words_of_a_status_are_codes_where_nothing_else_tells_more() -> None:
    assert read_error_body({"status": "Bad Request", "code": "bad_thing"}).codes == ("bad_thing",)
    assert read_error_body({"status": "Bad Request", "message": "so it is"}).codes == ()
    assert read_error_body({"code": "Payment Required"}).codes == ("Payment Required",)
    assert read_error_body({"error": {"code": "Payment Required", "message": ""}}).codes == ("Payment Required",)


def test_html_is_no_message() -> None:
    assert read_error_body("  <!DOCTYPE html><title>Sign in</title>").is_html
    assert not read_error_body("<nothing to see>").is_html


def test_hostile_bodies_are_read_within_bounds() -> None:
    deep: object = "end"
    for _ in range(500):
        deep = {"error": deep}
    wide = {"errors": [{"message": f"{at} " + "x" * 5_000} for at in range(5_000)]}
    bodies = (deep, wide, json.dumps(wide), "[" * 100_000, "image " * 30_000, "not a model " * 10_000)

    def read_all() -> None:
        for body in bodies:
            read = read_error_body(body)
            assert len(read.words) <= MAX_WORDS
            assert all(len(text) <= MAX_TEXT for text in read.texts)
            kind_of_refusal(read, 400, "x", has_images=True)
            list(named_values(read.value))

    assert is_done_within(TOO_LONG_S, read_all)


@pytest.mark.parametrize("row", ["1,", "12.5,", "1,2 ", "100, ", "1, token ", "1 tokens", "9 tokens,", "1tokens "])
def test_long_rows_of_numbers_are_read_without_delay(row: str) -> None:
    names = ("message", "detail", "msg", "title", "error_description")
    text = row * ((MAX_TEXT - 6) // len(row)) + " token"
    read = read_error_body({name: text[at:] for at, name in enumerate(names)})
    assert len(read.words) > MAX_WORDS - 200
    kind_of_refusal(read_error_body("compiles the patterns"), 400)
    assert is_done_within(TOO_LONG_S, lambda: kind_of_refusal(read, 400, "x", has_images=True))
