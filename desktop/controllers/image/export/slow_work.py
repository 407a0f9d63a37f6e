"""A notice while something takes longer than a moment."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from desktop.controllers.error_notices import ErrorNotices

MOMENT_S = 1.0  # from which waiting shows words; chosen
_Result = TypeVar("_Result")


async def with_notice(work: Coroutine[Any, Any, _Result], words: str, notices: ErrorNotices) -> _Result:
    """Returns the result of `work`, and shows `words` if it takes longer than a moment. Raises what `work` raises."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait((task,), timeout=MOMENT_S)
        if not task.done():
            notices.say(words)
        return await task
    finally:
        task.cancel()
