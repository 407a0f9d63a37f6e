"""What endpoints say of their limits in the headers of an answer."""

import math
from collections.abc import Mapping

from desktop.core.usage.rate_limit import RateReport, RateReports

LARGEST = 1e12  # a minute; no endpoint allows more


def rate_reports(headers: Mapping[str, str]) -> RateReports | None:
    """Returns the limits of requests and tokens, or None where nothing is said of either."""
    reports = RateReports(_report(headers, "requests"), _report(headers, "tokens"))
    return reports if reports != RateReports() else None


def _report(headers: Mapping[str, str], subject: str) -> RateReport:
    limit = _number(headers.get(f"x-ratelimit-limit-{subject}", ""))
    return RateReport(limit or None, _number(headers.get(f"x-ratelimit-remaining-{subject}", "")))


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and 0 <= number <= LARGEST else None
