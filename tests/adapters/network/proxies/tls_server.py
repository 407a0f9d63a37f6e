"""A TLS server on loopback whose certificate this computer trusts only if a test names its file."""

import socket
import ssl
import subprocess
from pathlib import Path
from typing import BinaryIO

from tests.adapters.network.proxies.loopback_proxies import LoopbackProxy

ISSUER = "Lamp House Root"


def certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """Makes a certificate for `host` by an issuer of its own. Returns the server's file and the issuer's."""
    issuer_key, issuer, key, request, chain = (
        folder / name for name in ("issuer.key", "issuer.pem", "server.key", "server.csr", "server.pem")
    )
    names = folder / "names"
    names.write_text(f"subjectAltName=DNS:{host}\n")
    new = ("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    sign = ("openssl", "x509", "-req", "-CA", str(issuer), "-CAkey", str(issuer_key), "-days", "1")
    for command in (
        (
            *new,
            "-x509",
            "-keyout",
            str(issuer_key),
            "-out",
            str(issuer),
            "-days",
            "1",
            "-subj",
            f"/O=Lamps/CN={ISSUER}",
        ),
        (*new, "-keyout", str(key), "-out", str(request), "-subj", f"/CN={host}"),
        (*sign, "-in", str(request), "-extfile", str(names), "-out", str(chain)),
    ):
        subprocess.run(command, check=True, capture_output=True)
    chain.write_text(chain.read_text() + key.read_text())
    return chain, issuer


class TlsServer(LoopbackProxy):
    """Takes TLS connections and passes what is inside on to `target`, a port on loopback."""

    scheme = "https"

    def __init__(self, target: int, chain: Path) -> None:
        super().__init__(target)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(chain)

    def serve(self, client: socket.socket, lines: BinaryIO) -> None:
        self.pass_on(self.keep(self._context.wrap_socket(client, server_side=True)))
