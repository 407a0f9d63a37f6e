"""Words for work that takes longer than a moment."""

import asyncio

import pytest

from desktop.controllers.image.export import slow_work
from desktop.controllers.image.export.slow_work import with_notice
from tests.controllers.conftest import Bar
from tests.services.qt_loop import on_the_loop, until

WORDS = "Preparing the picture…"


async def refuse() -> str:
    raise OSError("full")


async def quick() -> str:
    return "done"


def test_quick_work_needs_no_words(bar: Bar) -> None:
    assert on_the_loop(with_notice(quick(), WORDS, bar.notices)) == "done"
    assert bar.text == ""


def test_words_show_while_slow_work_goes_on(bar: Bar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slow_work, "MOMENT_S", 0.01)

    async def story() -> str:
        may_end = asyncio.Event()

        async def slow() -> str:
            await may_end.wait()
            return "done"

        working = asyncio.ensure_future(with_notice(slow(), WORDS, bar.notices))
        await until(lambda: bar.text == WORDS)
        may_end.set()
        return await working

    assert on_the_loop(story()) == "done"


def test_an_error_is_passed_on(bar: Bar) -> None:
    with pytest.raises(OSError, match="full"):
        on_the_loop(with_notice(refuse(), WORDS, bar.notices))


def test_work_that_nobody_waits_for_any_more_ends(bar: Bar) -> None:
    async def story() -> bool:
        ended = asyncio.Event()

        async def endless() -> None:
            try:
                await asyncio.Event().wait()
            finally:
                ended.set()

        working = asyncio.ensure_future(with_notice(endless(), WORDS, bar.notices))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        await asyncio.sleep(0)
        return ended.is_set()

    assert on_the_loop(story())
