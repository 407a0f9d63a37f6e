"""All background tasks of the program, and the worker threads for calls that block.

Leaving the program never waits for a call that hangs. So the threads are our own (closing the event loop would wait for
its default ones), and code that handles untrusted input runs in child processes that can be killed.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from typing import Any, TypeVar

from desktop.log import log

THREADS = 4  # chosen
_Result = TypeVar("_Result")
_OtherResult = TypeVar("_OtherResult")


class _Call:
    """A call that waits for a thread."""

    def __init__(
        self, future: Future[Any], fn: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        self._future, self._fn, self._args, self._kwargs = future, fn, args, kwargs

    def run(self) -> None:
        """Makes the call, unless it was cancelled, and settles its future."""
        if not self._future.set_running_or_notify_cancel():
            return
        try:
            self._future.set_result(self._fn(*self._args, **self._kwargs))
        except BaseException as error:
            self._future.set_exception(error)
            del self  # or the traceback would keep the future, and so itself, with the pixels of an image in its frames


class DaemonThreads(Executor):
    """A pool of threads for blocking calls.

    The interpreter does not wait for them at its end, as it does for `ThreadPoolExecutor`: a key store or a disk that
    hangs must not keep the program from leaving.
    """

    def __init__(self, count: int, name: str) -> None:
        self._work: SimpleQueue[_Call | None] = SimpleQueue()
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
        with self._starting:  # several threads submit calls, and `shutdown` waits only if the threads run
            if not self._started:
                for thread in self._threads:
                    thread.start()
                self._started = True

        self._work.put(_Call(future, fn, args, kwargs))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False, within_s: float | None = None) -> None:
        """Accepts no more calls; those submitted before still run.

        With `wait`, it returns when they are done, or after `within_s` seconds for each thread.
        """
        self._closed = True
        for _ in self._threads:
            self._work.put(None)
        with self._starting:
            wait = wait and self._started
        if wait:
            for thread in self._threads:
                thread.join(within_s)

    def _run(self) -> None:
        while (call := self._work.get()) is not None:
            call.run()
            del call  # while this thread waits for the next one, nothing of it is kept


class TaskSlot:
    """A place for one background task at a time, owned by the object whose work it is.

    A task that is started in a slot replaces the one that runs in it; other slots are not affected, whatever their
    names.
    """

    def __init__(self, tasks: "Tasks", name: str) -> None:
        """`name` appears only in the log; several slots may share one."""
        self._tasks = tasks
        self._name = name
        self._current: asyncio.Task[Any] | None = None
        self._stopping: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Starts `work` in place of the task that runs in this slot."""
        self.stop()
        self._current = self._tasks.run(self._name, work)

    def stop(self) -> bool:
        """Cancels the task that runs in this slot. Returns True if there was one."""
        task, self._current = self._current, None
        if task is None or task.done():
            return False
        task.cancel()
        self._stopping.add(task)  # until its last `finally` has run
        task.add_done_callback(self._stopping.discard)
        return True

    async def stopped(self) -> None:
        """Cancels the task that runs in this slot, and waits until it has ended."""
        self.stop()
        await asyncio.gather(*self._stopping, return_exceptions=True)

    @property
    def running(self) -> bool:
        """True while a task runs in this slot that has not been stopped."""
        return self._current is not None and not self._current.done()

    @property
    def ended(self) -> bool:
        """True if no task runs in this slot and all stopped ones have ended."""
        return not self.running and not self._stopping


class Tasks:
    """Owner of all tasks and worker threads. There is one for each event loop; it is used on the loop's thread."""

    def __init__(self, return_memory: Callable[[], None] = lambda: None) -> None:
        """`return_memory` gives the system what this process has freed; called in a worker thread."""
        self._return_memory = return_memory
        self._tasks: set[asyncio.Task[Any]] = set()
        self._threads = DaemonThreads(THREADS, "askance")
        self._closing = False
        self._count = 0

    def slot(self, name: str) -> TaskSlot:
        """Returns a new slot for its caller to keep."""
        return TaskSlot(self, name)

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Starts `work` as a task of its own. The name appears only in the log; several tasks may share one."""
        self._count += 1
        self.run(f"{name} #{self._count}", work)

    def run(self, name: str, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any] | None:
        """Returns a task that runs `work`, or None if the program is being left, which cancels all tasks."""
        if self._closing:
            work.close()
            return None
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tasks that have not ended yet, including those that are being cancelled."""
        return tuple(task.get_name() for task in self._tasks)

    async def run_blocking(self, call: Callable[..., _Result], *args: Any) -> _Result:
        """Returns the result of a blocking call in a worker thread. Cancelling ends the wait but not the call."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, call, *args)

    async def run_both(
        self, first: Callable[[], _Result], second: Callable[[], _OtherResult]
    ) -> tuple[_Result, _OtherResult]:
        """Returns the results of two blocking calls that run at once. Raises the error of one when both have ended."""
        one, other = await asyncio.gather(self.run_blocking(first), self.run_blocking(second), return_exceptions=True)
        if isinstance(one, BaseException):
            raise one
        if isinstance(other, BaseException):
            raise other
        return one, other

    def clear_in_thread(self, large: list[Any]) -> None:
        """Clears a list that owns its items in a worker thread: freeing 400 MB takes a tenth of a second.

        What the C library has gathered of freed memory goes back to the system with it.
        """

        def clear() -> None:
            large.clear()
            self._return_memory()

        self._threads.submit(clear)

    async def close(self) -> None:
        """Cancels all tasks and waits until they have ended; it does not wait for the threads."""
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
