"""The reader with its own child process."""

from collections.abc import Iterator

import pytest

from desktop.adapters.ocr.ocr_reader import OcrReader


@pytest.fixture(scope="module")
def reader() -> Iterator[OcrReader]:
    """One warm child for all tests of a module."""
    reader = OcrReader(silence_s=250)  # however busy the machine is; test_ocr_reader_failures.py has the usual limit
    reader.child.warm()
    yield reader
    reader.close()
