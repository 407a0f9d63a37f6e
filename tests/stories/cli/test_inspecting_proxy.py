"""A proxy that opens encrypted connections: its authority is in the system's store, in a variable, or unknown.

It takes CONNECT, answers with a certificate that its authority made for the host, and passes on what is inside.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.adapters.network.tls import LINUX_BUNDLES
from desktop.cli.exit_codes import UNREACHED
from tests.adapters.network.proxies.loopback_proxies import HttpProxy
from tests.adapters.network.proxies.tls_server import ISSUER, TlsServer, certificate
from tests.helpers.namespaces import unshared
from tests.loopback import Endpoint, saying
from tests.stories.processes import KEY

URL = "https://ai.example.com/v1"


class Inspected:
    """The proxy's address, its authority's certificate, and what the endpoint behind it hears."""

    def __init__(self, proxy: HttpProxy, authority: Path, endpoint: Endpoint) -> None:
        self.proxy = proxy
        self.authority = authority
        self.endpoint = endpoint

    def ask(self, *before: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        """Asks through the proxy on the command line; `before` stands in front of the command."""
        command = [*before, sys.executable, "-m", "desktop", "ask", "Why?", "--endpoint", URL]
        sign_in = self.proxy.url("me:p%40ss")
        inside = {**os.environ, "OPENAI_API_KEY": KEY, "https_proxy": sign_in, **environment}
        return subprocess.run(command, env=inside, capture_output=True, text=True, timeout=240)


@pytest.fixture
def inspected(tmp_path: Path) -> Iterator[Inspected]:
    chain, authority = certificate(tmp_path, "ai.example.com")
    with (
        Endpoint(answer=saying("It says hello.")) as endpoint,
        TlsServer(endpoint.port, chain) as opened,
        HttpProxy(opened.port, ("me", "p@ss")) as proxy,
    ):
        yield Inspected(proxy, authority, endpoint)


def test_an_authority_in_the_systems_store_is_trusted(inspected: Inspected) -> None:
    bundle = next((path for path in LINUX_BUNDLES if os.path.exists(path)), None)
    if bundle is None or not sys.platform.startswith("linux"):
        pytest.skip("this system keeps its authorities elsewhere")
    lines = f"mount --bind {inspected.authority} {os.path.realpath(bundle)}"
    before = [*unshared("--mount", doing=lines), "sh", "-ec", f'{lines} && exec "$@"', "sh"]
    done = inspected.ask(*before)
    assert (done.returncode, done.stdout, done.stderr) == (0, "It says hello.\n", "")
    assert inspected.proxy.asked == ["CONNECT ai.example.com:443"]


def test_an_authority_in_a_variable_is_trusted(inspected: Inspected) -> None:
    done = inspected.ask(SSL_CERT_FILE=str(inspected.authority))
    assert (done.returncode, done.stdout, done.stderr) == (0, "It says hello.\n", "")


def test_an_unknown_authority_is_named_and_hears_nothing(inspected: Inspected) -> None:
    done = inspected.ask()
    assert (done.returncode, done.stdout) == (UNREACHED, "")
    assert ISSUER in done.stderr and "SSL_CERT_FILE" in done.stderr and "p@ss" not in done.stderr
    assert inspected.endpoint.heard == []
