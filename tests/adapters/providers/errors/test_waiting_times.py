"""Waiting times in headers, in the fields of a body, and in its sentences."""

import pytest

from desktop.adapters.providers.errors.error_body import read_error_body
from desktop.adapters.providers.errors.waiting_times import duration_s, retry_after_s


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        *[
            ("7", 7),
            ("6m0s", 360),
            ("120ms", 0.12),
            ("34.074824224s", 34.074824224),
            ("1h2m3s", 3723),
            ("2 minutes", 120),
        ],
        *[
            ("1 hour and 30 min", 5400),
            ("2d", 86_400),
            ("soon", 0),
            ("", 0),
            ("1.2.3s", 0),
            ("5 apples", 0),
            ("-3s", 0),
        ],
    ],
)
def test_durations(text: str, seconds: float) -> None:
    assert duration_s(text) == pytest.approx(seconds)


@pytest.mark.parametrize(
    ("body", "seconds"),
    [
        ({"error": {"type": "usage_limit_reached", "resets_in_seconds": 8}}, 8),
        ({"error": {"details": [{"@type": "google.rpc.RetryInfo", "retryDelay": "34s"}]}}, 34),
        ([{"error": {"details": [{"retryDelay": {"seconds": 12}}]}}], 12),
        ({"retry_after": 3.5}, 3.5),
        ({"error": {"metadata": {"headers": {"Retry-After": "9"}}}}, 9),
        ({"error": {"retry_after_ms": 1500}}, 1.5),
        ({"error": "loading", "estimated_time": 20.0}, 20),
        ({"error": {"message": '{"error": {"retryDelay": "8s"}}'}}, 8),
        ("Please try again in 6m0s.", 360),
        ("Please retry after 7 seconds", 7),
        ("wait 2 minutes and try again", 120),
        ("It resets in 1 h 5 min", 3900),
        ("available again in 500ms", 0.5),
        ("Retry after: 15", 15),
        ("请求过多，请在 30 秒后重试", 30),
        ({"error": {"resets_in": 44}}, 44),
        ("请 2 分钟后再试", 120),
        ("10分钟内最多 5 次", 0),
        ("cooldown: 15s", 15),
        ("We are back in 10 minutes", 600),
        ("available in 20 s", 20),
        ("Credits are kept back 30 minutes after payment", 0),
        ("Your free trial was available for 14 days", 0),
        ("Support is available 24 hours a day", 0),
        ("only 10 requests are available per 1 hour", 0),
        ("1" * 300_000, 0),  # with the square of its length, reading it would not end
        ("retry_after=12", 12),
        ({"next_retry_in": 4}, 4),
        ("Please try again", 0),
        ("try again with 3 pictures", 0),
        ("Limit 30000 tokens. Try again later", 0),
        ({"retry_after": True}, 0),
        ({"retry_after": "never"}, 0),
        ({"retry_after": float("inf")}, 0),
        (None, 0),
    ],
)
def test_waits_in_bodies(body: object, seconds: float) -> None:
    assert retry_after_s({}, read_error_body(body)) == pytest.approx(seconds)


def test_headers_come_first_and_a_date_counts_from_the_responses_own() -> None:
    body = read_error_body({"retry_after": 5})
    assert retry_after_s({"retry-after": "7"}, body) == 7
    date, later = "Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:30 GMT"
    assert retry_after_s({"retry-after": later, "date": date}, body) == 30
    assert retry_after_s({"retry-after": later}, body) == 5
    for form in ("Wednesday, 21-Oct-26 07:28:30 GMT", "Wed Oct 21 07:28:30 2026", "Wed, 21 Oct 2026 07:28:30 -0000"):
        assert retry_after_s({"retry-after": form, "date": date}) == 30
    for odd in ("tomorrow, perhaps", "Wed, 99 Oct 2026 07:28:30 GMT", "nan", "-5", "1e999", ""):
        assert retry_after_s({"retry-after": odd, "date": date}) == 0
    assert retry_after_s({"retry-after": later, "date": "yesterday"}) == 0
    tokens = {"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "12ms"}
    assert retry_after_s(tokens) == pytest.approx(0.012)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"ratelimit-remaining": "0", "ratelimit-reset": "12"}, 12),
        ({"ratelimit-remaining": "5", "ratelimit-reset": "12"}, 0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1792567690"}, 10),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1792567690000"}, 10),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1e400"}, 0),
        ({"x-ms-retry-after-ms": "500"}, 0.5),
        (
            {
                "anthropic-ratelimit-tokens-remaining": "0",
                "anthropic-ratelimit-tokens-reset": "2026-10-21T07:28:20Z",
                "anthropic-ratelimit-requests-remaining": "7",
                "anthropic-ratelimit-requests-reset": "2026-10-21T07:29:00Z",
            },
            20,
        ),
    ],
)
def test_limits_that_are_spent_say_when_they_are_whole_again(headers: dict[str, str], seconds: float) -> None:
    date = {"date": "Wed, 21 Oct 2026 07:28:00 GMT"}
    assert retry_after_s({**headers, **date}) == pytest.approx(seconds)
    moments = [value for name, value in headers.items() if name.endswith("reset") and len(value) > 4]
    assert retry_after_s(headers) == (pytest.approx(seconds) if not moments else 0)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        *(("7", 7), (" 7.5 ", 7.5), ("5s", 5), ("1m30s", 90), ("500ms", 0.5), ("5 seconds", 5), ("1e3", 1000)),
        *(
            ("5, 120", 120),
            ("120, soon", 120),
            ("0", 0),
            ("-1", 0),
            ("nan", 0),
            ("soon", 0),
            ("", 0),
            ("9" * 20, 86_400),
        ),
        ("Wed, 21 Oct 2099 07:28:00 GMT", 0),  # nothing to count from
    ],
)
def test_a_header_says_how_long_in_many_ways(value: str, seconds: float) -> None:
    assert retry_after_s({"retry-after": value}) == pytest.approx(seconds)


def test_a_date_in_the_header_counts_from_the_date_of_the_response() -> None:
    dates = {"retry-after": "Wed, 21 Oct 2099 07:28:30 GMT", "date": "Wed, 21 Oct 2099 07:28:00 GMT"}
    assert retry_after_s(dates) == pytest.approx(30)
