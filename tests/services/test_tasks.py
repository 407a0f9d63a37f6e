"""Tasks, their slots, and the threads for blocking calls."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from desktop.services.tasks import DaemonThreads, Tasks
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")
LONG_S = 600.0  # what goes on until it is stopped


def test_a_task_replaces_the_one_of_its_name() -> None:
    done: list[str] = []

    begun: list[str] = []

    async def work(name: str, seconds: float = LONG_S) -> None:
        begun.append(name)
        try:
            await asyncio.sleep(seconds)
            done.append(name)
        except asyncio.CancelledError:
            done.append(f"{name} stopped")
            raise

    async def run() -> None:
        tasks = Tasks()
        slot = tasks.slot("x")
        slot.start(work("first"))
        await until(lambda: begun)
        slot.start(work("second", 0.01))
        assert slot.running
        await until(lambda: not slot.running)
        assert done == ["first stopped", "second"]
        assert not slot.stop()
        tasks.start("y", work("third"))
        await until(lambda: "third" in begun)
        await tasks.close()
        tasks.start("z", work("never"))

    on_the_loop(run())
    assert done == ["first stopped", "second", "third stopped"]


@pytest.mark.logs("task broken #1 failed")
def test_a_task_that_fails_is_told_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def broken() -> None:
        raise RuntimeError("a question of the user's")

    async def run() -> None:
        tasks = Tasks()
        tasks.start("broken", broken())
        await until(lambda: not tasks.names)
        await tasks.close()

    on_the_loop(run())
    assert "failed" in caplog.text


def test_leaving_does_not_wait_for_a_thread_that_hangs() -> None:
    begun, never = threading.Event(), threading.Event()

    def hang() -> None:
        begun.set()
        never.wait()

    async def run() -> None:
        tasks = Tasks()

        async def wait() -> None:
            await tasks.run_blocking(hang)

        tasks.start("hangs", wait())
        await until(begun.is_set)
        await tasks.close()

    on_the_loop(run())
    never.set()


def test_daemon_threads_hand_on_errors_and_refuse_after_the_end() -> None:
    threads = DaemonThreads(1, "askance-test")
    assert threads.submit(lambda a, b: a + b, 1, b=2).result(240) == 3
    with pytest.raises(ZeroDivisionError):
        threads.submit(lambda: 1 / 0).result(240)
    threads.shutdown()
    assert threads.submit(print).cancelled()


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
        own_slot, other = tasks.slot("export"), tasks.slot("export")
        other.start(work.run("other"))
        own_slot.start(work.run("first", LONG_S))
        await asyncio.sleep(0)
        own_slot.start(work.run("second"))
        await until(lambda: own_slot.ended and other.ended)
        await tasks.close()
        return work.done

    assert sorted(on_the_loop(run())) == ["first stopped", "other", "second"]


def test_stopping_waits_until_the_task_has_really_ended() -> None:
    async def run() -> None:
        tasks, work = Tasks(), Work()
        slot = tasks.slot("look")
        assert not slot.stop()
        slot.start(work.run("it", LONG_S))
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
        slot.start(work.run("it", LONG_S))
        await asyncio.sleep(0)
        await tasks.close()
        slot.start(work.run("never"))
        assert not slot.running
        return work.done

    assert on_the_loop(run()) == ["it stopped"]


@pytest.fixture
def uncollected() -> Iterator[None]:
    """Memory is freed by counting references alone, as for most of a minute in the window."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


class Large:
    """Stands for the pixels of an image."""


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize("fails", [False, True], ids=["that succeeds", "that fails"])
def test_nothing_of_a_call_is_kept_by_its_thread_or_its_error(fails: bool) -> None:
    def call(large: Large) -> Large:
        if fails:
            raise ValueError("no image")
        return large

    async def run() -> None:
        tasks, large = Tasks(), Large()
        gone = weakref.ref(large)
        if fails:
            with pytest.raises(ValueError, match="no image"):
                await tasks.run_blocking(call, large)
        else:
            await tasks.run_blocking(call, large)
        del large
        await until(lambda: gone() is None)
        await tasks.close()

    on_the_loop(run())


def test_memory_is_returned_once_something_large_was_cleared() -> None:
    async def run() -> None:
        returned: list[int] = []
        large = [Large()]
        tasks = Tasks(lambda: returned.append(len(large)))
        tasks.clear_in_thread(large)
        await until(lambda: returned)
        assert returned == [0]
        await tasks.close()

    on_the_loop(run())
