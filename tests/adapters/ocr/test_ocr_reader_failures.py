"""The reader's child goes wrong in every way it can: each is an error for one image, and the next is read."""

import os
import signal
import sys

import pytest

from desktop.adapters.ocr import ocr_reader as reading
from desktop.adapters.ocr.ocr_reader import SILENCE_S, OcrReader, ocr_result_of, worker_command
from desktop.core.errors import OcrError, ProblemKind
from desktop.core.image.pixel_buffer import PixelBuffer
from tests.adapters.ocr.sample_pages import page, pixels


def odd_reader(program: str, silence_s: float = 3) -> OcrReader:
    return OcrReader([sys.executable, "-c", program], silence_s)


def test_a_child_that_hangs_is_killed_and_replaced() -> None:
    hung = odd_reader("import time; time.sleep(600)", 0.3)
    with pytest.raises(OcrError) as refused:
        hung.read(pixels("dialog.png"))
    assert refused.value.problem.kind is ProblemKind.OCR_TIMED_OUT
    hung.child.command, hung.child.deadline_s = worker_command(), SILENCE_S
    assert hung.read(pixels("dialog.png")).lines
    hung.close()


@pytest.mark.parametrize(
    "program",
    [
        "import sys; sys.exit(3)",
        "print('nonsense', flush=True)",
        """print('{"bytes": -4}', flush=True)""",
        """print('{"bytes": 99999999999}', flush=True)""",
        """print('{"bytes": 9}\\n{"a"', flush=True)""",
        """print('{"done": "x"}', flush=True)""",
        """print('{"bytes": 2}\\n{}', flush=True)""",
        """print('{"bytes": 27}\\n{"lines": 7, "barcodes": []}', flush=True)""",
        "sys.stdin.buffer.read(100); print('x' * 100000, flush=True); sys.stdin.buffer.read()",
    ],
)
def test_a_child_that_dies_or_lies_is_an_error_and_nothing_else(program: str) -> None:
    reader = odd_reader(f"import sys; sys.stdin.buffer.readline()\n{program}")
    with pytest.raises(OcrError) as refused:
        reader.read(pixels("dialog.png"))
    assert refused.value.problem.kind in (ProblemKind.OCR_CRASHED, ProblemKind.OCR_TIMED_OUT)
    reader.close()


@pytest.mark.parametrize(
    "line",
    [
        {"text": "ab", "box": [[0, 0], [9, 0], [9, 9], [0, 9]], "at": [0.5], "sure": [1.0], "faint": False},
        {"text": "ab", "box": [[0, 0], [9, 0]], "at": [0.2, 0.5], "sure": [1.0, 1.0], "faint": False},
        {"text": "ab", "box": [[0, 0], [9, 0], [9, 9], [0, "x"]], "at": [0.2, 0.5], "sure": [1, 1], "faint": False},
        {"box": []},
    ],
)
def test_a_line_that_cannot_be_is_refused(line: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        ocr_result_of({"lines": [line], "barcodes": [], "unread": []}, (10, 10))


def test_a_line_outside_of_its_picture_is_no_line() -> None:
    box = [[90, 90], [99, 90], [99, 99], [90, 99]]
    line = {"text": "ab", "box": box, "at": [0.2, 0.5], "sure": [1.0, 1.0], "faint": False}
    assert ocr_result_of({"lines": [line], "barcodes": [], "unread": []}, (10, 10)).lines == ()


TIGHT = """
import desktop.adapters.ocr.ocr_reader_child as child
from desktop.adapters.cage.limits import Limits
child.READER_LIMITS = Limits(700_000_000, 3600)
sys.exit(child.main())
"""


def test_a_child_that_passes_its_bound_of_memory_is_replaced() -> None:
    command = worker_command()
    command[-1] = command[-1].replace("sys.exit(main())", "0") + TIGHT
    reader = OcrReader(command)
    with pytest.raises(OcrError) as refused:
        reader.read(PixelBuffer.of(page(*["some words"] * 60, size=(3000, 2000))))
    assert refused.value.problem.kind is ProblemKind.OCR_CRASHED
    reader.child.command = worker_command()
    assert reader.read(pixels("dialog.png")).lines
    reader.close()


def test_killed_in_the_middle_the_next_picture_is_read() -> None:
    reader = OcrReader()

    def kill(_: float) -> None:
        if (pid := reader.child.pid) is not None:
            os.kill(pid, signal.SIGKILL)

    with pytest.raises(OcrError) as refused:
        reader.read(pixels("code.png"), kill)
    assert refused.value.problem.kind is ProblemKind.OCR_CRASHED
    assert reader.read(pixels("dialog.png")).lines
    reader.close()


def test_without_its_packages_everything_else_works_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "installed", lambda: False)
    with pytest.raises(OcrError) as refused:
        OcrReader().read(pixels("dialog.png"))
    assert refused.value.problem.kind is ProblemKind.OCR_NOT_INSTALLED
