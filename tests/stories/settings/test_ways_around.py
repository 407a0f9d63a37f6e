"""The list of ways around a policy. Each is tried with the real program; none leads anywhere."""

import asyncio
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
from desktop.composition import base_services, config_files
from desktop.composition.ledger import ledger_files
from desktop.core.errors import ProblemKind, SendBlockedError
from desktop.core.ledger.entries import read_ledger
from tests.helpers.many.pictures import numbered_pictures
from tests.helpers.policies.places import place, policy_at
from tests.loopback import Endpoint, saying

USAGE = 2


@pytest.fixture
def other() -> Iterator[Endpoint]:
    """A server that the policy does not allow, and that must hear nothing."""
    with Endpoint(answer=saying("Never.")) as endpoint:
        yield endpoint
        assert endpoint.heard == []


@pytest.fixture
def house() -> Iterator[Endpoint]:
    """The server that the policy names."""
    with Endpoint(answer=saying("Allowed.")) as endpoint:
        yield endpoint


@pytest.fixture
def policy(home: Path, monkeypatch: pytest.MonkeyPatch, house: Endpoint) -> Path:
    """A policy that fixes the endpoint, and allows it alone."""
    file = policy_at(monkeypatch, home / "etc" / "policy.json")
    place(file, endpoint=house.url, answers="endpoint", allowed_hosts=[house.url], keep_history=False)
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test-123456")
    return file


def write_settings(**settings: object) -> None:
    paths.folders().settings_file.parent.mkdir(parents=True, exist_ok=True)
    paths.folders().settings_file.write_text(json.dumps(settings))


def test_settings(policy: Path, house: Endpoint, other: Endpoint) -> None:
    listed = [{"id": "b", "connection_name": "mine", "endpoint": other.url}]
    rules = {"allowed_hosts": ["*"], "allow_export": True, "settings": {"endpoint": other.url}}
    write_settings(endpoint=other.url, connections=listed, chosen_connection="b", keep_history=True, **rules)
    assert commands.main(["ask", "What?"]) == 0
    assert len(house.posts) == 1
    assert not paths.folders().data.exists()
    with pytest.raises(SystemExit) as left:
        commands.main(["ask", "What?", "--connection", "mine"])
    assert left.value.code == USAGE


def test_the_environment(policy: Path, house: Endpoint, other: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", other.url)
    monkeypatch.setenv("ASKANCE_POLICY", "/nowhere")
    monkeypatch.setenv("XDG_CONFIG_DIRS", "/nowhere")
    assert commands.main(["ask", "What?"]) == 0
    assert len(house.posts) == 1


def test_options(policy: Path, house: Endpoint, other: Endpoint) -> None:
    for options in (["--endpoint", other.url], ["--here"]):
        with pytest.raises(SystemExit) as left:
            commands.main(["ask", "What?", *options])
        assert left.value.code == USAGE
    assert commands.main(["ask", "What?", "--endpoint", f"{house.url}/", "--no-history"]) == 0  # as it is locked
    assert len(house.posts) == 1


def test_hosts_where_the_endpoint_is_free(
    policy: Path, house: Endpoint, other: Endpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    place(policy, allowed_hosts=[house.url])
    write_settings(endpoint=other.url, answers="endpoint")
    assert commands.main(["ask", "What?"]) == HELD_BACK
    assert commands.main(["ask", "What?", "--endpoint", other.url]) == HELD_BACK
    assert "Your organisation doesn't allow" in capsys.readouterr().err
    assert commands.main(["models", "--endpoint", other.url]) == 0
    assert "Your organisation doesn't allow" in capsys.readouterr().err
    assert commands.main(["ask", "What?", "--endpoint", house.url]) == 0


def test_another_home(policy: Path, house: Endpoint, other: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = policy.parent.parent / "elsewhere"
    for name in ("HOME", "ASKANCE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(elsewhere))
    write_settings(endpoint=other.url)
    (elsewhere / "config" / "policies" / "managed").mkdir(parents=True)
    place(elsewhere / "config" / "policy.json", endpoint=other.url)
    assert commands.main(["ask", "What?"]) == 0
    assert len(house.posts) == 1


def test_links_in_the_place_of_the_policy(policy: Path, other: Endpoint) -> None:
    own = policy.parent.parent / "mine"
    place(own / "policy.json", endpoint=other.url)
    own.chmod(0o777)
    policy.unlink()
    policy.symlink_to(own / "policy.json")
    assert commands.main(["ask", "What?"]) == HELD_BACK
    policy.unlink()
    policy.parent.joinpath("policies").symlink_to(own)
    assert commands.main(["ask", "What?"]) == HELD_BACK


def test_a_proxy_and_certificates_of_ones_own(
    policy: Path, house: Endpoint, other: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(policy, endpoint=house.url, answers="endpoint", proxy="none")
    write_settings(proxy=other.url.removesuffix("/v1"))
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, other.url.removesuffix("/v1"))
    monkeypatch.setenv("SSL_CERT_FILE", str(policy))
    assert commands.main(["ask", "What?"]) == 0
    assert len(house.posts) == 1


def test_nothing_of_python_in_the_environment_names_another_policy() -> None:
    """A process of its own, with every variable that names a folder: the place of the policy stays."""
    names = ("HOME", "ASKANCE_HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "PROGRAMDATA", "TMPDIR", "PWD")
    code = "from desktop import paths; print(paths.policy_file())"
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | dict.fromkeys(names, "/tmp"), capture_output=True, text=True
    )
    assert done.stdout.split() == [str(paths.policy_file())]


def test_pictures_from_addresses_and_links(policy: Path, house: Endpoint, other: Endpoint) -> None:
    fetch = base_services.image_fetcher(config_files.load_policy, lambda: "none")

    async def fetched(address: str) -> bytes:
        return await fetch(address, ())

    with pytest.raises(SendBlockedError) as refused:
        asyncio.run(fetched(f"{other.url}/shot.png"))
    assert refused.value.problem.kind is ProblemKind.HOST_NOT_ALLOWED
    place(policy, allow_image_addresses=False)
    with pytest.raises(SendBlockedError) as refused:
        asyncio.run(fetched(f"{house.url}/shot.png"))
    assert refused.value.problem.kind is ProblemKind.NOT_ALLOWED
    assert house.heard == []


def test_a_question_that_nobody_confirms(policy: Path, house: Endpoint, capsys: pytest.CaptureFixture[str]) -> None:
    place(policy, endpoint=house.url, answers="endpoint", confirm_sending=True, keep_history=False)
    assert commands.main(["ask", "What?"]) == HELD_BACK
    assert "wants you to confirm" in capsys.readouterr().err
    assert house.heard == []
    assert commands.main(["ask", "What?", "--anyway"]) == 0


def test_a_question_that_costs_more_than_one_may(
    policy: Path, house: Endpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    place(policy, endpoint=house.url, answers="endpoint", model="gpt-4o", question_limit_usd=1e-8)
    write_settings(prices="gpt-4o: 2.50, 10")
    for options in ([], ["--anyway"]):
        assert commands.main(["ask", "What?", *options]) == HELD_BACK
    assert "per question" in capsys.readouterr().err
    assert house.heard == []


def test_the_key_of_a_program_goes_to_the_house_alone(
    policy: Path, house: Endpoint, other: Endpoint, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = policy.with_name("house-key")
    program.write_text("#!/bin/sh\necho house-key-42\n")
    program.chmod(0o755)
    helper = {"credential": "helper", "credential_helper": [str(program)], "headers": ["X-Desk: 7"]}
    place(policy, endpoint=house.url, answers="endpoint", keep_history=False, **helper)
    assert commands.main(["ask", "What?"]) == 0
    (post,) = house.posts
    headers = {name.lower(): value for name, value in post.headers.items()}
    assert (headers["authorization"], headers["x-desk"]) == ("Bearer house-key-42", "7")
    assert "house-key-42" not in "".join(capsys.readouterr())
    program.chmod(0o777)
    assert commands.main(["ask", "What?"]) != 0
    assert "gave no key (others than root may change" in capsys.readouterr().err
    write_settings(credential_helper=[str(program)], settings=helper)
    policy.unlink()
    monkeypatch.delenv("OPENAI_API_KEY")
    assert commands.main(["ask", "What?", "--endpoint", house.url]) == 0  # no file of a user's runs a program
    assert "authorization" not in {name.lower() for name in house.posts[-1].headers}


def test_connections_of_the_policy_are_the_only_ones(
    policy: Path, house: Endpoint, other: Endpoint, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"name": "House", "endpoint": house.url, "model": "house-vision", "headers": ["X-Desk: 7"]}
    asks = [{"name": "Triage", "words": "What is it?", "connection": "House", "instructions": "Be brief."}]
    place(policy, connections=[given], allow_connections=False, prompts=asks, keep_history=False)
    listed = [{"id": "b", "connection_name": "mine", "endpoint": other.url}]
    write_settings(endpoint=other.url, connections=listed, chosen_connection="b", answers="endpoint")
    assert commands.main(["ask", "What?"]) == 0
    assert commands.main(["ask", "What?", "--connection", "house"]) == 0
    assert commands.main(["ask", "--prompt", "triage"]) == 0
    bodies = [post.json for post in house.posts]
    assert [body["model"] for body in bodies] == ["house-vision"] * 3
    assert "Be brief." in str(bodies[2]["messages"])
    assert {name.lower(): value for name, value in house.posts[0].headers.items()}["x-desk"] == "7"
    monkeypatch.setenv("OPENAI_BASE_URL", other.url)
    assert commands.main(["ask", "What?"]) == 0
    assert commands.main(["ask", "What?", "--endpoint", other.url]) == HELD_BACK
    with pytest.raises(SystemExit) as left:
        commands.main(["ask", "What?", "--connection", "mine"])
    assert left.value.code == USAGE
    assert "There are: House." in capsys.readouterr().err


def test_a_connection_of_the_policy_that_cannot_be_used(
    policy: Path, house: Endpoint, other: Endpoint, capsys: pytest.CaptureFixture[str]
) -> None:
    place(policy, connections=[{"name": "House", "endpoint": house.url, "key": "sk-1"}])
    write_settings(endpoint=other.url, answers="endpoint")
    assert commands.main(["ask", "What?"]) == HELD_BACK
    assert "“connections” cannot be used" in capsys.readouterr().err
    assert house.heard == []


def test_a_ledger_that_the_user_does_not_want(policy: Path, house: Endpoint) -> None:
    place(policy, endpoint=house.url, answers="endpoint", ledger=True)
    write_settings(ledger=False)
    assert commands.main(["ask", "What?"]) == 0
    assert len(read_ledger(ledger_files().lines()).entries) == 1
    for link in (Path("/dev/null"), policy.parent.parent / "elsewhere"):
        (file,) = ledger_files().paths()
        file.unlink()
        file.symlink_to(link)
        assert commands.main(["ask", "What?"]) == HELD_BACK
    assert len(house.posts) == 1


def test_nothing_but_the_settings_window_and_a_managed_policy_names_a_program(
    policy: Path, house: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran, program = policy.with_name("ran"), policy.with_name("program")
    program.write_text(f"#!/bin/sh\ntouch '{ran}'\necho key-of-nobody\n")
    program.chmod(0o755)
    named = {"credential_helper": [str(program)], "credential": "helper", "command": [str(program)]}
    place(policy, endpoint=house.url, answers="endpoint", keep_history=False)
    write_settings(**named, programs={house.url.removesuffix("/v1"): {"command": [str(program)]}}, settings=named)
    prompt = {"name": "Mine", "words": "What?", **named}
    paths.folders().prompts_file.write_text(json.dumps({"questions": [prompt]}))
    for name in ("ASKANCE_CREDENTIAL_HELPER", "CREDENTIAL_HELPER", "OPENAI_API_KEY_COMMAND"):
        monkeypatch.setenv(name, str(program))
    assert commands.main(["ask", "What?"]) == 0
    assert commands.main(["ask", "--prompt", "Mine"]) == 0
    recommended = policy.parent / "policies" / "recommended"
    recommended.mkdir(parents=True)
    place(recommended / "a.json", credential_helper=[str(program)])
    assert commands.main(["ask", "What?"]) == HELD_BACK
    assert not ran.exists()
    assert len(house.posts) == 2


@pytest.mark.parametrize("rule", ["allow_run_files", "allow_export"])
def test_a_run_in_a_file(
    policy: Path, house: Endpoint, tmp_path: Path, capsys: pytest.CaptureFixture[str], rule: str
) -> None:
    asked = ["many", str(numbered_pictures(tmp_path / "pictures", 1)), "--ask", "What?"]
    file = tmp_path / "run"
    place(policy, endpoint=house.url, answers="endpoint", keep_history=False, private_text="off")
    assert commands.main([*asked, "--run-file", str(file)]) == 0
    assert file.exists()
    before = len(house.posts)
    place(policy, endpoint=house.url, answers="endpoint", keep_history=False, private_text="off", **{rule: False})
    assert commands.main([*asked, "--run-file", str(tmp_path / "other")]) != 0
    assert commands.main(["many", "--resume", str(file), "--again", "failed"]) != 0
    assert capsys.readouterr().err.count("Your organisation doesn't allow this.") == 2
    assert not (tmp_path / "other").exists()
    assert len(house.posts) == before
    assert commands.main(asked) == 0  # in memory, as without a file
