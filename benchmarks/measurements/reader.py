"""Reading on this computer: letters read and time taken, what looks private, what answers quote, and the window's calm.

Accuracy is 1 − edit distance / letters, in reading order, white space made even. The set is in tests/data/reading.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from PIL import Image

from benchmarks.child import DEADLINE_S, run_child
from benchmarks.drawn.kept_set import FOLDER
from benchmarks.drawn.screens import busy_screen, screens
from benchmarks.measured import Measured
from benchmarks.programs import measured_window
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.ocr.ocr_result import OcrResult
from desktop.core.ocr.quote_matching import QuoteIndex, match_quotes
from desktop.core.privacy.detection import find_private_text
from tests.x11.screen import Screen

PLANTED_SCREENS, CLEAN_SCREENS = 40, 40
IMAGES, ROUNDS = 1000, 3  # at most so many images of the set
WINDOW_SIZE, READS = (1920, 1080), 3
IDLE_S = ""  # until the child leaves, in place of the program's own time
SENTENCES = (
    "It says “{}”.",
    "The picture shows \"{}\" near the top.",
    "Look for “{}” first; the rest follows.",
)  # fmt: skip
INVENTED = (
    "Connection reset by peer",
    "Please restart the printer",
    "Rechnung wurde storniert",
    "99,471.80",
    "disk quota exceeded on /home",
    "Aktualisierung abgeschlossen",
    "2031-12-24",
    "kernel panic at boot",
)

WINDOW = measured_window("""
from desktop.services.image.import_item import ImportItem

def rss_mb():
    with open('/proc/self/smaps_rollup') as file:
        fields = dict(line.split(':', 1) for line in file if ':' in line)
    return int(fields['Pss_Anon' if 'Pss_Anon' in fields else 'Anonymous'].split()[0]) / 1024

async def measure(self, container):
    result = {}
    workspace, queue = container.workspace, container.ocr_queue
    await asyncio.sleep(2.5)
    data = open(os.environ['BENCH_PICTURE'], 'rb').read()
    other = open(os.environ['BENCH_OTHER'], 'rb').read()
    if os.environ['BENCH_IDLE_S']:
        # for those who cannot wait for the reader's child to leave
        container.ocr_queue.idle_s = float(os.environ['BENCH_IDLE_S'])
    # the first image warms the decoder, the canvas and the strip
    container.image_importer.add('Paste', (ImportItem('The picture', data=other),))
    while queue.cached(workspace.draft.image) is None if workspace.draft.image else True:
        await asyncio.sleep(0.05)
    await asyncio.sleep(1)
    before, beat = rss_mb(), Beat()
    await beat.begin()
    start = time.perf_counter()
    container.image_importer.add('Paste', (ImportItem('The picture', data=data),))
    while len(workspace.draft.images) < 2 or queue.cached(workspace.draft.images[1]) is None:
        await asyncio.sleep(0.02)
    result['read_s'] = time.perf_counter() - start
    await asyncio.sleep(1)
    await beat.end()
    levels = sum(len(level.data) for level in await container.image_pipeline.mipmaps(workspace.draft.images[1].source))
    result['grown_mb'] = rss_mb() - before
    result['pixels_mb'] = levels / 1e6
    result['worst_ms'] = max(gaps) - 16
    idle = time.perf_counter()
    while container.ocr_reader.running:
        await asyncio.sleep(0.2)
    result['gone_s'] = time.perf_counter() - idle
    return result
""")


def run(at: Screen) -> Iterator[Measured]:
    """All figures."""
    reader = OcrReader()
    try:
        yield from _letters(reader)
        yield from _busy(reader)
        yield from _private(reader)
        yield from _quotes(reader)
    finally:
        reader.close()
    yield from _window(at)


def _letters(reader: OcrReader) -> Iterator[Measured]:
    truth = _truth()
    wrongs, letters = 0, 0
    reader.read(_pixels("dialog.png"))  # loads the networks
    for name, lines in truth.items():
        start = time.perf_counter()
        found = reader.read(_pixels(name))
        seconds = time.perf_counter() - start
        stands, read = " ".join("\n".join(lines).split()), " ".join(found.text.split())
        wrong = distance(stands, read)
        wrongs, letters = wrongs + wrong, letters + len(stands)
        yield Measured(f"letters read, {name}", 100 * (1 - wrong / len(stands)), "%", note=f"in {seconds:.2f} s")
    yield Measured("letters misread of the whole set", 100 * wrongs / letters, "%", note=f"{wrongs} of {letters}")


def _truth() -> dict[str, list[str]]:
    """Returns the lines of each image of the set, by its name."""
    truth: dict[str, list[str]] = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
    return dict(islice(truth.items(), IMAGES))


def _pixels(name: str) -> PixelBuffer:
    return PixelBuffer.of(Image.open(FOLDER / name).convert("RGB"))


def distance(a: str, b: str) -> int:
    """How many letters have to be changed, put in or taken out."""
    before = list(range(len(b) + 1))
    for number, x in enumerate(a, 1):
        now = [number]
        for at, y in enumerate(b, 1):
            now.append(min(before[at] + 1, now[-1] + 1, before[at - 1] + (x != y)))
        before = now
    return before[-1]


def _busy(reader: OcrReader) -> Iterator[Measured]:
    pixels = PixelBuffer.of(busy_screen().crop((0, 0, *WINDOW_SIZE)))
    times = []
    for _ in range(READS):
        start = time.perf_counter()
        found = reader.read(pixels)
        times.append(time.perf_counter() - start)
    yield Measured("a 1080p screen, read", statistics.median(times), "s", f"{len(found.lines)} lines, warm")
    cold = OcrReader()
    start = time.perf_counter()
    cold.read(pixels)
    yield Measured("the same with the start of the child", time.perf_counter() - start, "s")
    cold.close()


def _private(reader: OcrReader) -> Iterator[Measured]:
    found, planted, more = 0, 0, 0
    for screen in screens(PLANTED_SCREENS, secrets=True):
        findings = find_private_text(reader.read(PixelBuffer.of(screen.image)))
        boxes = [Rect(*box) for _, box in screen.planted]
        found += sum(1 for box in boxes if any(_meets(place.rect, box) for place in findings))
        planted += len(boxes)
        more += sum(1 for finding in findings if not any(_meets(finding.rect, box) for box in boxes))
    note = f"{found} of {planted} on {PLANTED_SCREENS} screens; {more} other places"
    yield Measured("planted secrets missed (12–16 px)", 100 * (1 - found / planted), "%", note)
    alarms = sum(
        1
        for screen in screens(CLEAN_SCREENS, secrets=False, seed=9)
        if find_private_text(reader.read(PixelBuffer.of(screen.image)))
    )
    note = f"{alarms} of {CLEAN_SCREENS}"
    yield Measured("false alarms, of 20 clean screens", 20 * alarms / CLEAN_SCREENS, "screens", note)


def _meets(place: Rect, box: Rect) -> bool:
    shared = place.intersection(box)
    return not shared.is_empty and shared.height > 0.4 * min(place.height, box.height)


def _quotes(reader: OcrReader) -> Iterator[Measured]:
    """Answers that quote lines of the set, and lines that stand nowhere: what is said of each."""
    truth = _truth()
    said_missing = wrongly_missing = said_standing = wrongly_standing = quotes = invented = 0
    for name, lines in truth.items():
        ocr_result: OcrResult = reader.read(_pixels(name))
        real = [line.strip() for line in lines if '"' not in line and len(line.strip()) > 3]
        answer = "\n\n".join(SENTENCES[at % 3].format(words) for at, words in enumerate((*real, *INVENTED)))
        quote_matches = match_quotes(answer, QuoteIndex([ocr_result]), tell_missing=True)
        quotes, invented = quotes + len(real), invented + len(INVENTED)
        said_missing += len(quote_matches.not_found)
        wrongly_missing += len(quote_matches.not_found & set(real))
        said_standing += len(quote_matches.found)
        wrongly_standing += len(quote_matches.found & set(INVENTED))
    note = f"{wrongly_missing} of {said_missing} marks are wrong; {invented} invented"
    yield Measured("“not found in the picture”, precision", 100 * (1 - wrongly_missing / said_missing), "%", note=note)
    note = f"{said_standing} of {quotes} lead somewhere, {wrongly_standing} wrongly"
    yield Measured("quotes that lead to their place", 100 * said_standing / quotes, "%", note=note)


def _window(at: Screen) -> Iterator[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        image, other = Path(folder) / "busy.png", Path(folder) / "other.png"
        shown = busy_screen().crop((0, 0, *WINDOW_SIZE))
        shown.save(image)
        shown.transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(other)
        homes = [f"{folder}/{number}" for number in range(ROUNDS)]
        environment = {"BENCH_PICTURE": str(image), "BENCH_OTHER": str(other), "BENCH_IDLE_S": IDLE_S}
        runs = [run_child(at, WINDOW, DEADLINE_S, ASKANCE_HOME=home, **environment) for home in homes]

    def median(name: str) -> float:
        return float(statistics.median(run[name] for run in runs))

    yield Measured("paste → text known, in the window", median("read_s"), "s")
    worst = [round(run["worst_ms"]) for run in runs]
    yield Measured("the window's worst stall while it reads", median("worst_ms"), "ms", f"runs: {worst}")
    note = f"of them {median('pixels_mb'):.0f} are the picture's pixels, which it holds anyway"
    yield Measured("memory of the window, grown", median("grown_mb"), "MB", note)
    yield Measured("the child is gone after the last use", median("gone_s") + 1, "s")
