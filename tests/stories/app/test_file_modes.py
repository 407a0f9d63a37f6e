"""Whatever the umask, what the program keeps can be read by the user alone."""

import os
import stat
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from desktop import paths
from desktop.adapters.storage.database import NAME
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import answered, ask, cover, paste_image

pytestmark = [
    pytest.mark.usefixtures("key"),
    pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX"),
]


@pytest.mark.parametrize("umask", [0, 0o077])
def test_every_file_and_folder_of_a_used_program_is_private(tell: Tell, home: Path, umask: int) -> None:
    async def story(window: MainWindow) -> None:
        await paste_image(window)
        cover(window)
        await ask(window, "what is it?")
        await answered(window, "An answer")
        window.actions_["new"].trigger()
        await paste_image(window)
        QTest.keyClicks(window.composer.field, "half typed")
        window.actions_["larger"].trigger()
        await until(lambda: (paths.folders().data / NAME).exists())

    folders = paths.folders()
    places = (folders.data, folders.settings_file.parent, folders.state)
    before = os.umask(umask)
    try:
        for place in places:
            place.mkdir(parents=True, exist_ok=True, mode=0o755)
        with Endpoint(script=[saying("An answer")]) as endpoint:
            tell(story, endpoint.url)
    finally:
        os.umask(before)
    found = [path for place in places for path in (place, *place.rglob("*"))]
    assert (folders.data / NAME) in found
    assert any(path.parent.parent.name == "pictures" for path in found)
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in found}
    assert {path: oct(mode) for path, mode in modes.items() if mode & 0o077} == {}
