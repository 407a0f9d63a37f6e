"""Every task of the program: kept, replaceable by the owner of its slot, closed; and the threads for what blocks.

Leaving must never wait for what hangs, so the threads are our own (closing the loop would wait for its default ones)
and what is hostile runs in child processes that can be killed.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from typing import Any, TypeVar

from desktop.log import log

THREADS = 4
_Result = TypeVar("_Result")


class DaemonThreads(Executor):
    """A few threads for what blocks. The interpreter does not wait for them at its end, as it does for the library's
    own pools: a key store or a disk that hangs must not keep the program from leaving.
    """

    def __init__(self, count: int, name: str) -> None:
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._threads = [
            threading.Thread(target=self._run, name=f"{name}-{number}", daemon=True) for number in range(count)
        ]
        self._starting = threading.Lock()
        self._started = False
        self._closed = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if self._closed:
            future.cancel()
            return future
        with self._starting:  # work is handed over by several threads, and leaving waits for those that run
            if not self._started:
                for thread in self._threads:
                    thread.start()
                self._started = True

        def work() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)

        self._work.put(work)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False, within_s: float | None = None) -> None:
        """No more work; what was handed over is still done, and with `wait` waited for, `within_s` at the most."""
        self._closed = True
        for _ in self._threads:
            self._work.put(None)
        with self._starting:
            wait = wait and self._started
        if wait:
            for thread in self._threads:
                thread.join(within_s)

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()


class TaskSlot:
    """A place for one background task at a time, held by the object whose work it is.

    What is started in a slot replaces what runs in it; other slots are never touched, whatever their names.
    """

    def __init__(self, tasks: "Tasks", name: str) -> None:
        """`name` is for the log alone; several slots may share one."""
        self._tasks = tasks
        self._name = name
        self._current: asyncio.Task[Any] | None = None
        self._stopping: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` in place of what runs in this slot now."""
        self.stop()
        self._current = self._tasks.run(self._name, work)

    def stop(self) -> bool:
        """Cancel what runs in this slot. Return True if something did."""
        task, self._current = self._current, None
        if task is None or task.done():
            return False
        task.cancel()
        self._stopping.add(task)  # until it has really ended
        task.add_done_callback(self._stopping.discard)
        return True

    async def stopped(self) -> None:
        """Cancel what runs in this slot and wait until it has really ended."""
        self.stop()
        await asyncio.gather(*self._stopping, return_exceptions=True)

    @property
    def running(self) -> bool:
        """True while a task runs in this slot that nobody has stopped."""
        return self._current is not None and not self._current.done()

    @property
    def ended(self) -> bool:
        """True when nothing runs in this slot, and what was stopped has really ended."""
        return not self.running and not self._stopping


class Tasks:
    """Owner of all tasks and worker threads. One per event loop; used on the loop's thread."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._threads = DaemonThreads(THREADS, "askance")
        self._closing = False
        self._count = 0

    def slot(self, name: str) -> TaskSlot:
        """Returns a new slot, which its owner keeps: one task at a time, and nobody else can replace or stop it."""
        return TaskSlot(self, name)

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` beside all others; names are for the log, several tasks may share one."""
        self._count += 1
        self.run(f"{name} #{self._count}", work)

    def run(self, name: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any] | None:
        """Returns a task that runs `work` and is cancelled when the program is left; None if that has begun."""
        if self._closing:
            work.close()
            return None
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tasks that have not ended yet, those that are being cancelled among them."""
        return tuple(task.get_name() for task in self._tasks)

    async def run_blocking(self, call: Callable[..., _Result], *args: Any) -> _Result:
        """The result of a call that blocks. Cancelling does not end the call, only the waiting for it."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, call, *args)

    def clear_in_thread(self, large: list[Any]) -> None:
        """Empty a list whose content nobody else holds, in a thread: giving back 400 MB takes a tenth of a second."""
        self._threads.submit(large.clear)

    async def close(self) -> None:
        """Cancel everything and wait until it has ended; threads are not waited for."""
        self._closing = True
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._threads.shutdown(wait=False)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            log.error("task %s failed", task.get_name(), exc_info=task.exception())
