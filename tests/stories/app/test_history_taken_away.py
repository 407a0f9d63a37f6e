"""The history is deleted or moved while the program runs: it notices by itself, says so, and nothing is lost."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop import paths
from desktop.adapters.storage.database import NAME
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.processes import rows_on_disk
from tests.stories.window_steps import answered, ask, paste_image

pytestmark = [
    pytest.mark.usefixtures("key"),
    pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be deleted or moved"),
]


def delete_file(folder: Path) -> None:
    for path in folder.glob(f"{NAME}*"):
        path.unlink()


def delete_folder(folder: Path) -> None:
    """Deletes all of it at once, as far as the program can see, which makes and removes files in it meanwhile."""
    shutil.rmtree(folder.rename(folder.with_name("being deleted")))


def move_folder(folder: Path) -> None:
    folder.rename(folder.with_name("moved away"))


@pytest.mark.parametrize("lose", [delete_file, delete_folder, move_folder])
def test_it_is_noticed_said_and_written_again(tell: Tell, home: Path, lose: Callable[[Path], None]) -> None:
    async def story(window: MainWindow) -> None:
        await ask(window, "First?")
        await answered(window, "one")
        await until(lambda: rows_on_disk(home, "SELECT stage FROM turns") == [("done",)])
        lose(paths.folders().data)
        await until(lambda: "history" in window.notice.words)  # nobody asks anything meanwhile
        assert rows_on_disk(home, "SELECT prompt FROM turns") == [("First?",)]
        await paste_image(window)
        await ask(window, "Second?")
        await answered(window, "two")

    with Endpoint(script=[saying("one"), saying("two")]) as endpoint:
        tell(story, endpoint.url, answers="endpoint")
    assert rows_on_disk(home, "SELECT prompt FROM turns ORDER BY rowid") == [("First?",), ("Second?",)]
