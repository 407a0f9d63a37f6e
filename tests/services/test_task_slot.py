import asyncio

import pytest

from desktop.services.tasks import Tasks
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


class Work:
    """Coroutines that say when they end, and how."""

    def __init__(self) -> None:
        self.done: list[str] = []

    async def run(self, name: str, seconds: float = 0.02) -> None:
        try:
            await asyncio.sleep(seconds)
            self.done.append(name)
        except asyncio.CancelledError:
            await asyncio.sleep(0.01)  # what takes a moment to end
            self.done.append(f"{name} stopped")
            raise


def test_a_slot_replaces_its_own_task_and_no_other_of_the_same_name() -> None:
    async def run() -> list[str]:
        tasks, work = Tasks(), Work()
        mine, other = tasks.slot("export"), tasks.slot("export")
        other.start(work.run("other"))
        mine.start(work.run("first"))
        await asyncio.sleep(0)
        mine.start(work.run("second"))
        await until(lambda: mine.ended and other.ended)
        await tasks.close()
        return work.done

    assert sorted(on_the_loop(run())) == ["first stopped", "other", "second"]


def test_stopping_waits_until_the_task_has_really_ended() -> None:
    async def run() -> None:
        tasks, work = Tasks(), Work()
        slot = tasks.slot("look")
        assert not slot.stop()
        slot.start(work.run("it", 5))
        await asyncio.sleep(0)
        assert slot.running
        assert slot.stop()
        assert not slot.running
        assert not slot.ended
        await slot.stopped()
        assert slot.ended
        assert work.done == ["it stopped"]
        await tasks.close()

    on_the_loop(run())


def test_leaving_cancels_what_runs_in_slots_and_starts_nothing_more() -> None:
    async def run() -> list[str]:
        tasks, work = Tasks(), Work()
        slot = tasks.slot("look")
        slot.start(work.run("it", 5))
        await asyncio.sleep(0)
        await tasks.close()
        slot.start(work.run("never"))
        assert not slot.running
        return work.done

    assert on_the_loop(run()) == ["it stopped"]
