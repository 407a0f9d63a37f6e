"""What is made in the background: the newest wish first, once, and only so much is remembered."""

from PySide6.QtWidgets import QApplication

from desktop.services.background_cache import BackgroundCache
from desktop.services.tasks import Tasks
from tests.services.qt_loop import on_the_loop, until


def test_wishes_are_made_newest_first_once_and_not_remembered_for_ever(qapp: QApplication) -> None:
    made: list[str] = []

    def make(wish: str) -> str:
        made.append(wish)
        return wish.upper()

    async def run() -> None:
        tasks = Tasks()
        wishes = BackgroundCache(tasks, "wishes", make, most=2)
        heard: list[tuple[object, object]] = []
        wishes.made.connect(lambda wish, what: heard.append((wish, what)))
        for wish in ("a", "b", "c", "b"):
            wishes.request(wish)
        await until(lambda: len(heard) == 3)
        assert made == ["c", "b", "a"]
        wishes.request("a")  # remembered: it comes at once
        assert heard[-1] == ("a", "A")
        wishes.request("c")  # forgotten: it is made again
        await until(lambda: made == ["c", "b", "a", "c"])
        await until(lambda: heard[-1] == ("c", "C"))
        await tasks.close()

    on_the_loop(run())
