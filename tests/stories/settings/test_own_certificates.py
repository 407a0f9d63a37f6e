"""Ways around the certificates of a policy: a server of somebody else's in the place of the house's hears nothing."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop.cli import commands
from desktop.cli.exit_codes import HELD_BACK, UNREACHED
from tests.adapters.network.proxies.tls_server import TlsServer, certificate
from tests.helpers.policies.places import place, policy_at
from tests.loopback import Endpoint, saying


def knows_localhost() -> bool:
    """Returns True if the system resolves the name; a bare one may have no /etc/hosts."""
    try:
        return bool(socket.getaddrinfo("localhost", 443))
    except OSError:
        return False


pytestmark = [
    pytest.mark.skipif(
        not sys.platform.startswith("linux") or shutil.which("openssl") is None, reason="variables of OpenSSL's own"
    ),
    pytest.mark.skipif(not knows_localhost(), reason="this system does not know the name localhost"),
]


@dataclass
class Stranger:
    """A server whose certificate an authority of the user's own has made, and that authority's file."""

    port: int
    authority: Path
    endpoint: Endpoint
    policy: Path


@pytest.fixture
def stranger(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stranger]:
    chain, own = certificate(tmp_path, "localhost")
    house = tmp_path / "house.pem"
    new = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1")
    command = (*new, "-subj", "/CN=The house", "-keyout", str(tmp_path / "house.key"), "-out", str(house))
    subprocess.run(command, check=True, capture_output=True)
    monkeypatch.setenv("OPENAI_API_KEY", "key-of-a-test-123456")
    policy = policy_at(monkeypatch, home / "etc" / "policy.json")
    with Endpoint(answer=saying("Heard.")) as endpoint, TlsServer(endpoint.port, chain) as opened:
        address = f"https://localhost:{opened.port}/v1"
        rules = {"endpoint": address, "allowed_hosts": [address], "answers": "endpoint", "proxy": "none"}
        place(policy, **rules, keep_history=False, certificates=str(house))
        yield Stranger(opened.port, own, endpoint, policy)


def folder_of(authority: Path) -> Path:
    """Returns a folder of certificates as OpenSSL looks into them: each file is named by its subject's hash."""
    hashed = subprocess.run(
        ["openssl", "x509", "-hash", "-noout", "-in", str(authority)], check=True, capture_output=True, text=True
    )
    folder = authority.parent / "certificates"
    folder.mkdir()
    shutil.copy(authority, folder / f"{hashed.stdout.strip()}.0")
    return folder


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_no_variable_adds_to_the_certificates_of_the_policy(
    stranger: Stranger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str
) -> None:
    own = stranger.authority if variable == "SSL_CERT_FILE" else folder_of(stranger.authority)
    monkeypatch.setenv(variable, str(own))
    assert commands.main(["ask", "What?"]) == UNREACHED
    assert "Lamp House Root" in capsys.readouterr().err
    assert stranger.endpoint.heard == []


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_without_such_a_policy_they_count(stranger: Stranger, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    own = stranger.authority if variable == "SSL_CERT_FILE" else folder_of(stranger.authority)
    address = f"https://localhost:{stranger.port}/v1"
    place(stranger.policy, endpoint=address, answers="endpoint", keep_history=False)
    monkeypatch.setenv(variable, str(own))
    assert commands.main(["ask", "What?", "--endpoint", address]) == 0


@pytest.mark.parametrize("variable", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
def test_where_the_policy_names_hosts_only_root_adds_some(
    stranger: Stranger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], variable: str
) -> None:
    own = stranger.authority if variable == "SSL_CERT_FILE" else folder_of(stranger.authority)
    address = f"https://localhost:{stranger.port}/v1"
    place(stranger.policy, endpoint=address, allowed_hosts=["localhost"], answers="endpoint", keep_history=False)
    monkeypatch.setenv(variable, str(own))
    own.chmod(0o777)
    assert commands.main(["ask", "What?"]) == UNREACHED
    words = capsys.readouterr().err
    assert "Lamp House Root" in words and "your organisation" in words and "SSL_CERT_FILE" not in words
    assert stranger.endpoint.heard == []
    own.chmod(0o755)
    assert commands.main(["ask", "What?"]) == 0


def test_where_the_policy_names_hosts_no_keys_of_connections_are_written_down(
    stranger: Stranger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rules = {"endpoint": f"https://localhost:{stranger.port}/v1", "answers": "endpoint", "keep_history": False}
    place(stranger.policy, **rules, allowed_hosts=["localhost"])
    stranger.authority.chmod(0o644)
    monkeypatch.setenv("SSL_CERT_FILE", str(stranger.authority))
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys.log"))
    assert commands.main(["ask", "What?"]) == 0
    assert not (tmp_path / "keys.log").exists()


def test_the_policys_file_counts_while_nobody_but_root_can_change_it(
    stranger: Stranger, capsys: pytest.CaptureFixture[str]
) -> None:
    file = stranger.policy.parent / "shared" / "house.pem"
    file.parent.mkdir()
    shutil.copy(stranger.authority, file)
    rules = {"endpoint": f"https://localhost:{stranger.port}/v1", "answers": "endpoint", "keep_history": False}
    place(stranger.policy, **rules, certificates=str(file))
    for place_of_it, mode in ((file, 0o644), (file.parent, 0o755)):
        place_of_it.chmod(0o777)
        assert commands.main(["ask", "What?"]) == HELD_BACK
        words = capsys.readouterr().err
        assert f"others than root may change “{place_of_it}”" in words and "Nothing is sent" in words
        place_of_it.chmod(mode)
    assert stranger.endpoint.heard == []
    assert commands.main(["ask", "What?"]) == 0


def test_the_certificates_of_the_policy_are_added_to_those_of_the_system(stranger: Stranger) -> None:
    rules = {"endpoint": f"https://localhost:{stranger.port}/v1", "answers": "endpoint", "keep_history": False}
    place(stranger.policy, **rules, certificates=str(stranger.authority))
    assert commands.main(["ask", "What?"]) == 0
