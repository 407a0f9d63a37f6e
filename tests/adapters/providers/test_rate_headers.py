"""What endpoints say of their limits."""

import pytest

from desktop.adapters.providers.rate_headers import rate_reports
from desktop.core.usage.rate_limit import RateReport, RateReports


def test_limits_of_requests_and_tokens_are_read() -> None:
    headers = {
        "x-ratelimit-limit-requests": "300",
        "x-ratelimit-remaining-requests": "299",
        "x-ratelimit-limit-tokens": "15000",
        "x-ratelimit-remaining-tokens": "13950",
    }
    assert rate_reports(headers) == RateReports(RateReport(300, 299), RateReport(15000, 13950))


@pytest.mark.parametrize("value", ["", "many", "nan", "inf", "-1", "1e99"])
def test_what_is_no_number_says_nothing(value: str) -> None:
    assert rate_reports({"x-ratelimit-limit-requests": value, "x-ratelimit-remaining-tokens": value}) is None


def test_a_limit_of_nothing_is_not_believed() -> None:
    assert rate_reports({"x-ratelimit-limit-requests": "0"}) is None
