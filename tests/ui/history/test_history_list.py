"""The list of conversations."""

from desktop.ui.history.history_list import day_name


def test_days_have_names() -> None:
    from datetime import date, datetime

    today = date(2026, 11, 22)

    def named(year: int, month: int, day: int) -> str:
        return day_name(datetime(year, month, day, 12).timestamp(), today)

    assert named(2026, 11, 22) == "Today"
    assert named(2026, 11, 21) == "Yesterday"
    assert named(2026, 11, 18) == "Wednesday"
    assert named(2026, 3, 1) == "1 March 2026"
