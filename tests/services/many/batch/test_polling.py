"""The waits between looks at a batch."""

import asyncio

from desktop.services.many.batch.polling import JITTER, Polling
from desktop.services.many.run_parts import POLL_S


def test_waits_grow_from_one_minute_to_fifteen_and_are_never_quite_the_same() -> None:
    polling = Polling(*POLL_S, asyncio.Event())
    waits = [polling.next_s() for _ in range(200)]
    assert 60 * (1 - JITTER) <= waits[0] <= 60 * (1 + JITTER)
    assert all(900 * (1 - JITTER) <= wait <= 900 for wait in waits[10:])
    assert len(set(waits[10:])) > 50
    polling.begin()
    assert polling.next_s() <= 60 * (1 + JITTER)


def test_what_the_endpoint_asks_for_counts_up_to_the_longest_wait() -> None:
    polling = Polling(60.0, 900.0, asyncio.Event())
    assert polling.next_s(5.0) == 5.0
    assert polling.next_s(86_400.0) == 900.0


def test_stopping_ends_a_wait() -> None:
    async def story() -> None:
        stopping = asyncio.Event()
        waiting = asyncio.ensure_future(Polling(900.0, 900.0, stopping).wait(None))
        await asyncio.sleep(0)
        stopping.set()
        await waiting

    asyncio.run(story())
