from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLabel, QPushButton

from desktop.controllers.settings.kept_aside import KeptAsideController
from desktop.core.conversation.kept_aside import AsideKind, KeptAside
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.services.tasks import Tasks
from desktop.ui.settings.kept_aside_list import KeptAsideList
from tests.controllers.conftest import Bar
from tests.services.qt_loop import on_the_loop, until

HISTORY = KeptAside("before-2026-11-28", AsideKind.HISTORY, date(2026, 11, 28), 1_200_000)
REST = KeptAside("before-2026-11-27", AsideKind.HISTORY, date(2026, 11, 27), 5_000, is_incomplete=True)
BIN = KeptAside("bin", AsideKind.IMAGES, date(2026, 11, 26), 900)


class Disk:
    """What was set aside, until it is removed or the disk fails."""

    def __init__(self, *entries: KeptAside) -> None:
        self.entries = list(entries)
        self.broken = False

    def listing(self) -> tuple[KeptAside, ...]:
        return tuple(self.entries)

    def remove(self, name: str) -> None:
        if self.broken:
            raise StorageError(Problem(ProblemKind.STORE_READ_ONLY))
        self.entries = [entry for entry in self.entries if entry.name != name]


def words_after(bar: Bar, disk: Disk, act: Callable[[KeptAsideList], None] = lambda view: None) -> list[str]:
    """The words of the list after it was opened and `act` was done with it."""
    view = KeptAsideList()

    async def run() -> None:
        tasks = Tasks()
        KeptAsideController(disk, tasks, bar.notices).attach(view)
        view.show()
        await until(lambda: not tasks.names)
        act(view)
        await until(lambda: not tasks.names)
        await tasks.close()

    on_the_loop(run())
    words = [label.text() for label in view.findChildren(QLabel)]
    view.close()
    return words


def remove_first(view: KeptAsideList) -> None:
    view.findChildren(QPushButton)[0].click()


def test_what_when_and_size_are_listed(bar: Bar) -> None:
    assert words_after(bar, Disk(HISTORY, REST, BIN)) == [
        "Set aside on this computer. It is removed after 30 days.",
        "A history that was replaced · before-2026-11-28 · 28 November 2026 · 1.2 MB",
        "A history that was replaced · before-2026-11-27 · 27 November 2026 · 5 KB · couldn't be read completely, so "
        "it stays until you remove it",
        "Pictures that no conversation uses · bin · 26 November 2026 · 900 bytes",
    ]


def test_nothing_is_said_where_nothing_was_set_aside(bar: Bar) -> None:
    assert words_after(bar, Disk()) == []


def test_an_entry_is_removed_when_the_user_says_so(bar: Bar) -> None:
    disk = Disk(HISTORY, BIN)
    assert len(words_after(bar, disk, remove_first)) >= 2
    assert disk.entries == [BIN]


def test_a_disk_that_refuses_is_told(bar: Bar) -> None:
    disk = Disk(HISTORY)
    disk.broken = True
    words_after(bar, disk, remove_first)
    assert disk.entries == [HISTORY]
    assert "Can't write to" in bar.text
