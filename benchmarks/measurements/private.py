"""Private text on pixels: recall by family on drawn screens, and false alarms on clean ones.

What was measured of each screen is kept in a file of lines, so that a run that was broken off goes on where it ended.
A planted value counts as found if findings hold nearly all of its letters.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.drawn.private_screens import Box, private_screen
from benchmarks.measured import Measured
from desktop.adapters.ocr.ocr_reader import OcrReader
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.privacy.detection import find_injections, find_private_text
from desktop.core.privacy.finding_redaction import with_margin
from desktop.core.privacy.findings import Finding
from tests.x11.screen import Screen

SCREENS = 2000
HELD = 0.9  # of a value's box: what is left shows no letter
KEPT = Path("private-screens.jsonl")
NOT_LOOKED_FOR = "names, faces (unless switched on), hand-written text, and lines in scripts that are not read"


def run(_at: Screen) -> Iterator[Measured]:
    """All figures, of SCREENS screens; KEPT is the file of those that were measured before."""
    done = _measured_before()
    reader = OcrReader()
    try:
        with KEPT.open("a", encoding="utf-8") as file:
            for number in range(SCREENS):
                if number not in done:
                    done[number] = _measure(reader, number)
                    file.write(json.dumps({"number": number, **done[number]}) + "\n")
                    file.flush()
    finally:
        reader.close()
    yield from _figures([done[number] for number in range(SCREENS)])


def _measured_before() -> dict[int, dict[str, Any]]:
    if not KEPT.exists():
        return {}
    lines = (json.loads(line) for line in KEPT.read_text(encoding="utf-8").splitlines())
    return {line.pop("number"): line for line in lines}


def _measure(reader: OcrReader, number: int) -> dict[str, Any]:
    screen = private_screen(number)
    ocr_result = reader.read(PixelBuffer.of(screen.image))
    private, others = find_private_text(ocr_result), find_injections(ocr_result)
    return {
        "layout": screen.layout,
        "found": [[family, _holds(private, box)] for family, _, box in screen.planted],
        "private": len(private),
        "faint": sum(1 for finding in others if finding.kind == "faint"),
        "orders": sum(1 for finding in others if finding.kind == "orders"),
    }


def _holds(findings: tuple[Finding, ...], box: Box) -> bool:
    """Returns True if the covers of the findings hold nearly all of a box."""
    whole = Rect(*box)
    left = [whole]
    for finding in findings:
        for rect in finding.rects:
            left = [piece for part in left for piece in part.subtracted(with_margin(rect))]
    open_pixels = sum(part.width * part.height for part in left if min(part.size) > 2)
    return open_pixels <= (1 - HELD) * whole.width * whole.height


def _figures(results: list[dict[str, Any]]) -> Iterator[Measured]:
    planted, found = Counter[str](), Counter[str]()
    for result in results:
        for family, is_found in result["found"]:
            planted[family] += 1
            found[family] += is_found
    for family in sorted(planted):
        note = f"{found[family]} of {planted[family]}"
        yield Measured(f"found on pixels, {family}", 100 * found[family] / planted[family], "%", note=note)
    if planted:
        total = 100 * found.total() / planted.total()
        yield Measured("found on pixels, all", total, "%", note=f"{found.total()} of {planted.total()}; target 98")
    clean = [result for result in results if result["layout"] == "clean"]
    for name in ("private", "faint", "orders"):
        alarms = sum(1 for result in clean if result[name])
        share = 100 * alarms / max(1, len(clean))
        yield Measured(f"clean screens with an alarm, {name}", share, "%", f"{alarms} of {len(clean)}")
    yield Measured("screens", len(results), "", note=f"not looked for: {NOT_LOOKED_FOR}")
