"""From Enter to the whole request at the server, with 0, 1 and 10 pictures, against the openai package alone."""

import json
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.child import DEADLINE_S, run_child, serving
from benchmarks.drawn.screens import busy_screen
from benchmarks.measured import Measured
from benchmarks.programs import measured_window
from tests.helpers.images import encoded
from tests.x11.screen import Screen

COUNTS = (0, 1, 10)
QUESTIONS = 9  # of each program; the first one is left out, since it opens what later ones find open
ROUNDS = 3

BARE = """
import asyncio, base64, json, os, statistics, time
import openai
async def main():
    client = openai.AsyncOpenAI(api_key='k', base_url=os.environ['BENCH_URL'], max_retries=0)
    parts = [{'type': 'text', 'text': 'x'}]
    for at in range(int(os.environ['BENCH_COUNT'])):
        data = open(os.path.join(os.environ['BENCH_PICTURES'], f'{at}.png'), 'rb').read()
        url = 'data:image/png;base64,' + base64.b64encode(data).decode()
        parts.append({'type': 'image_url', 'image_url': {'url': url}})
    taken = []
    for _ in range(int(os.environ['BENCH_QUESTIONS'])):
        await asyncio.sleep(0.5)
        start, text = time.monotonic(), ''
        stream = await client.chat.completions.create(
            model='gpt-4o', messages=[{'role': 'user', 'content': parts}], stream=True)
        async with stream:
            async for chunk in stream:
                for choice in chunk.choices:
                    text += choice.delta.content or ''
        taken.append(float(text) - start)
    return statistics.median(taken[1:]) * 1000
print(json.dumps(asyncio.run(main())))
"""

ASKED = measured_window("""
import statistics
from desktop.services.image.image_importer import ImportItem

async def measure(self, container):
    async def until(condition):
        while not condition():
            await asyncio.sleep(0.005)
    def ready():
        images = container.workspace.draft.images
        scanned = all(container.privacy_scanner.findings_on(image) is not None for image in images)
        return scanned and container.request_builder.try_build(self.draft_question.collect().inputs) is not None
    names = [os.path.join(os.environ['BENCH_PICTURES'], f'{at}.png') for at in range(int(os.environ['BENCH_COUNT']))]
    pictures = [open(name, 'rb').read() for name in names]
    taken = []
    for number in range(int(os.environ['BENCH_QUESTIONS'])):
        container.history.start_new()
        for picture, data in enumerate(pictures):
            container.image_importer.add('Paste', (ImportItem('A picture', data=data),))
            await until(lambda: len(container.workspace.draft.images) == picture + 1)
        container.workspace.set_prompt('x')
        await until(ready)
        await asyncio.sleep(0.5)
        start = time.monotonic()
        self.asking.ask()
        def ended():
            turns = container.history.conversation.turns
            return turns and turns[-1].stage.ended
        await until(ended)
        taken.append(float(container.history.conversation.turns[-1].answer) - start)
    return statistics.median(taken[1:]) * 1000
""")


def run(at: Screen) -> Iterator[Measured]:
    """Each count, the two programs in turn."""
    with tempfile.TemporaryDirectory() as folder, serving("benchmarks.arrivals") as url:
        draw(Path(folder), max(COUNTS))
        for count in COUNTS:
            yield from _measured(at, Path(folder), url, count)


def draw(folder: Path, count: int) -> None:
    """Draws so many pictures, no two the same."""
    screen = busy_screen()
    for number in range(count):
        screen.putpixel((0, 0), (number, 0, 0))
        (folder / f"{number}.png").write_bytes(encoded(screen, "PNG"))


def _measured(at: Screen, folder: Path, url: str, count: int) -> Iterator[Measured]:
    """Yields the time, and its ratio to the package's own, which alone can be compared between machines."""
    bare, ours = [], []
    for number in range(ROUNDS):
        environment = {"BENCH_URL": url, "BENCH_PICTURES": str(folder), "BENCH_COUNT": str(count)}
        environment |= {"BENCH_QUESTIONS": str(QUESTIONS), "OPENAI_API_KEY": "k"}
        home = folder / f"{count}-{number}"
        (home / "config").mkdir(parents=True)
        (home / "config" / "settings.json").write_text(json.dumps({"endpoint": url, "private_text": "warn"}))
        bare.append(run_child(at, BARE, within_s=DEADLINE_S, **environment))
        ours.append(run_child(at, ASKED, within_s=DEADLINE_S, ASKANCE_HOME=str(home), **environment))
    low, high = statistics.median(map(_number, bare)), statistics.median(map(_number, ours))
    name = f"{count} pictures: Enter to the request at the server"
    yield Measured(name, high, "ms")
    yield Measured(f"{name}, against the openai package alone", high / low, "×", f"{high:.1f} ms against {low:.1f} ms")


def _number(result: object) -> float:
    assert isinstance(result, float)
    return result
