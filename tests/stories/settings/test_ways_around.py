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
from desktop.core.errors import ProblemKind, SendBlockedError
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
