"""The commands without a window, as a script would call them: real processes, real exit codes, no Qt."""

import base64
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desktop.adapters.ocr.ocr_reader import installed
from desktop.adapters.storage.connection import sqlite_version
from desktop.adapters.storage.sqlite_store import SqliteStore
from desktop.cli import commands
from desktop.cli.exit_codes import HELD_BACK
from desktop.paths import folders, resource
from tests.helpers.chat_completions_schema import check
from tests.helpers.connections import watched
from tests.helpers.images import encoded, png, quarters, screenshot
from tests.helpers.policies.places import policy_at
from tests.loopback import Answer, Connection, Endpoint, Heard, chunk, error, listing, refusing, saying
from tests.stories.ocr_screens import LOG, screen
from tests.stories.processes import askance

KEY = "sk-canary-0123456789"
ON_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a screen")


def asked(answer: Answer, *more: str) -> tuple[subprocess.CompletedProcess[bytes], Endpoint]:
    """Ask about the sample picture."""
    with Endpoint(answer=answer) as endpoint:
        done = askance("ask", str(resource("sample.png")), "What is it?", "--endpoint", endpoint.url, *more)
    return done, endpoint


def test_an_answer_goes_to_standard_output_and_into_the_history() -> None:
    done, endpoint = asked(saying("A report ", "that failed."))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"A report that failed.\n", b"")
    check(endpoint.posts[0].json)
    store = SqliteStore(folders().data)
    (row,) = store.page(0, 9)
    assert (row.title, row.images) == ("What is it?", 1)
    store.close()


def test_the_history_is_closed_by_the_command_that_opened_it(capsys: pytest.CaptureFixture[str]) -> None:
    with Endpoint(answer=saying("Nine.")) as endpoint, watched() as connections:
        assert commands.main(["ask", "How many?", "--endpoint", endpoint.url]) == 0
    assert capsys.readouterr().out == "Nine.\n"
    assert connections
    assert not [str(connection) for connection in connections if connection.open]


def test_several_pictures_one_of_them_on_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png(100))
    with Endpoint(answer=saying("two")) as endpoint:
        done = askance(
            *("ask", str(tmp_path / "a.png"), "-", "Compare", "--endpoint", endpoint.url, "--json", "--no-history"),
            stdin=encoded(quarters(50, 40), "BMP"),
        )
    result = json.loads(done.stdout)
    assert (result["answer"], result["stage"], result["usage"]["read"]) == ("two", "done", 1120)
    assert [(image["width"], image["height"]) for image in result["pictures"]] == [(100, 60), (50, 40)]
    assert len(endpoint.posts[0].json["messages"][0]["content"]) == 3
    assert not folders().data.exists()


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (refusing(401, error("bad", "invalid_api_key")), 4, b"rejected the key"),
        (refusing(404, error("gone", "model_not_found")), 4, b"Your key has no access to a model"),
        (refusing(429, error("spent", "insufficient_quota")), 4, b"out of credit"),
        (refusing(200, b"<html>", "text/html"), 4, b"isn't an AI service"),
        (lambda to, heard: (to.head(), to.text("half"))[0], 6, b"dropped"),
        (lambda to, heard: (to.head(), to.data(chunk("half", "length")))[0], 6, b"length limit"),
        (lambda to, heard: None, 6, b"dropped"),
    ],
    ids=["key", "model", "quota", "html", "cut", "length", "nothing"],
)
def test_every_end_has_its_code_and_its_sentence(answer: Answer, code: int, words: bytes) -> None:
    done, endpoint = asked(answer)
    assert done.returncode == code
    assert words in done.stderr
    assert done.stdout in (b"", b"half\n")
    assert b"Traceback" not in done.stderr
    assert KEY.encode() not in done.stderr
    assert len(endpoint.posts) == 1


def test_pictures_that_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text.png").write_text("no")
    for name in (str(tmp_path / "text.png"), str(tmp_path / "gone.png"), str(tmp_path), "/dev/null"):
        done = askance("ask", name, "What?", "--endpoint", "http://127.0.0.1:9/v1")
        assert done.returncode == 3
        assert done.stderr.startswith(b"askance: ")
    assert askance("ask", "-", "What?", stdin=b"").returncode == 3


def test_nobody_there_wrong_use_and_no_key(home: Path) -> None:
    sample = str(resource("sample.png"))
    assert (
        askance("ask", sample, "What?", "--endpoint", "http://no-such-host.invalid/v1", OPENAI_API_KEY="").returncode
        == 5
    )
    assert askance("ask", sample, "What?", "--endpoint", "not an endpoint").returncode == 2
    with_password = "http://anna:kite4482@127.0.0.1:9/v1"
    for done in (
        askance("ask", sample, "What?", "--endpoint", with_password),
        askance("ask", sample, "What?", OPENAI_BASE_URL=with_password),
    ):
        assert done.returncode == 2
        assert b"name or a password" in done.stderr and b"kite4482" not in done.stderr
    assert askance("ask").returncode == 2
    assert askance("--nonsense").returncode == 2
    assert askance("prepare", sample, "--detail", "extreme").returncode == 2
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.json").write_text('{"answers": "endpoint"}')
    without = askance("ask", sample, "What?", OPENAI_API_KEY="")
    assert without.returncode == 4
    assert b"api.openai.com needs a key" in without.stderr


def test_interrupting_keeps_what_was_heard() -> None:
    def answer(to: Connection, heard: Heard) -> None:
        to.head()
        to.text("half")
        to.closed.wait(240)

    with Endpoint(answer=answer) as endpoint:
        process = subprocess.Popen(
            [sys.executable, "-m", "desktop", "ask", "What?", "--endpoint", endpoint.url],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stdout.read(4) == b"half"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=240)
    assert process.returncode == 130
    assert b"Traceback" not in errors
    store = SqliteStore(folders().data)
    (turn,) = store.conversation(store.page(0, 1)[0].id).turns
    assert (turn.answer, turn.stage.value) == ("half", "stopped")
    store.close()


def test_while_a_window_has_the_history_the_turn_waits_for_it() -> None:
    store = SqliteStore(folders().data)
    done, _ = asked(saying("kept"))
    assert (done.returncode, done.stderr) == (0, b"")
    store.close()
    store = SqliteStore(folders().data)
    assert [row.title for row in store.page(0, 9)] == ["What is it?"]
    store.close()


def test_prepare_tells_exactly_what_would_be_sent(tmp_path: Path) -> None:
    (tmp_path / "big.png").write_bytes(encoded(screenshot(2048, 1152)))
    done = askance(
        "prepare", str(tmp_path / "big.png"), str(resource("sample.png")), "--json", "--out", str(tmp_path / "o")
    )
    images: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert (images[0]["width"], images[0]["height"], images[0]["tokens"], images[0]["exact"]) == (1365, 768, 1105, True)
    assert images[0]["cost_usd"] == pytest.approx(1105 * 2.5 / 1e6)
    for number, facts in enumerate(images, 1):
        ending = "png" if facts["mime"] == "image/png" else "jpg"
        data = (tmp_path / "o" / f"{number}.{ending}").read_bytes()
        assert len(data) == facts["bytes"]
        assert hashlib.sha256(data).hexdigest() == facts["sha256"]
    with Endpoint(answer=saying("ok")) as endpoint:
        askance("ask", str(tmp_path / "big.png"), "What?", "--endpoint", endpoint.url)
    url = endpoint.posts[0].json["messages"][0]["content"][1]["image_url"]["url"]
    assert hashlib.sha256(base64.b64decode(url.partition(",")[2])).hexdigest() == images[0]["sha256"]


def test_prepare_for_people_and_for_other_models() -> None:
    sample = str(resource("sample.png"))
    plain = askance("prepare", sample)
    assert b"1228\xc3\x97768 image/png" in plain.stdout
    assert b"https://api.openai.com/v1" in plain.stdout
    low = json.loads(askance("prepare", sample, "--json", "--detail", "low").stdout)
    assert (low["width"], low["tokens"]) == (512, 85)
    unknown = json.loads(askance("prepare", sample, "--json", "--model", "llava").stdout)
    assert (unknown["exact"], unknown["cost_usd"]) == (False, None)


def test_models_are_listed_with_and_without_an_endpoint() -> None:
    with Endpoint(answer=listing({"id": "gpt-4o", "shutdown_date": "2027-01-14"}, {"id": "mine"})) as endpoint:
        done = askance("models", "--json", "--endpoint", endpoint.url)
    rows = {row["name"]: row for row in json.loads(done.stdout)}
    assert rows["mine"]["listed"]
    assert rows["gpt-4o"]["last_day"] == "2027-01-14"
    offline = askance("models", OPENAI_API_KEY="")
    assert offline.returncode == 0
    assert b"gpt-4o" in offline.stdout


def test_self_test_and_version() -> None:
    done = askance("self-test", "--json")
    results = json.loads(done.stdout)
    assert [result["check"] for result in results if not result["passed"]] == []
    assert done.returncode == 0
    words = {result["check"]: result["words"] for result in results}
    assert f"SQLite {sqlite_version()}" in words["SQLite"]
    assert all(
        f"{name} " in words["native libraries"] for name in ("libheif", "libde265", "sqlite", "openssl", "pdfium")
    )
    children = ["decoder: ", "reader: "] if installed() else ["decoder: "]
    for child in children:  # what holds of the cage on this machine, and what does not
        assert child in words["cage"]
    assert words["cage"].count("no core dumps") == len(children) or sys.platform == "win32"
    if sys.platform.startswith("linux"):
        assert words["cage"].count("system-call filter") == words["cage"].count("Landlock") == len(children)
    assert askance("--version").stdout.startswith(b"askance 0.1.0")


@pytest.mark.parametrize(
    "command",
    [
        ["prepare", str(resource("sample.png"))],
        ["ask", str(resource("sample.png")), "What?", "--endpoint", "http://no-such-host.invalid/v1"],
        ["models"],
        ["self-test"],
        ["--version"],
    ],
    ids=lambda command: command[0],
)
def test_no_command_imports_qt(command: list[str]) -> None:
    script = (
        "import sys; sys.argv = ['askance', *sys.argv[1:]]; from desktop.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "sys.exit(7 if any(name.startswith('PySide6') for name in sys.modules) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script, *command], capture_output=True, timeout=240)
    assert done.returncode == 0, done.stderr


@ON_LINUX
def test_without_a_screen_the_window_says_so() -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run([sys.executable, "-m", "desktop"], capture_output=True, env=environment, timeout=240)
    assert done.returncode == 2
    assert b"no screen" in done.stderr


@ON_LINUX
@pytest.mark.parametrize("screen", [{"DISPLAY": ":9999"}, {"WAYLAND_DISPLAY": "wayland-none"}], ids=repr)
def test_where_the_screen_cannot_be_reached_the_window_says_so(screen: dict[str, str]) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "desktop"], capture_output=True, env={**environment, **screen}, timeout=240
    )
    assert (done.returncode, done.stderr.splitlines()[-1][:32]) == (2, b"askance: there is no screen here")


@ON_LINUX
def test_where_qt_lacks_something_the_window_says_so() -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "there-is-none"}
    done = subprocess.run([sys.executable, "-m", "desktop"], capture_output=True, env=environment, timeout=240)
    *of_qt, last = done.stderr.decode().splitlines()
    assert (done.returncode, last[:36]) == (2, "askance: the window can't open. The ")
    assert any("there-is-none" in line for line in of_qt)


def test_nones_reference_count_does_not_fall() -> None:
    script = (
        "import os, sys; os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "from PySide6.QtWidgets import QApplication, QLabel\n"
        "app = QApplication([]); label = QLabel(); before = sys.getrefcount(None)\n"
        "for _ in range(20000): label.setText('x')\n"
        "sys.exit(0 if before - sys.getrefcount(None) < 1000 else 1)"
    )
    assert subprocess.run([sys.executable, "-c", script], timeout=240).returncode == 0


def test_an_answer_is_not_lost_to_a_poor_terminal() -> None:
    with Endpoint(answer=saying("5 ≈ 5 → ok")) as endpoint:
        done = askance("ask", "What?", "--endpoint", endpoint.url, PYTHONIOENCODING="ascii")
        assert (done.returncode, done.stdout) == (0, b"5 ? 5 ? ok\n")
        command = f"{sys.executable} -m desktop ask Q --endpoint {endpoint.url} | head -c 2"
        piped = subprocess.run(command, shell=True, capture_output=True, timeout=240)
        assert (piped.stdout, piped.stderr) == (b"5 ", b"")


def test_a_picture_without_a_question_is_asked_about() -> None:
    done = askance("ask", str(resource("sample.png")))
    assert done.returncode == 2
    assert b"what is the question" in done.stderr


def test_a_broken_endpoint_in_the_settings_is_the_usual_one() -> None:
    folders().settings_file.parent.mkdir(parents=True)
    folders().settings_file.write_text('{"endpoint": "http://[::1"}')
    assert b"https://api.openai.com/v1" in askance("prepare", str(resource("sample.png"))).stdout


@pytest.mark.parametrize("settings", ["{", '{"private_text": "insist!"}', '{"private_text": "insist"}'])
def test_settings_that_nobody_understands_are_the_strictest_about_private_text(settings: str, tmp_path: Path) -> None:
    folders().settings_file.parent.mkdir(parents=True)
    folders().settings_file.write_text(settings)
    image = tmp_path / "log.png"
    image.write_bytes(screen(*LOG[:4]))
    with Endpoint(answer=saying("Never.")) as endpoint:
        for _ in range(2):  # a damaged file is set aside by the first
            done = askance("ask", str(image), "What?", "--endpoint", endpoint.url)
            assert (done.returncode, b"Nothing was sent" in done.stderr) == (HELD_BACK, True)
        assert endpoint.posts == []


def test_what_is_too_small_in_what_would_be_sent_is_read_at_its_full_size(tmp_path: Path) -> None:
    folders().settings_file.parent.mkdir(parents=True)
    folders().settings_file.write_text('{"private_text": "insist"}')
    page = Image.new("RGB", (3000, 2200), "white")
    page.paste(Image.open(io.BytesIO(screen(LOG[1]))), (100, 1000))
    page.save(image := tmp_path / "page.png")
    with Endpoint(answer=saying("Never.")) as endpoint:
        done = askance("ask", str(image), "What?", "--endpoint", endpoint.url, "--detail", "low")
        assert done.returncode == HELD_BACK
        assert endpoint.posts == []


def test_a_reader_that_goes_away_is_no_error() -> None:
    done = subprocess.run(f"{sys.executable} -m desktop models | head -1", shell=True, capture_output=True, timeout=240)
    assert b"Traceback" not in done.stderr


def test_a_policy_with_mistakes_holds_as_far_as_it_can(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "policy.json"
    folders().settings_file.parent.mkdir(parents=True)
    policy_at(monkeypatch, file)
    with Endpoint(answer=saying("Allowed.")) as allowed, Endpoint(answer=saying("Never.")) as other:
        folders().settings_file.write_text(json.dumps({"endpoint": other.url}))
        set_ = {"endpoint": allowed.url, "answers": "endpoint", "keep_history": "no", "proxy_script": "x"}
        file.write_text(json.dumps({"settings": set_}))
        assert commands.main(["ask", "What?"]) == 0
        words = capsys.readouterr().err
        assert "“keep_history” in line 1 must be true or false" in words
        assert "“proxy_script” in line 1 is unknown" in words
        assert "Tell your administrator." in words
        file.write_text(json.dumps({"settings": {**set_, "endpoint": "somewhere else"}}))
        assert commands.main(["ask", "What?"]) == HELD_BACK
        assert "“endpoint” cannot be used" in capsys.readouterr().err
        for text in ("", "{,}", "// ours\n{}"):
            file.write_text(text)
            for arguments in (["ask", "What?"], ["ask", "What?", "--endpoint", other.url]):
                assert commands.main(arguments) == HELD_BACK
            assert commands.main(["models", "--endpoint", other.url]) == 0
            words = capsys.readouterr().err
            assert words.count("Nothing is sent until that is fixed.") == 3
            assert words.count("Tell your administrator.") == 3
        assert len(allowed.posts) == 1
        assert other.heard == []


def test_options_do_not_get_around_a_policy(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = home / "policy.json"
    home.mkdir(parents=True, exist_ok=True)
    policy_at(monkeypatch, file)
    house = "https://ai.example.com/v1"
    set_ = {"answers": "endpoint", "endpoint": house, "model": "gpt-4o", "detail": "low", "keep_history": True}
    file.write_text(json.dumps({"settings": set_}))
    options = ["--endpoint", "http://127.0.0.1:9"], ["--model", "gpt-5.4"], ["--detail", "high"], ["--here"]
    sample = str(resource("sample.png"))
    with Endpoint(answer=saying("Never.")) as endpoint:
        for option in (*options, ["--no-history"]):
            with pytest.raises(SystemExit) as left:
                commands.main(["ask", sample, "What?", *option])
            assert left.value.code == 2
            assert f"{option[0]} is set by your organisation." in capsys.readouterr().err
        assert endpoint.posts == []
