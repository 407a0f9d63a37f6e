"""Where credentials may come from, and the program that prints one: a real program each time."""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.adapters.policy.credential_helper import CredentialHelper
from desktop.adapters.policy.house_keys import HouseKeys
from desktop.adapters.policy.key_programs import KeyProgramFile, own_program_fault
from desktop.adapters.system.api_key_store import ApiKeyStore
from desktop.core.errors import ProblemKind, StorageError
from desktop.core.settings.connections.key_program import KeyProgram
from desktop.core.settings.environment import EnvironmentKey
from tests.helpers.policies.texts import policy_from_text

HOUSE, OTHER = "https://ai.example.com", "https://other.example"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program is a script with a #! line")


class Clock:
    """Seconds that a test sets."""

    now = 0.0


@pytest.fixture
def clock() -> Clock:
    """A clock at 0."""
    return Clock()


@pytest.fixture
def keys(tmp_path: Path, clock: Clock) -> Callable[..., HouseKeys]:
    """Makes key stores under a policy; the environment has a key for both servers."""
    own = ApiKeyStore(
        tmp_path / "keys.json", lambda: None, EnvironmentKey("from-environment", frozenset({HOUSE, OTHER}))
    )

    def under(fault: str = "", **settings: Any) -> HouseKeys:
        text = json.dumps({"settings": {"endpoint": f"{HOUSE}/v1", **settings}})
        helper = CredentialHelper(lambda _: fault, lambda: clock.now)
        own_helper = CredentialHelper(own_program_fault, lambda: clock.now)
        programs = KeyProgramFile(tmp_path / "config" / "programs.json")
        return HouseKeys(own, lambda: policy_from_text(text), helper, programs, own_helper)

    return under


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], str]:
    """Writes programs of a shell's words."""

    def written(body: str) -> str:
        path = tmp_path / "helper"
        path.write_text(f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        return str(path)

    return written


def text_of(keys: HouseKeys, origin: str = HOUSE) -> str | None:
    key = keys.key_for(origin)
    return key.text if key is not None else None


def test_a_program_gives_the_key_for_the_endpoint_of_the_policy_alone(
    keys: Callable[..., HouseKeys], program: Callable[[str], str]
) -> None:
    helped = keys(credential="helper", credential_helper=[program('echo "key-$1-$ASKANCE_ORIGIN"'), "a b; $(id)"])
    with pytest.raises(StorageError):
        helped.key_for(HOUSE)  # no key has spaces: the argument came as it is
    helped = keys(credential="helper", credential_helper=[program('echo "key-$1"'), "$HOME;id"])
    assert text_of(helped) == "key-$HOME;id"
    assert text_of(helped, OTHER) is None
    assert helped.known_without_store(HOUSE)
    assert not helped.known_without_store(OTHER)
    mixed = keys(credential_helper=[program("echo theirs")])
    assert (text_of(mixed), text_of(mixed, OTHER)) == ("theirs", "from-environment")
    key = helped.key_for(HOUSE)
    assert key is not None
    assert "key-" not in repr(key)


def test_a_key_lives_as_long_as_the_policy_says(
    keys: Callable[..., HouseKeys], program: Callable[[str], str], tmp_path: Path, clock: Clock
) -> None:
    command = [program(f'echo x >> "{tmp_path}/runs"; wc -l < "{tmp_path}/runs"')]
    helped = keys(credential="helper", credential_helper=command, helper_lifetime_s=60)
    assert [text_of(helped), text_of(helped)] == ["1", "1"]
    clock.now = 60.0
    assert text_of(helped) == "2"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        *(("exit 3", "it ended with 3"), ("true", "it printed no key"), ("echo two words", "it printed no key")),
        *(("sleep 60 & sleep 60", "it took longer than 0.2 s"), ("head -c 100000 /dev/zero | tr '\\0' a", "no key")),
        *(("echo secret; exit 1", "it ended with 1"), ("echo schlüssel", "it printed no key")),
        *(("yes aaaa", "it printed no key"), ("cat /dev/zero", "it printed no key")),  # without end, within its time
        *(("echo one; echo two", "it printed no key"), ("stty -a </dev/tty || exit 4", "it ended with 4")),
        ("read -r typed; echo $typed", "it printed no key"),
    ],
)
def test_a_program_that_fails(
    keys: Callable[..., HouseKeys], program: Callable[[str], str], body: str, reason: str
) -> None:
    with pytest.raises(StorageError) as failed:
        keys(credential_helper=[program(body)], helper_timeout_s=0.2 if "sleep" in body else 60).key_for(HOUSE)
    problem = failed.value.problem
    assert (problem.kind, problem.name) == (ProblemKind.CREDENTIAL_HELPER, "helper")
    assert reason in problem.detail
    assert "secret" not in str(failed.value)


def test_what_a_program_leaves_running_is_not_waited_for(
    keys: Callable[..., HouseKeys], program: Callable[[str], str], tmp_path: Path
) -> None:
    """An agent that the program has started, as those of passwords are, keeps its output open."""
    command = [program(f'sleep 300 & echo $! > "{tmp_path}/agent"; echo from-agent')]
    try:
        assert text_of(keys(credential_helper=command, helper_timeout_s=60)) == "from-agent"
    finally:
        agent = int((tmp_path / "agent").read_text())
        os.kill(agent, signal.SIGKILL)  # it was not ended with the program


def test_a_program_that_is_not_there_or_that_others_may_change(
    keys: Callable[..., HouseKeys], program: Callable[[str], str]
) -> None:
    for helped in (
        keys(credential_helper=["/nowhere/helper"]),
        keys("others than root may change it", credential_helper=[program("echo key")]),
    ):
        with pytest.raises(StorageError) as failed:
            helped.key_for(HOUSE)
        assert failed.value.problem.kind is ProblemKind.CREDENTIAL_HELPER


@pytest.mark.parametrize(
    ("credential", "before", "after"),
    [
        ("any", "from-environment", "own"),
        ("user", None, "own"),
        ("environment", "from-environment", "from-environment"),
    ],
)
def test_where_a_key_may_come_from(
    keys: Callable[..., HouseKeys], credential: str, before: str | None, after: str
) -> None:
    store = keys(credential=credential)
    assert text_of(store) == before
    keys().save(HOUSE, "own", in_file=True)
    assert text_of(store) == after
    assert text_of(keys(credential="key_store")) is None
    assert text_of(keys(credential="helper")) is None


@pytest.mark.parametrize("credential", ["helper", "environment"])
def test_no_key_is_kept_where_keys_come_from_elsewhere(keys: Callable[..., HouseKeys], credential: str) -> None:
    with pytest.raises(StorageError) as failed:
        keys(credential=credential).save(HOUSE, "own")
    assert failed.value.problem.kind is ProblemKind.NOT_ALLOWED


def test_headers_of_the_house_go_to_its_endpoint_in_the_place_of_the_users(keys: Callable[..., HouseKeys]) -> None:
    store = keys(headers=["X-Team: heron", "X-Desk: 7"])
    store.save_headers(HOUSE, (("x-team", "mine"), ("X-Own", "1")), in_file=True)
    assert store.headers_for(HOUSE) == (("X-Own", "1"), ("X-Team", "heron"), ("X-Desk", "7"))
    assert store.headers_for(OTHER) == ()


KEY_HEADERS = (
    *("Authorization", "Cookie", "api-key", "X-Goog-Api-Key", "Ocp-Apim-Subscription-Key", "X-Auth-Token"),
    *("Private-Token", "X-Client-Secret", "X-Amz-Security-Token", "X-Password", "X-Credential"),
)


@pytest.mark.parametrize("credential", ["helper", "environment", "any"])
def test_no_header_that_tells_of_a_key_goes_where_the_house_gives_it(
    keys: Callable[..., HouseKeys], credential: str
) -> None:
    store = keys(credential=credential)
    store.save_headers(HOUSE, (*((name, "mine") for name in KEY_HEADERS), ("X-Own", "1")), in_file=True)
    sent = tuple(name for name, _ in store.headers_for(HOUSE))
    assert sent == ((*KEY_HEADERS, "X-Own") if credential == "any" else ("X-Own",))


@pytest.mark.parametrize(
    "settings",
    [
        *({"credential_helper": "helper"}, {"credential_helper": []}, {"credential_helper": ["helper"]}),
        *({"headers": ["Host: x"]}, {"headers": ["no colon"]}, {"credential": "sister"}, {"certificates": "x.pem"}),
    ],
)
def test_what_cannot_be_used_lets_nothing_out(settings: dict[str, Any]) -> None:
    assert policy_from_text(json.dumps({"settings": settings})).block is not None


def test_a_program_that_the_user_typed_gives_the_key_of_its_address_alone(
    keys: Callable[..., HouseKeys], program: Callable[[str], str]
) -> None:
    users = keys(endpoint=f"{OTHER}/v1")
    users.save_program(OTHER, KeyProgram((program('echo "key-$1-$ASKANCE_ORIGIN"'), "$(id);x")))
    assert users.known_without_store(OTHER)
    assert text_of(users, OTHER) == f"key-$(id);x-{OTHER}"
    assert text_of(users) == "from-environment"
    users.delete(OTHER)
    assert text_of(users, OTHER) == "from-environment"


def test_a_program_of_the_user_counts_only_where_users_give_keys(
    keys: Callable[..., HouseKeys], program: Callable[[str], str]
) -> None:
    path = program("echo of-user")
    keys().save_program(HOUSE, KeyProgram((path,)))
    assert text_of(keys(credential="user")) == "of-user"
    for credential in ("key_store", "environment", "helper"):
        assert text_of(keys(credential=credential)) != "of-user"
        with pytest.raises(StorageError) as refused:
            keys(credential=credential).save_program(HOUSE, KeyProgram((path,)))
        assert refused.value.problem.kind is ProblemKind.NOT_ALLOWED
    assert text_of(keys(credential_helper=[program("echo of-house")])) == "of-house"


def test_a_program_or_a_file_that_others_may_change_is_not_used(
    keys: Callable[..., HouseKeys], program: Callable[[str], str], tmp_path: Path
) -> None:
    path = Path(program("echo of-user"))
    keys().save_program(HOUSE, KeyProgram((str(path),)))
    path.chmod(0o777)
    with pytest.raises(StorageError) as refused:
        keys().key_for(HOUSE)
    assert refused.value.problem.kind is ProblemKind.CREDENTIAL_HELPER
    path.chmod(0o755)
    (tmp_path / "config" / "programs.json").chmod(0o666)
    with pytest.raises(StorageError):
        keys().key_for(HOUSE)
