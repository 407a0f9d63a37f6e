"""The log: set aside when it has grown, bounded in a run, silent where it cannot be, and without anybody's words."""

import logging
import os
import sys
from collections.abc import Iterator

import pytest

from desktop import log as the_log
from desktop.log import MAX_BYTES, MOST_RECORDS, log, to_file
from desktop.paths import folders


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    yield
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
    log.setLevel(logging.NOTSET)


@pytest.mark.logs("too much")
@pytest.mark.logs("something")
def test_a_log_that_has_grown_is_set_aside_and_a_flood_is_bounded() -> None:
    file = folders().log_file
    file.parent.mkdir(parents=True)
    file.write_text("x" * (MAX_BYTES + 1))
    to_file(folders())
    assert file.with_suffix(".log.1").stat().st_size == MAX_BYTES + 1
    for _ in range(MOST_RECORDS + 500):
        log.warning("too much")
    assert file.read_text().count("too much") == MOST_RECORDS


@pytest.mark.logs("it failed")
def test_an_errors_own_words_stay_out() -> None:
    to_file(folders())
    try:
        raise RuntimeError("the user's question")
    except RuntimeError as error:
        log.error("it failed", exc_info=error)
    written = folders().log_file.read_text()
    assert "builtins.RuntimeError" in written
    assert "test_log.py" in written
    assert "the user's question" not in written


def test_a_wrong_call_shows_without_anybodys_words(capsys: pytest.CaptureFixture[str]) -> None:
    to_file(folders())
    (handler,) = log.handlers
    handler.handle(logging.LogRecord("askance", logging.ERROR, "/x/calls.py", 7, "%d", ("a question",), None))
    assert capsys.readouterr().err == "askance: an error of ours (TypeError) in the log, calls.py:7.\n"


def test_without_a_place_it_is_silent() -> None:
    folders().state.parent.mkdir(parents=True)
    folders().state.write_text("a file where the folder should be")
    to_file(folders())
    assert [type(handler) for handler in log.handlers] == [logging.NullHandler]
    assert the_log.traceback_lines(None) == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux has a device that is always full")
@pytest.mark.logs("it failed")
def test_a_disk_that_is_full_drops_the_record_and_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    to_file(folders())
    (file,) = (handler for handler in log.handlers if isinstance(handler, logging.FileHandler))
    assert file.stream is not None
    for device in ("/dev/full", "/dev/null"):  # the second takes what the first has left in the buffer
        opened = os.open(device, os.O_WRONLY)
        os.dup2(opened, file.stream.fileno())
        os.close(opened)
        try:
            raise RuntimeError("the user's question")
        except RuntimeError as error:
            log.error("it failed", exc_info=error)
    assert capsys.readouterr().err == ""
