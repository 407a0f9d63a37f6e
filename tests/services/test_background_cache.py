"""What is made in the background: the newest wish first, once, and only so much is remembered."""

from PySide6.QtWidgets import QApplication

from desktop.services.background_cache import BackgroundCache
from desktop.services.tasks import Tasks
from tests.services.qt_loop import on_the_loop, until


def test_wishes_are_made_newest_first_once_and_not_remembered_for_ever(qapp: QApplication) -> None:
    computed: list[str] = []

    def compute(key: str) -> str:
        computed.append(key)
        return key.upper()

    async def run() -> None:
        tasks = Tasks()
        cache = BackgroundCache(tasks, "cache", compute, capacity=2)
        heard: list[tuple[object, object]] = []
        cache.ready.connect(lambda key, result: heard.append((key, result)))
        for key in ("a", "b", "c", "b"):
            cache.request(key)
        await until(lambda: len(heard) == 3)
        assert computed == ["c", "b", "a"]
        cache.request("a")  # remembered: it comes at once
        assert heard[-1] == ("a", "A")
        cache.request("c")  # forgotten: it is made again
        await until(lambda: computed == ["c", "b", "a", "c"])
        await until(lambda: heard[-1] == ("c", "C"))
        await tasks.close()

    on_the_loop(run())
