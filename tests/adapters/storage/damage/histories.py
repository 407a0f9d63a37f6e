"""Histories of known content, ways to damage them, and a use of them by the storage thread."""

import asyncio
import contextlib
import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import apsw

from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.opening import open_history
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.core.conversation.healing_report import HealingReport
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.conversation.turn import Turn
from desktop.core.errors import Problem
from desktop.services.ports.store import Store
from desktop.services.storage_thread import StorageThread
from tests.adapters.storage.samples import image, turn

YESTERDAY, TODAY, TOMORROW = date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)
PAGE_BYTES = 4096
WORDS = ("lorem", "ipsum", "dolor", "sit", "amet", "consectetur")
IMAGES = [image(40 + number) for number in range(8)]

Content = dict[str, list[tuple[str, str]]]
"""Prompts and answers by the ids of conversations."""


def conversation(number: int) -> list[Turn]:
    """Returns the turns of a conversation; every tenth has a long answer."""
    chance, parent, turns = random.Random(number), "", []
    for place in range(1 + number % 3):
        answer = " ".join(f"{chance.choice(WORDS)}{chance.randrange(999)}" for _ in range(60 if number % 10 else 900))
        images = [IMAGES[number % 8]] if place == 0 else []
        asked = turn(f"c{number:03}", f"question {number} {place}", number * 10.0 + place, *images, answer=answer)
        asked = replace(asked, id=f"{number:030x}{place:02x}", parent=parent)
        turns.append(asked)
        parent = asked.id
    return turns


def content_of(numbers: range) -> Content:
    """Returns what a history with these conversations shows."""
    return {f"c{number:03}": [(asked.prompt, asked.answer) for asked in conversation(number)] for number in numbers}


def fill(folder: Path, numbers: range, day: date, copied: bool) -> None:
    """Adds conversations to the history in `folder`, and makes that day's copy afterwards if it is to be `copied`."""
    store = SqliteStore(folder, lambda: day)
    store.save_images(IMAGES)
    for number in numbers:
        store.save_turns(conversation(number))
    if copied:
        store.run_maintenance()
    store.close()


def killed_with_log(folder: Path) -> Path:
    """Returns the folder of a history with yesterday's copy, whose three conversations of today are only in the log."""
    living, killed = folder / "living", folder / "killed"
    fill(living, range(6), YESTERDAY, copied=True)
    store = SqliteStore(living, lambda: TODAY)
    store.save_images(IMAGES)
    for number in range(6, 9):
        store.save_turns(conversation(number))
    shutil.copytree(living, killed)
    store.close()
    return killed


def page_count(folder: Path) -> int:
    return (folder / NAME).stat().st_size // PAGE_BYTES


def last_page_of(folder: Path, table: str) -> int:
    """Returns the number of the last page with rows of a table; pages count from 0."""
    with contextlib.closing(apsw.Connection(str(folder / NAME), flags=apsw.SQLITE_OPEN_READONLY)) as connection:
        rows = connection.execute("SELECT max(pageno) FROM dbstat WHERE name = ? AND pagetype = 'leaf'", (table,))
        return int(str(rows.fetchall()[0][0])) - 1


def overwrite(folder: Path, page: int, data: bytes) -> None:
    """Overwrites a page of the history; pages count from 0."""
    content = bytearray((folder / NAME).read_bytes())
    content[page * PAGE_BYTES : (page + 1) * PAGE_BYTES] = data
    (folder / NAME).write_bytes(content)


@dataclass
class Use:
    """What a start found and said."""

    content: Content = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def report(self) -> HealingReport:
        """The only notice, which must be about healing."""
        (problem,) = self.problems
        assert isinstance(problem, HealingReport)
        return problem


def shown(store: Store) -> Content:
    """Returns everything that the list and its conversations show."""
    return {
        row.id: [(asked.prompt, asked.answer) for asked in store.conversation(row.id).turns]
        for row in store.page(0, 1000)
    }


def used(folder: Path, day: date = TODAY) -> Use:
    """Starts on the history in `folder`: lists, opens and searches, asks, looks after it, lists again and closes."""
    use = Use()

    def opened(problem_occurred: Callable[[Problem], None]) -> Store:
        return open_history(folder, use.problems.append, lambda: day)

    async def story() -> None:
        storage = StorageThread(opened)
        storage.start()
        try:
            await storage.query(shown)
            await storage.query(lambda store: store.page(0, 50, SearchQuery("question")))
            storage.save_turn(turn("new", "asked now", 99999.0))
            storage.run_maintenance()
            use.content = await storage.query(shown)
        finally:
            storage.close()

    asyncio.run(story())
    assert set(use.content.pop("new")) == {("asked now", "yes")}
    return use
