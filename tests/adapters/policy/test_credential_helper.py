"""What the programs that print a credential leave behind in this one: nothing."""

import os
import signal
import threading
from pathlib import Path

import pytest

from desktop.adapters.policy.credential_helper import CredentialHelper, HelperCall
from desktop.core.errors import StorageError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a program of the shell")


def asked(path: Path, body: str, timeout_s: float = 60) -> str:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return CredentialHelper(lambda _: "").credential(HelperCall((str(path),), "https://host", 1, timeout_s))


def held() -> tuple[int, int]:
    return threading.active_count(), len(os.listdir("/dev/fd"))


def test_an_agent_that_keeps_the_output_open_costs_no_thread_and_no_descriptor(tmp_path: Path) -> None:
    body = f'sleep 300 & echo $! >> "{tmp_path}/agents"; echo from-agent'
    before = held()
    try:
        for _ in range(3):
            assert asked(tmp_path / "helper", body) == "from-agent"
        assert held() == before
    finally:
        for agent in (tmp_path / "agents").read_text().split():
            os.kill(int(agent), signal.SIGKILL)


@pytest.mark.parametrize(("body", "timeout_s"), [("exit 3", 60), ("sleep 60", 0.2), ("yes aaaa", 60), ("exec >&-", 60)])
def test_a_program_that_fails_leaves_nothing_either(tmp_path: Path, body: str, timeout_s: float) -> None:
    before = held()
    with pytest.raises(StorageError):
        asked(tmp_path / "helper", body, timeout_s)
    assert held() == before


def test_a_program_that_cannot_be_started_leaves_nothing_either(tmp_path: Path) -> None:
    before = held()
    with pytest.raises(StorageError):
        CredentialHelper(lambda _: "").credential(HelperCall((str(tmp_path / "none"),), "https://host", 1, 60))
    assert held() == before


def test_a_program_may_close_its_output_before_it_ends(tmp_path: Path) -> None:
    assert asked(tmp_path / "helper", "echo early; exec >&-; sleep 0.3") == "early"
