"""Memory over a working day, of the window with its children: idle, with the first image, and after many have left."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.child import run_child
from benchmarks.measured import Measured
from benchmarks.programs import measured_window
from tests.helpers.images import encoded, screenshot
from tests.x11.screen import Screen

SIZE = (3840, 2160)
IMAGES = 40
IDLE_S = 5.0
FOR_ROOT = "the system tells the memory of the decoder, a process without dumps, to root alone"

# The proportional share (PSS, in MB) of each process of the tree: what two of them share is counted once. The reader of
# text is measured apart: it is interrupted by the next image, and starts again.
DAY = measured_window("""
from pathlib import Path
from desktop.core.workspace.draft import Draft
from desktop.services.image.import_item import ImportItem

def children(pid):
    for thread in os.listdir(f'/proc/{pid}/task'):
        yield from map(int, open(f'/proc/{pid}/task/{thread}/children').read().split())

def pss(pid):
    for line in open(f'/proc/{pid}/smaps_rollup'):
        if line.startswith('Pss:'):
            return int(line.split()[1]) / 1024
    raise ValueError('no share is told')

def tree(container):
    reader = container.ocr_reader.child.pid
    return sum(map(pss, [os.getpid(), *(child for child in children(os.getpid()) if child != reader)]))

async def measure(self, container):
    workspace, shares = container.workspace, {}
    async def until(condition):
        while not condition():
            await asyncio.sleep(0.01)
    def is_prepared():
        return container.request_builder.try_build(self.draft_question.collect().inputs) is not None
    idle_s = float(os.environ['BENCH_IDLE_S'])
    await asyncio.sleep(idle_s)
    shares['idle'] = tree(container)
    for number, path in enumerate(sorted(Path(os.environ['BENCH_PICTURES']).iterdir())):
        container.image_importer.add('Paste', (ImportItem('The picture', data=path.read_bytes()),))
        await until(lambda: workspace.draft.images and container.window.empty.isHidden() and is_prepared())
        if not number:
            await asyncio.sleep(idle_s)
            shares['first'] = tree(container)
        workspace.change('Remove', Draft())
        await until(lambda: not workspace.draft.images)
    await asyncio.sleep(2 * idle_s)
    shares['removed'] = tree(container)
    return shares
""")


def run(at: Screen) -> Iterator[Measured]:
    """A day in a minute."""
    found = _day(at)
    yield Measured("memory of the window and its children, idle", found["idle"], "MB", "the share of each process")
    yield Measured("memory of the same with its first picture", found["first"], "MB", "4K, text recognition apart")
    note = f"{IMAGES} pictures of 4K"
    yield Measured("memory of the same after many pictures that came and went", found["removed"], "MB", note)


def _day(at: Screen) -> dict[str, Any]:
    """Returns the memory in MB in each phase.

    Raises PermissionError if somebody else than root runs it.
    """
    if os.geteuid() != 0:
        raise PermissionError(FOR_ROOT)
    with tempfile.TemporaryDirectory() as folder:
        pictures, image = Path(folder) / "pictures", screenshot(*SIZE)
        pictures.mkdir()
        for number in range(IMAGES):
            image.putpixel((0, 0), (number, 0, 0))
            (pictures / f"{number:03}.png").write_bytes(encoded(image, "PNG", compress_level=1))
        return run_child(at, DAY, BENCH_PICTURES=str(pictures), BENCH_IDLE_S=str(IDLE_S), ASKANCE_HOME=f"{folder}/home")
