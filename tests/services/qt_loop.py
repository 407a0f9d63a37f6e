"""Running a coroutine on the same loop as the program: qasync over the test's application."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication

from desktop.app.event_loop import qt_loop
from tests.helpers.clocks.patience import Patience

_Result = TypeVar("_Result")


def on_the_loop(work: Coroutine[Any, Any, _Result]) -> _Result:
    """The result of `work`; every task that it leaves behind is an error."""

    async def watched() -> _Result:
        result = await work
        left = [repr(task) for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        assert not left, f"tasks left: {left}"
        return result

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with asyncio.Runner(loop_factory=lambda: qt_loop(app)) as runner:
        return runner.run(watched())


async def until(condition: Callable[[], object], within_s: float = 240.0) -> None:
    """Wait until `condition` holds. Raises AssertionError when it never does."""
    patience = Patience(within_s)
    while not condition():
        assert not patience.is_over(), "waited in vain"
        await asyncio.sleep(0.005)


async def soon(wait: Awaitable[_Result], within_s: float = 240.0) -> _Result:
    """The result of `wait`, which must come soon."""
    return await asyncio.wait_for(wait, within_s)
