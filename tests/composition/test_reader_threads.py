"""The threads of the reader's child, as its own system counts them: a policy bounds them."""

import os
import sys
from pathlib import Path

import pytest

from desktop.adapters.ocr.ocr_reader import installed
from desktop.composition import factories
from desktop.core.image.pixel_buffer import PixelBuffer
from tests.helpers.images import quarters
from tests.helpers.policies.places import place, policy_at

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the threads of a process are listed by Linux"),
    pytest.mark.skipif(not installed(), reason="text recognition isn't installed"),
]


def threads_of_the_reader() -> int:
    """Returns how many threads the child of a new reader has once it has read a picture."""
    reader = factories.reader(lambda: False)
    try:
        reader.read(PixelBuffer.of(quarters(400, 300)))
        return len(os.listdir(f"/proc/{reader.child.pid}/task"))
    finally:
        reader.close()


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="there is one processor, so there is one thread anyway")
def test_a_policy_bounds_the_threads_of_the_reader(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    policy = policy_at(monkeypatch, tmp_path / "policy.json")
    free = threads_of_the_reader()
    place(policy, reader_threads=1)
    assert threads_of_the_reader() < free
    place(policy, reader_threads=1000)
    assert threads_of_the_reader() < free + 100, "never more than are useful"
