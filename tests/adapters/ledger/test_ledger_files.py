"""The files of the ledger on a real disk: added to, never changed, private, and never silently torn."""

import json
import multiprocessing
import os
import resource
import stat
import sys
from pathlib import Path

import pytest

from desktop.adapters.ledger.ledger_files import LedgerFiles
from desktop.core.errors import ProblemKind, StorageError

NOVEMBER, DECEMBER = 1_795_000_000.0, 1_796_600_000.0  # seconds: 2026-11-18, 2026-12-06
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")


def lines(files: LedgerFiles) -> list[dict[str, object]]:
    return [json.loads(line) for line in files.lines()]


def test_lines_are_added_in_their_order(tmp_path: Path) -> None:
    files = LedgerFiles(tmp_path / "ledger")
    assert lines(files) == []
    for number in range(3):
        files.add({"number": number})
    assert lines(LedgerFiles(tmp_path / "ledger")) == [{"number": 0}, {"number": 1}, {"number": 2}]


@posix
def test_nobody_else_can_read_it_whatever_its_mode_was(tmp_path: Path) -> None:
    files = LedgerFiles(tmp_path / "ledger")
    files.add({"number": 1})
    (path,) = files.paths()
    path.chmod(0o644)
    files.add({"number": 2})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_full_file_and_a_new_month_begin_another(tmp_path: Path) -> None:
    times = [NOVEMBER]
    files = LedgerFiles(tmp_path, most_bytes=40, now=lambda: times[-1])
    for number in range(30):
        files.add({"number": number})
    times.append(DECEMBER)
    files.add({"number": 30})
    names = [path.name for path in files.paths()]
    assert names[:3] == ["ledger-2026-11.jsonl", "ledger-2026-11-2.jsonl", "ledger-2026-11-3.jsonl"]
    assert names[-1] == "ledger-2026-12.jsonl"
    assert len(names) == 11
    assert lines(files) == [{"number": number} for number in range(31)]


def test_a_torn_line_stays_by_itself(tmp_path: Path) -> None:
    files = LedgerFiles(tmp_path)
    files.add({"number": 1})
    (path,) = files.paths()
    path.write_bytes(path.read_bytes() + b'{"num')
    files.add({"number": 2})
    assert path.read_text().splitlines() == ['{"number":1}', '{"num', '{"number":2}']


@posix
def test_what_is_no_file_is_not_written_to(tmp_path: Path) -> None:
    files = LedgerFiles(tmp_path, now=lambda: NOVEMBER)
    path = tmp_path / "ledger-2026-11.jsonl"
    elsewhere = tmp_path / "elsewhere"
    path.symlink_to(elsewhere)
    with pytest.raises(StorageError) as refused:
        files.add({"number": 1})
    assert refused.value.problem.kind is ProblemKind.LEDGER_NOT_WRITTEN
    assert not elsewhere.exists()
    path.unlink()
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(StorageError):
        files.add({"number": 1})
    os.close(reader)
    path.unlink()
    path.symlink_to("/dev/null")
    with pytest.raises(StorageError):
        files.add({"number": 1})


@posix
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    files = LedgerFiles(tmp_path)
    files.add({"number": 1})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, before[1]))  # as a quota has it: a part of the line fits
    try:
        with pytest.raises(StorageError) as refused:
            files.add({"number": 2})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert refused.value.problem.detail
    files.add({"number": 3})
    (path,) = files.paths()
    first, torn, last = path.read_text().splitlines()
    assert (first, last) == ('{"number":1}', '{"number":3}')
    assert '{"number":2}'.startswith(torn)


def test_many_lines_at_once_fill_one_file_after_the_other(tmp_path: Path) -> None:
    files = LedgerFiles(tmp_path, most_bytes=200, now=lambda: NOVEMBER)
    files.add_all({"number": number} for number in range(60))
    files.add_all([])
    assert lines(files) == [{"number": number} for number in range(60)]
    assert len(files.paths()) > 3
    assert max(path.stat().st_size for path in files.paths()) < 300


def add_many(folder: Path, writer: int) -> None:
    files = LedgerFiles(folder, most_bytes=2_000)
    for number in range(40):
        files.add({"writer": writer, "number": number})


def test_several_programs_at_once_lose_nothing(tmp_path: Path) -> None:
    start = multiprocessing.get_context("spawn")
    writers = [start.Process(target=add_many, args=(tmp_path, writer)) for writer in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    found = lines(LedgerFiles(tmp_path))
    assert len(found) == 120
    assert {(line["writer"], line["number"]) for line in found} == {(w, n) for w in range(3) for n in range(40)}
