"""Limits on spending."""

from desktop.core.usage.spending_limits import ExceededLimit, Spending, first_exceeded_limit, uncountable_limit


def test_limits_are_asked_about_before_they_are_passed() -> None:
    spent = Spending(0.9, 4.0)
    assert first_exceeded_limit(spent, 0, 0, 1.0) is None
    assert first_exceeded_limit(spent, 1.0, 0, 0.05) is None
    assert first_exceeded_limit(spent, 1.0, 0, 0.2) == ExceededLimit("today", 1.0, 0.9)
    assert first_exceeded_limit(spent, 1.0, 4.1, 0.2) == ExceededLimit("today", 1.0, 0.9)
    assert first_exceeded_limit(spent, 5.0, 4.1, 0.2) == ExceededLimit("this month", 4.1, 4.0)
    assert first_exceeded_limit(spent, 0.5, 0, None) == ExceededLimit("today", 0.5, 0.9)


def test_a_question_without_a_known_price_meets_the_first_limit_there_is() -> None:
    spent = Spending(0.1, 4.0)
    assert uncountable_limit(spent, 0, 0, "m") is None
    assert uncountable_limit(spent, 1.0, 9.0, "m") == ExceededLimit("today", 1.0, 0.1, "m")
    assert uncountable_limit(spent, 0, 9.0, "m") == ExceededLimit("this month", 9.0, 4.0, "m")
