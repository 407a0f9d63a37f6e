"""Addresses are looked up in their order, and only the newest question hears of it."""

import asyncio

import pytest

from desktop.core.settings.destination import Destination
from desktop.services.image.address_lookup import AddressLookup
from desktop.services.tasks import Tasks
from tests.services.qt_loop import on_the_loop, until

pytestmark = pytest.mark.usefixtures("qapp")


def test_only_the_newest_question_hears_of_it() -> None:
    async def run() -> None:
        tasks, gate = Tasks(), asyncio.Event()
        heard: list[tuple[Destination, ...]] = []

        async def find(address: str) -> Destination:
            if address == "slow":
                await gate.wait()
            return Destination(address, (address,))

        lookup = AddressLookup(tasks, find)
        lookup.start(("a", "slow"), heard.append)
        lookup.start(("b", "c"), heard.append)
        gate.set()
        await until(lambda: bool(heard))
        assert heard == [(Destination("b", ("b",)), Destination("c", ("c",)))]
        await tasks.close()

    on_the_loop(run())
