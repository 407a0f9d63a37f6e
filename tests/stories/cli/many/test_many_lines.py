"""Requests into a file, another machine's answers back: in another order, with lines missing, doubled and broken."""

import json
import os
import random
from pathlib import Path

import pytest

from desktop.adapters.files.line_files import LineFiles
from desktop.core.errors import StorageError
from desktop.messages.problems import message_for
from tests.helpers.many.pictures import number_in, numbered_pictures, rows_of, run_many, states, write_settings


def answer_for(line: str) -> str:
    """Returns the result that an engine writes for a request."""
    request = json.loads(line)
    text = json.dumps({"total": number_in(request["body"])})
    body = {"choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}]}
    return json.dumps(
        {"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}, "error": None}
    )


def test_a_machine_without_a_network_answers_through_files(tmp_path: Path) -> None:
    write_settings()
    pictures, requests, out = numbered_pictures(tmp_path / "pictures", 40), tmp_path / "in.jsonl", tmp_path / "out.json"
    arguments = ["--ask", "Read it.", "--field", "total:number", "--endpoint", "http://127.0.0.1:9/v1", "--model", "m"]
    exported = run_many(pictures, *arguments, "--export-requests", requests)
    assert exported.returncode == 0, exported.stderr
    name = exported.stderr.split("--resume ")[1].split(" ")[0]
    results = [answer_for(line) for line in requests.read_text().splitlines()]
    assert len(results) == 40
    missing = results.pop(7)
    random.Random(1).shuffle(results)
    lines = [*results, results[0], "not json", '{"custom_id": "row-99-x"}']
    (tmp_path / "results.jsonl").write_text("\n".join(lines))
    taken = run_many("--resume", name, "--import-results", tmp_path / "results.jsonl", "--out", out)
    assert json.loads(taken.stdout) == {"file": "results.jsonl", "answered": 39, "refused": 0, "strange": 3}
    rows = rows_of(out)
    assert states(rows) == {"answered": 39, "planned": 1}
    assert all(row["values"].get("total") in (at, None) for at, row in enumerate(rows))
    (tmp_path / "late.jsonl").write_text(missing)
    late = run_many("--resume", name, "--import-results", tmp_path / "late.jsonl", "--out", out)
    assert late.returncode == 0, late.stderr
    assert [row["values"]["total"] for row in rows_of(out)] == list(range(40))


def test_lines_are_split_by_count_and_by_bytes(tmp_path: Path) -> None:
    with LineFiles(tmp_path / "in.jsonl", most_lines=3, most_bytes=100) as files:
        for line in (b"a" * 60 + b"\n", b"b" * 60 + b"\n", *[b"c\n"] * 4):
            files.add(line)
    assert [path.name for path in files.paths] == ["in.jsonl", "in-2.jsonl", "in-3.jsonl"]
    assert [len(path.read_bytes().splitlines()) for path in files.paths] == [1, 3, 2]


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_lines_go_nowhere_through_a_link_that_somebody_has_laid(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_bytes(b"theirs")
    (tmp_path / "in-2.jsonl").symlink_to(tmp_path / "theirs")
    with LineFiles(tmp_path / "in.jsonl", most_lines=1) as files:
        files.add(b"one\n")
        with pytest.raises(StorageError) as refused:
            files.add(b"two\n")
    assert (tmp_path / "theirs").read_bytes() == b"theirs"
    assert message_for(refused.value.problem).text.startswith("“in-2.jsonl” is a link")
