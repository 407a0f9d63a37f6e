"""`askance many` through the real program: tables, bad input, budgets, and what the rows wait for."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.composition import config_files
from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import (
    number_in,
    numbered_pictures,
    rows_of,
    run_many,
    say_number,
    states,
    write_settings,
)

PRICES = "gpt-4o: 2.5, 10"


@pytest.fixture(autouse=True)
def settings() -> None:
    write_settings()


def test_broken_files_doubles_and_odd_names_become_rows(tmp_path: Path) -> None:
    pictures, out = numbered_pictures(tmp_path / "pictures", 4), tmp_path / "table.xlsx"
    (pictures / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nthis is none")
    (pictures / "empty.png").touch()
    (pictures / "zz\nnew line.png").write_bytes((pictures / "receipt-0001.png").read_bytes())
    with LimitedEndpoint(reply=say_number, keeps_bodies=True) as endpoint:
        ended = run_many(
            pictures, "--ask", "Read it.", "--field", "total:number", "--endpoint", endpoint.url, "--out", out
        )
        assert endpoint.received == 4  # the double is asked once
    assert ended.returncode == 6, ended.stderr
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0] == ["picture", "total", "state", "edited", "problem"]
    assert rows[1][:3] == ["broken.png", None, "failed"]
    assert rows[2][:3] == ["empty.png", None, "failed"]
    assert [row[:3] for row in rows[3:7]] == [[f"receipt-000{at}.png", at, "answered"] for at in range(4)]
    assert rows[7][:3] == ["zz new line.png", 1, "answered"]
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    assert sorted(line["state"] for line in lines) == ["answered"] * 4 + ["failed"] * 2
    assert endpoint.bodies[0]["response_format"]["json_schema"]["strict"] is True


def test_names_come_through_a_pipe(tmp_path: Path) -> None:
    pictures = numbered_pictures(tmp_path / "pictures", 3)
    with LimitedEndpoint(reply=say_number) as endpoint:
        names = "\n".join(str(path) for path in sorted(pictures.iterdir())[:2])
        ended = run_many("--ask", "Read it.", "--endpoint", endpoint.url, names=f"{names}\n")
        assert (ended.returncode, endpoint.received) == (0, 2), ended.stderr


def test_a_folder_that_changes_meanwhile_costs_nothing(tmp_path: Path) -> None:
    pictures, out = numbered_pictures(tmp_path / "pictures", 3), tmp_path / "table.json"
    with LimitedEndpoint(reply=say_number, status=lambda _: 401) as endpoint:
        first = run_many(pictures, "--ask", "Read it.", "--endpoint", endpoint.url)
        assert first.returncode == 4, first.stderr  # a key that is refused would be refused for every row
        assert endpoint.received <= 4
        name = first.stderr.split("--resume ")[1].split(".")[0]
        (pictures / "receipt-0001.png").write_bytes((pictures / "receipt-0002.png").read_bytes())
        (pictures / "receipt-0002.png").unlink()
        again = run_many("--resume", name, "--out", out)
    rows = rows_of(out)
    assert [row["state"] for row in rows] == ["planned", "failed", "failed"], again.stderr
    assert "has changed since it was added" in rows[1]["problem"]


def test_a_budget_binds_at_each_claim(tmp_path: Path) -> None:
    pictures, out = numbered_pictures(tmp_path / "pictures", 30), tmp_path / "table.json"
    with LimitedEndpoint(reply=say_number, tokens=(1000, 100)) as endpoint:  # $0.0035 a row
        write_settings(prices=PRICES, endpoint=endpoint.url, model="gpt-4o")
        ended = run_many(pictures, "--ask", "Read it.", "--field", "total:number", "--budget", "0.02", "--out", out)
        assert ended.returncode == 7, ended.stderr
        assert "another picture could cost more than its budget allows" in ended.stderr
        rows = rows_of(out)
        spent = sum(row["cost_usd"] or 0 for row in rows)
        assert 0.0035 <= spent <= 0.02
        assert endpoint.received == states(rows)["answered"]


def test_a_budget_without_a_price_is_refused_before_anything_leaves(tmp_path: Path) -> None:
    pictures = numbered_pictures(tmp_path / "pictures", 2)
    with LimitedEndpoint() as endpoint:
        url = endpoint.url.replace("127.0.0.1", "localhost")
        dry = run_many(pictures, "--ask", "Read it.", "--endpoint", url, "--model", "gpt-4o", "--budget", "1")
        assert endpoint.received == 0
    assert dry.returncode == 7, dry.stderr
    assert "The price of “gpt-4o” isn't known" in dry.stderr


def test_a_dry_run_sends_nothing_and_tells_count_tokens_and_time(tmp_path: Path) -> None:
    pictures = numbered_pictures(tmp_path / "pictures", 12)
    (pictures / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nthis is none")
    (pictures / "empty.png").touch()
    with LimitedEndpoint() as endpoint:
        ended = run_many(pictures, "--ask", "Read it.", "--endpoint", endpoint.url, "--rate", "300/15000", "--dry-run")
        assert endpoint.received == 0
    facts = json.loads(ended.stdout)
    assert (facts["pictures"], facts["to_ask"], facts["broken"]) == (14, 12, 2)
    assert facts["tokens"] > 0
    assert facts["seconds"] == pytest.approx(12 * max(60 / 300, facts["tokens"] / 12 * 60 / 15000), rel=0.05)


def test_a_broken_answer_is_repaired_once_and_then_says_what_is_wrong(tmp_path: Path) -> None:
    pictures, out = numbered_pictures(tmp_path / "pictures", 2), tmp_path / "table.json"

    def reply(body: dict[str, Any], number: int) -> str:
        is_repair = len(body["messages"]) > 2
        if number_in(body) == 0 and is_repair:
            return '```json\n{"total": 7.10}\n```'
        return '{"total": "about 7"}'

    with LimitedEndpoint(reply=reply, keeps_bodies=True) as endpoint:
        run_many(pictures, "--ask", "Read it.", "--field", "total:number", "--endpoint", endpoint.url, "--out", out)
        assert endpoint.received == 4
    repaired, broken = rows_of(out)
    assert (repaired["state"], repaired["values"], repaired["tokens"]) == ("answered", {"total": 7.1}, [2000, 100])
    assert broken["state"] == "failed"
    assert broken["problem"] == "“total” isn't a number: “about 7”."


def test_a_model_that_retires_pauses_the_run(tmp_path: Path) -> None:
    pictures, out = numbered_pictures(tmp_path / "pictures", 30), tmp_path / "table.json"
    with LimitedEndpoint(reply=say_number, status=lambda number: 404 if number >= 5 else 200) as endpoint:
        ended = run_many(pictures, "--ask", "Read it.", "--endpoint", endpoint.url, "--out", out)
    counts = states(rows_of(out))
    assert counts["answered"] == 5
    assert counts["answered"] + counts["planned"] == 30, ended.stderr
    assert ended.returncode == 4


def test_wrong_options_end_with_a_sentence(tmp_path: Path) -> None:
    for arguments, words in (
        (["--ask", "x", "--field", "total:money"], "is no column"),
        (["--ask", "x", "--out", "table.doc"], "ends in none of .csv, .xlsx, .json, .md"),
        (["--field", "a", "--field", "A"], "there are two columns"),
        ([], "what is to be asked?"),
        (["--ask", "x", "--rate", "300"], "is no rate"),
        (["--ask", "x", "--budget", "-1"], "is no amount"),
        (["--ask", "x", "--cover", "email"], "“email” is none of: IBAN,"),
        (["--ask", "x", "--import-results", "x.jsonl"], "belongs to a run"),
        (["--resume", "0" * 32], "There is no run"),
    ):
        ended = run_many(*([] if "--resume" in arguments else [tmp_path]), *arguments)
        assert ended.returncode != 0
        assert words in ended.stderr


def test_a_limit_that_is_set_while_the_command_asks_holds_for_its_next_rows(tmp_path: Path) -> None:
    def reply(body: dict[str, Any], number: int) -> str:
        if number == 6:
            config_files.save_settings({"private_text": "off", "daily_limit_usd": 0.0001, **chosen})  # at once
        return say_number(body, number)

    with LimitedEndpoint(reply=reply, delay_s=0.02) as endpoint:
        chosen = {"endpoint": endpoint.url, "model": "gpt-4o", "prices": PRICES}
        write_settings(**chosen)
        ended = run_many(numbered_pictures(tmp_path / "pictures", 60), "--ask", "Read it.")
        assert 6 <= endpoint.received < 60, ended.stderr
    assert "your spending limit" in ended.stderr
