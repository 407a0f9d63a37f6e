"""From a paste to a picture that is visible and to one that is prepared, against Pillow decoding the same bytes."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.child import run_child
from benchmarks.measured import Measured
from benchmarks.measurements.preparing import photo
from benchmarks.programs import measured_window
from tests.helpers.images import encoded, screenshot
from tests.x11.screen import Screen

PASTES = 5  # of each kind; the first is left out, since it opens what later ones find open
SIZES = {"1080p": (1920, 1080), "4K": (3840, 2160), "12 MP": (4000, 3000), "48 MP": (8000, 6000)}
PHOTOS = ("12 MP", "48 MP")

PASTED = measured_window("""
import contextlib, io, statistics
from PIL import Image
from desktop.services.image.import_item import ImportItem

async def measure(self, container):
    workspace, empty = container.workspace, container.window.empty
    async def until(condition):
        while not condition():
            await asyncio.sleep(0.001)
    def ready():
        return container.request_builder.try_build(self.draft_question.collect().inputs) is not None
    def was_read():
        image, queue = workspace.draft.images[0], container.ocr_queue
        return queue.cached(image) is not None or queue.problem(image) is not None
    found = {'decoding': [], 'visible': [], 'prepared': []}
    await asyncio.sleep(0.8)
    for number in range(int(os.environ['BENCH_PASTES'])):
        data = open(os.path.join(os.environ['BENCH_PICTURES'], str(number)), 'rb').read()
        start = time.perf_counter()
        with Image.open(io.BytesIO(data)) as image:
            image.load()
        decoding = time.perf_counter() - start
        await asyncio.sleep(0.3)
        start = time.perf_counter()
        container.image_importer.add('Paste', (ImportItem('The picture', data=data),))
        await until(lambda: workspace.draft.images and empty.isHidden())
        visible = time.perf_counter() - start
        await until(ready)
        prepared = time.perf_counter() - start - visible
        for name, value in (('decoding', decoding), ('visible', visible), ('prepared', prepared)):
            found[name].append(value)
        with contextlib.suppress(TimeoutError):  # a photograph without a letter may take longer
            await asyncio.wait_for(until(was_read), 20)
        await asyncio.sleep(0.5)
        container.history.start_new()
        await until(lambda: not empty.isHidden())
    return {name: statistics.median(values[1:]) for name, values in found.items()}
""")


def run(at: Screen) -> Iterator[Measured]:
    """Each size, photographs as JPEG and screens as PNG."""
    for name, size in SIZES.items():
        with tempfile.TemporaryDirectory() as folder:
            draw(Path(folder), size, is_photo=name in PHOTOS)
            environment = {"BENCH_PICTURES": folder, "BENCH_PASTES": str(PASTES), "ASKANCE_HOME": f"{folder}/home"}
            found = run_child(at, PASTED, 300.0, **environment)
        decoding = found["decoding"]
        for what in ("visible", "prepared"):
            words = "paste to visible" if what == "visible" else "visible to prepared"
            note = f"{found[what] * 1000:.0f} ms against {decoding * 1000:.0f}"
            yield Measured(f"{name}: {words}, against decoding alone", found[what] / decoding, "×", note)


def draw(folder: Path, size: tuple[int, int], is_photo: bool) -> None:
    """Draws the pictures, no two the same."""
    image = photo(size) if is_photo else screenshot(*size)
    for number in range(PASTES):
        image.putpixel((number, 0), (255, number, 0))
        data = encoded(image, "JPEG", quality=85) if is_photo else encoded(image, "PNG", compress_level=1)
        (folder / str(number)).write_bytes(data)
