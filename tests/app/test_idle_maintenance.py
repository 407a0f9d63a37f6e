"""The daily maintenance waits until the user is idle, but not for ever."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.app.idle_maintenance import AT_THE_LATEST_S, IDLE_S, NOT_BEFORE_S, IdleMaintenance


class Day:
    """A clock, a calendar, a busy program, and the times at which the maintenance ran."""

    def __init__(self) -> None:
        self.seconds, self.date, self.is_busy = 1000.0, date(2026, 11, 28), False
        self.ran: list[float] = []


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def field(qapp: QApplication) -> Iterator[QLineEdit]:
    field = QLineEdit()
    field.show()
    field.activateWindow()
    QTest.qWaitForWindowActive(field)
    yield field
    field.close()


@pytest.fixture
def maintenance(qapp: QApplication, day: Day, field: QLineEdit) -> Iterator[IdleMaintenance]:
    maintenance = IdleMaintenance(
        qapp,
        lambda: day.ran.append(day.seconds - 1000),
        lambda: day.is_busy,
        lambda: day.seconds,
        lambda: day.date,
    )
    maintenance.start()
    yield maintenance
    maintenance.stop()


def test_it_runs_once_when_the_start_is_over_and_nobody_does_anything(day: Day, maintenance: IdleMaintenance) -> None:
    for _ in range(200):
        day.seconds += 1
        maintenance.look()
    assert day.ran == [NOT_BEFORE_S]


def test_typing_and_moving_the_mouse_put_it_off(day: Day, maintenance: IdleMaintenance, field: QLineEdit) -> None:
    for at in range(100):
        day.seconds += 1
        if at < 40:
            QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
        elif at < 60:
            QTest.mouseMove(field.windowHandle(), QPoint(at, 5))
        maintenance.look()
    assert field.text() == "a" * 40
    assert day.ran == [60 + IDLE_S]


def test_an_answer_in_progress_puts_it_off(day: Day, maintenance: IdleMaintenance) -> None:
    for at in range(100):
        day.seconds += 1
        day.is_busy = at < 50
        maintenance.look()
    assert day.ran == [51]


def test_it_does_not_wait_for_ever(day: Day, maintenance: IdleMaintenance) -> None:
    day.is_busy = True
    for _ in range(1000):
        day.seconds += 1
        maintenance.look()
    assert day.ran == [AT_THE_LATEST_S]


def test_it_runs_again_on_the_next_day_in_an_idle_time(day: Day, maintenance: IdleMaintenance) -> None:
    for at in range(300):
        day.seconds += 1
        day.date = date(2026, 11, 28 if at < 100 else 29)
        day.is_busy = 100 <= at < 200
        maintenance.look()
    assert day.ran == [NOT_BEFORE_S, 201]
