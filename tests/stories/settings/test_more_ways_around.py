"""Further ways around a policy, as somebody thinks of them who wants to: each with the real program."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop import paths
from desktop.cli import commands
from desktop.cli.exit_codes import HELD_BACK
from tests.helpers.many.pictures import numbered_pictures
from tests.helpers.namespaces import unshared
from tests.helpers.policies.own_etc import etc_with
from tests.helpers.policies.places import place, policy_at
from tests.loopback import Endpoint, saying

USAGE = 2
KEY = "key-of-a-test-123456"
USUAL = {"answers": "endpoint", "model": "gpt-4o"}
CHEAP = "gpt-4o: 0, 0; *: 0, 0"


@pytest.fixture
def house() -> Iterator[Endpoint]:
    """The server that the policy names."""
    with Endpoint(answer=saying("Allowed.")) as endpoint:
        yield endpoint


@pytest.fixture
def other() -> Iterator[Endpoint]:
    """A server that the policy does not allow, and that must hear nothing."""
    with Endpoint(answer=saying("Never.")) as endpoint:
        yield endpoint
        assert endpoint.heard == []


@pytest.fixture
def policy(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The place of the policy, in which nothing is yet."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    return policy_at(monkeypatch, home / "etc" / "policy.json")


def write_settings(**settings: object) -> None:
    paths.folders().settings_file.parent.mkdir(parents=True, exist_ok=True)
    paths.folders().settings_file.write_text(json.dumps(settings))


def refused(*arguments: str) -> bool:
    """Returns True if a command ended with the code for wrong or locked options."""
    with pytest.raises(SystemExit) as left:
        commands.main(list(arguments))
    return left.value.code == USAGE


def test_no_variable_leads_past_the_proxy_of_the_policy(policy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Endpoint(answer=saying("By the proxy.")) as proxy:
        address = f"http://127.0.0.1:{proxy.port}"
        place(policy, endpoint="http://ai.lan/v1", proxy=address, keep_history=False, **USUAL)
        for name in ("NO_PROXY", "no_proxy"):
            monkeypatch.setenv(name, "*")
        assert commands.main(["ask", "What?"]) == 0
        assert [post.path for post in proxy.posts] == ["http://ai.lan/v1/chat/completions"]


@pytest.mark.parametrize("limit", ["question_limit_usd", "daily_limit_usd", "monthly_limit_usd"])
def test_prices_of_ones_own_pass_no_limit_of_the_policy(
    policy: Path, house: Endpoint, other: Endpoint, limit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place(policy, endpoint=other.url, keep_history=False, **{**USUAL, limit: 1e-8})
    write_settings(prices=CHEAP)
    assert commands.main(["ask", "What?", "--anyway"]) == HELD_BACK
    table = json.loads(paths.resource("models.json").read_text(encoding="utf-8"))
    for model in table["models"]:
        model["price"] = {"input": 0, "output": 0}
    paths.folders().model_table_file.parent.mkdir(parents=True, exist_ok=True)
    paths.folders().model_table_file.write_text(json.dumps({**table, "date": "2098-01-01"}))
    assert commands.main(["ask", "What?", "--anyway"]) == HELD_BACK


def test_locked_prices_are_those_that_count(policy: Path, house: Endpoint, capsys: pytest.CaptureFixture[str]) -> None:
    write_settings(prices=CHEAP)
    for price, code in (("1000, 1000", HELD_BACK), ("0.001, 0.001", 0)):
        locked = {**USUAL, "model": "house-vision", "prices": f"house-vision: {price}", "question_limit_usd": 1e-4}
        place(policy, endpoint=house.url, keep_history=False, **locked)
        assert commands.main(["ask", "What?"]) == code, capsys.readouterr().err
    assert len(house.posts) == 1


def test_a_prompt_leads_nowhere_else(policy: Path, house: Endpoint, other: Endpoint) -> None:
    place(policy, endpoint=house.url, keep_history=False, allow_connections=False, **USUAL)
    listed = [{"id": "b", "connection_name": "mine", "endpoint": other.url, "model": "mine"}]
    write_settings(connections=listed)
    prompt = {"name": "Mine", "words": "What?", "connection": "b", "model": "mine", "endpoint": other.url}
    paths.folders().prompts_file.write_text(json.dumps({"questions": [prompt]}))
    commands.main(["ask", "--prompt", "Mine"])
    assert {post.json["model"] for post in house.posts} <= {"gpt-4o"}


def test_members_of_the_body_name_no_other_model_and_no_other_words(policy: Path, house: Endpoint) -> None:
    place(policy, endpoint=house.url, instructions_before="Be brief.", keep_history=False, **USUAL)
    extras: tuple[dict[str, object], ...] = ({"model": "mine"}, {"messages": []}, {"stream": False})
    for extra in extras:
        write_settings(parameters=json.dumps({"extra": extra}))
        assert commands.main(["ask", "What?"]) == 0
    assert {post.json["model"] for post in house.posts} == {"gpt-4o"}
    assert {post.json["messages"][0]["content"] for post in house.posts} == {"Be brief."}


def test_a_run_goes_where_the_policy_leads_whatever_its_plan_says(
    policy: Path, house: Endpoint, other: Endpoint, tmp_path: Path
) -> None:
    pictures = str(numbered_pictures(tmp_path / "pictures", 2))
    place(policy, endpoint=house.url, keep_history=False, **USUAL)
    for options in (["--endpoint", other.url], ["--model", "mine"]):
        assert refused("many", pictures, "--ask", "What?", *options)
    write_settings(private_text="off")
    assert commands.main(["many", pictures, "--ask", "What?"]) == 0
    assert len(house.posts) == 2
    assert not list((paths.folders().data).rglob("*.sqlite"))  # nothing is kept, not even the run


def test_nothing_is_written_where_export_is_off(policy: Path, house: Endpoint, tmp_path: Path) -> None:
    pictures, out = str(numbered_pictures(tmp_path / "pictures", 1)), tmp_path / "out"
    place(policy, endpoint=house.url, allow_export=False, **USUAL)
    for command in (
        ["many", pictures, "--ask", "What?", "--out", f"{out}.csv"],
        ["many", pictures, "--ask", "What?", "--export-requests", f"{out}.jsonl"],
        ["prepare", f"{pictures}/receipt-0000.png", "--out", f"{out}.png"],
    ):
        try:
            assert commands.main(command) != 0
        except SystemExit as left:
            assert left.code not in (0, None)
    assert not list(tmp_path.glob("out*"))
    assert house.heard == []


def test_anyway_lets_nothing_private_out_where_the_policy_insists(
    policy: Path, other: Endpoint, tmp_path: Path
) -> None:
    place(policy, endpoint=other.url, private_text="insist", **USUAL)
    write_settings(private_text="off", read_text=False)
    words = "Mail somebody@example.com"
    assert commands.main(["ask", words, "--anyway"]) == HELD_BACK
    text = tmp_path / "notes.txt"
    text.write_text(f"{words}\n")
    assert commands.main(["ask", str(text), "What?", "--anyway"]) == HELD_BACK


def test_headers_of_ones_own_do_not_take_the_place_of_the_houses_key(policy: Path, house: Endpoint, home: Path) -> None:
    program = policy.with_name("house-key")
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text("#!/bin/sh\necho house-key-42\n")
    program.chmod(0o755)
    place(policy, endpoint=house.url, credential="helper", credential_helper=[str(program)], **USUAL)
    origin = house.url.removesuffix("/v1")
    kept = {"keys": {origin: "own-key"}, "headers": {origin: "Authorization: Bearer own\napi-key: own"}}
    paths.folders().keys_file.parent.mkdir(parents=True, exist_ok=True)
    paths.folders().keys_file.write_text(json.dumps(kept))
    paths.folders().keys_file.chmod(0o600)
    assert commands.main(["ask", "What?"]) == 0
    headers = {name.lower(): value for name, value in house.posts[0].headers.items()}
    assert headers["authorization"] == "Bearer house-key-42"
    assert "own" not in headers.get("api-key", "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs namespaces of Linux")
def test_a_second_instance_and_another_home_are_under_the_same_policy(
    home: Path, house: Endpoint, other: Endpoint, tmp_path: Path
) -> None:
    """Real processes, in a namespace whose /etc has a policy: the window that runs, and commands beside it."""
    script = tmp_path / "try.sh"
    etc = etc_with(tmp_path / "etc", endpoint=house.url, answers="endpoint")
    ask = f"{sys.executable} -m desktop ask What?"
    script.write_text(
        f"mount --bind {etc} /etc\n"
        f"{sys.executable} -m desktop & window=$!\n"
        f"OPENAI_BASE_URL={other.url} {ask} || exit 3\n"
        f"ASKANCE_HOME={tmp_path}/elsewhere HOME={tmp_path}/mine {ask} || exit 4\n"
        f"XDG_CONFIG_DIRS={tmp_path} {ask} --endpoint {other.url} && exit 5\n"
        f"kill $window; wait $window\n"
        f"chmod 666 /etc/askance/policies/managed/10.json\n"
        f"{ask} && exit 6\n"
        "exit 0\n"
    )
    command = [*unshared("--mount", doing=f"mount --bind {etc} /etc"), "sh", str(script)]
    environment = {"QT_QPA_PLATFORM": "offscreen", "OPENAI_API_KEY": KEY, "ASKANCE_HOME": str(home)}
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert len(house.posts) == 2
