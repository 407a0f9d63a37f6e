"""The cage of the real children: it holds as the report says, and as the system itself tells."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.adapters.cage.cage_report import (
    JOB_OBJECT,
    LANDLOCK,
    NO_CORE_DUMPS,
    SYSTEM_CALL_FILTER,
    CageReport,
    Protection,
    attempt,
)
from desktop.adapters.cage.environment import child_environment
from desktop.adapters.cage.launch import start_child
from desktop.adapters.decoding.decoder import Decoder
from desktop.adapters.ocr.ocr_reader import OcrReader, installed
from desktop.core.image.pixel_buffer import PixelBuffer
from tests.adapters.ocr.sample_pages import page
from tests.helpers.images import png

ROOT = Path(__file__).parents[3]
BY_THE_KERNEL = {LANDLOCK, SYSTEM_CALL_FILTER}
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the system shows processes in /proc")


@pytest.fixture
def decoder() -> Iterator[Decoder]:
    decoder = Decoder()
    yield decoder
    decoder.close()


def status(pid: int) -> dict[str, str]:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def assert_holds(report: CageReport) -> None:
    """Fails if anything is missing but what this kernel or container forbids."""
    assert {protection.name for protection in report.missing} <= BY_THE_KERNEL, report.missing
    assert {protection.name for protection in report.protections} >= BY_THE_KERNEL


@linux
def test_the_decoder_is_caged_as_it_says(decoder: Decoder) -> None:
    report = decoder.cage_report()
    assert_holds(report)
    pid = decoder.child.pid
    assert pid is not None
    facts = status(pid)
    assert facts["NoNewPrivs"] == "1"
    assert (facts["Seccomp"] == "2") is report.holds(SYSTEM_CALL_FILTER)
    limits = dict(line.rsplit(maxsplit=3)[:2] for line in Path(f"/proc/{pid}/limits").read_text().splitlines()[1:])
    assert limits["Max core file size"] == "0"
    assert decoder.decode(png()).pixels.width == 80


@linux
def test_the_decoder_is_in_no_folder_of_the_user(decoder: Decoder) -> None:
    decoder.cage_report()
    try:
        folder = Path(f"/proc/{decoder.child.pid}/cwd").readlink()
    except PermissionError:
        pytest.skip("the system shows the folder of a process without dumps to root alone")
    assert folder == Path("/")


@linux
def test_the_reader_is_caged_as_it_says() -> None:
    assert installed()
    reader = OcrReader()
    try:
        assert_holds(reader.cage_report())
        assert reader.read(PixelBuffer.of(page("an ordinary line"))).text == "an ordinary line"
    finally:
        reader.close()


@linux
def test_a_child_gets_no_environment_and_nothing_that_is_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-proj-secret")
    program = (
        "import os; print(sorted(set(os.environ) - {'LC_CTYPE'}), sorted(os.listdir('/proc/self/fd')), os.getcwd())"
    )
    with Path(__file__).open() as other:
        child = start_child([sys.executable, "-I", "-S", "-c", program])
        output, _ = child.communicate()
    assert other.closed
    assert output.decode().strip() == "[] ['0', '1', '2', '3'] /"  # 3 is the listing itself


def test_windows_starts_no_program_without_its_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("SYSTEMROOT", r"D:\Win")
    assert child_environment() == {"SYSTEMROOT": r"D:\Win"}


ELSEWHERE = """
import json, sys
sys.platform = sys.argv[1]
from desktop.adapters.cage.child_cage import ChildCage
from desktop.adapters.cage.limits import DECODER_LIMITS
cage = ChildCage(DECODER_LIMITS)
cage.seal()
open(sys.argv[2], "r").close()
print(json.dumps(cage.report.to_plain()))
"""


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_work_without_filter_and_landlock(platform: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, platform, __file__], cwd=ROOT, capture_output=True, text=True, check=True
    )
    report = CageReport.from_plain(json.loads(done.stdout))
    names = {protection.name for protection in report.protections}
    assert not names & BY_THE_KERNEL
    assert (JOB_OBJECT in names, NO_CORE_DUMPS in names) == (platform == "win32", platform == "darwin")


def test_a_protection_that_is_refused_is_reported_with_its_reason() -> None:
    def refused() -> str:
        raise PermissionError(1, "Operation not permitted")

    report = CageReport((attempt("one", lambda: "9 s"), attempt("two", refused)))
    assert report.missing == (Protection("two", False, "Operation not permitted"),)
    assert report.holds("one") and not report.holds("two") and not report.holds("three")
    assert CageReport.from_plain(json.loads(json.dumps(report.to_plain()))) == report
