"""Bringing a backup back may be killed at each of its steps: the old history or the new one is there whole."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.opening import open_history
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.adapters.storage.switch import JOURNAL
from desktop.core.errors import Problem, ProblemKind
from desktop.core.image.encoding import EncodedImage
from desktop.services.ports.work_progress import no_step
from tests.adapters.storage.damage.histories import Content, shown
from tests.adapters.storage.samples import image, turn

ROOT = Path(__file__).parents[4]
TODAY = date.today()
OLD_IMAGE, NEW_IMAGE = image(40), image(44)
OLD: Content = {"old": [("asked here", "yes")]}
NEW: Content = {"new": [("asked elsewhere", "yes")]}
pytestmark = [pytest.mark.usefixtures("qapp"), pytest.mark.skipif(os.name != "posix", reason="SIGKILL")]

RESTORING = """
import os, signal, sys
from pathlib import Path
from desktop import paths
from desktop.adapters.storage.opening import open_history
from desktop.composition import factories
left, folder = int(sys.argv[2]), str(paths.folders().data)
open_history(Path(folder), lambda _: None).close()

def watch(event, arguments):
    global left
    changes = event in ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "tempfile.mkdtemp")
    opens = event == "open" and (arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if (changes or opens) and folder in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(watch)
factories.backup_reader(Path(sys.argv[1]))(lambda done, whole: None)()
"""


def filled(folder: Path, content: Content, sent: EncodedImage) -> SqliteStore:
    store = SqliteStore(folder, lambda: TODAY)
    store.save_images([sent])
    for name, turns in content.items():
        store.save_turns([turn(name, prompt, 1.0, sent, answer=answer) for prompt, answer in turns])
    return store


@pytest.mark.slow
@pytest.mark.parametrize("part", range(6))
def test_a_kill_at_any_step_leaves_one_of_them_whole(tmp_path: Path, part: int) -> None:
    elsewhere = filled(tmp_path / "elsewhere", NEW, NEW_IMAGE)
    elsewhere.back_up_to(tmp_path / "all.askance-backup", {"settings": {}})(no_step)
    elsewhere.close()
    seen, ended_at = set[bool](), 0
    for step in range(1 + part, 400, 6):
        home = tmp_path / f"{step}"
        folder = home / "data"
        filled(folder, OLD, OLD_IMAGE).close()
        command = [sys.executable, "-c", RESTORING, str(tmp_path / "all.askance-backup"), str(step)]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "ASKANCE_HOME": str(home)})
        assert done.returncode in (0, -signal.SIGKILL)
        problems = list[Problem]()
        store = open_history(folder, problems.append, lambda: TODAY)
        content = shown(store)
        assert content in (OLD, NEW), step
        is_new = content == NEW
        kept = NEW_IMAGE if is_new else OLD_IMAGE
        assert store.image_bytes(kept.id) == kept.data
        store.run_maintenance()
        assert store.image_bytes(kept.id) == kept.data
        store.close()
        kinds = [problem.kind for problem in problems]
        assert kinds in ([], [ProblemKind.RESTORE_FINISHED if is_new else ProblemKind.RESTORE_GIVEN_UP]), step
        if is_new:
            assert (folder / f"before-{TODAY.isoformat()}" / NAME).exists()
        assert not [*folder.glob("restoring-*"), *folder.glob(".*"), *folder.glob(JOURNAL)], step
        seen.add(is_new)
        ended_at = step
        if done.returncode == 0:
            break
    assert ended_at > 20
    assert seen == {False, True}
