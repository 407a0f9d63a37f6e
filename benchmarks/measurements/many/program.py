"""Programs that `many` measures, each in a process of its own: ours, and a bare loop that does the same work."""

import asyncio
import base64
import io
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

ASK = "Read it."


def resident_mb() -> float:
    """Returns the resident memory of this process in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def cpu_seconds() -> float:
    """Returns the CPU time of this process and of the children that it has now, in seconds."""
    me = os.getpid()
    children = [int(pid) for task in Path("/proc/self/task").iterdir() for pid in _read(task / "children").split()]
    ticks = 0
    for pid in (me, *children):
        fields = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:13]))  # utime and stime
    return ticks / os.sysconf("SC_CLK_TCK")


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # it has ended
        return "" if path.name == "children" else ") " + "0 " * 20


class _Watch:
    """A timer of 16 ms beside a run: how late it was at most, and the most memory at its beats."""

    def __init__(self, memory_mb: float) -> None:
        self.finished = asyncio.Event()
        self.most_mb = memory_mb
        self.late_s = 0.0

    async def tick(self) -> None:
        """Beats until the run has finished."""
        last, beats = time.monotonic(), 0
        while not self.finished.is_set():
            await asyncio.sleep(0.016)
            now = time.monotonic()
            self.late_s, last, beats = max(self.late_s, now - last - 0.016), now, beats + 1
            if beats % 20 == 0:
                self.most_mb = max(self.most_mb, resident_mb())


async def ours(folder: Path, url: str, rate: tuple[int, int]) -> dict[str, Any]:
    """Runs a run over a folder. Returns what it took."""
    from desktop.composition import factories
    from desktop.composition.many.many_pictures import build_runs
    from desktop.core.many.run import RunPlan
    from desktop.core.settings.settings import Settings
    from desktop.services.asking.rate.paces import Paces
    from desktop.services.many.run_control import RunState

    settings = Settings(endpoint=url, model="gpt-4o", private_text="off", answers="endpoint")

    async def key(_: Settings) -> str | None:
        return "sk-none"

    provider = await asyncio.to_thread(factories.provider_at, url, factories.reader())
    await asyncio.to_thread(provider.warm, url)  # as the window does before anybody asks

    async def find(endpoint: str) -> Any:
        return provider

    tools = build_runs(lambda: settings, frozenset, lambda _: find, key, Paces())
    before = resident_mb()
    plan = RunPlan("x", ASK, url, "gpt-4o", "auto", rate=rate)
    opened = await tools.runs.create(plan, [folder])
    await opened.sample(2)  # the children and the connections are there
    watch = _Watch(before)
    opened.listen(lambda update: watch.finished.set() if update.state is RunState.FINISHED else None)
    ticking = asyncio.create_task(watch.tick())
    rows, started, worked = opened.totals.planned, time.monotonic(), cpu_seconds()
    opened.start()
    await watch.finished.wait()
    took, worked = time.monotonic() - started, cpu_seconds() - worked
    await ticking
    totals = opened.totals
    await opened.close()
    await provider.close()
    tools.close()
    return {
        "seconds": took,
        "cpu_s": worked,
        "rows": rows,
        "answered": totals.answered,
        "grown_mb": watch.most_mb - before,
        "late_ms": watch.late_s * 1000,
    }


async def bare(files: list[Path], url: str) -> dict[str, Any]:
    """Asks about pictures as a short script would: Pillow in two threads, the openai package, 64 at once."""
    import openai
    from PIL import Image

    client = openai.AsyncOpenAI(api_key="sk-none", base_url=url, max_retries=0)
    preparing, sending = asyncio.Semaphore(2), asyncio.Semaphore(64)

    def encoded(path: Path) -> str:
        with Image.open(path) as image:
            out = io.BytesIO()
            seen = image.convert("RGB").resize((1365, 768), Image.Resampling.LANCZOS)  # as the model will look at it
            seen.save(out, "PNG", compress_level=1)
        return base64.b64encode(out.getvalue()).decode()

    async def ask(path: Path) -> None:
        async with preparing:
            data = await asyncio.to_thread(encoded, path)
        async with sending:
            content: Any = [
                {"type": "text", "text": ASK},
                {"type": "image_url", "image_url": {"url": f"data:image/png;base64,{data}"}},
            ]
            stream = await client.chat.completions.create(
                model="gpt-4o",
                messages=[{"role": "user", "content": content}],
                stream=True,
                stream_options={"include_usage": True},
            )
            async for _ in stream:
                pass

    await asyncio.gather(*(ask(path) for path in files[:2]))
    started, worked = time.monotonic(), cpu_seconds()
    await asyncio.gather(*(ask(path) for path in files[2:]))
    return {"seconds": time.monotonic() - started, "cpu_s": cpu_seconds() - worked, "rows": len(files) - 2}


def main() -> None:
    """Runs what the arguments name: `ours` or `bare`, a folder, an address, and for ours perhaps the rate."""
    which, folder, url, *rest = sys.argv[1:]
    os.environ.setdefault("ASKANCE_HOME", "/nonexistent")
    if which == "bare":
        found = asyncio.run(bare(sorted(Path(folder).iterdir()), url))
    else:
        rate = (int(rest[0]), int(rest[1])) if rest else (0, 0)
        found = asyncio.run(ours(Path(folder), url, rate))
    found["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


if __name__ == "__main__":
    main()
