"""Asks in a network of its own, where a name server knows names below a stranger's domain alone.

Runs as root of its namespaces, in which /etc is the folder that is named first; each further argument is a variable,
`NAME=value`, of one question to http://ai.lan. Prints what a stranger's server has heard, in JSON.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

from tests.helpers.policies.own_etc import policy_in
from tests.helpers.policies.places import place
from tests.loopback import Endpoint, saying

STRANGER = "stranger.example"
_HEADER, _QUESTION = 12, 4
_ANSWERED, _UNKNOWN = b"\x81\x80", b"\x81\x83"  # flags of a response: all is well, and no such name
_ADDRESS = b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04" + bytes([127, 0, 0, 1])


def main() -> int:
    """Serves names and answers, asks once for each variable, and prints what was heard."""
    etc, *variables = sys.argv[1:]
    (Path(etc) / "resolv.conf").unlink(missing_ok=True)
    (Path(etc) / "resolv.conf").write_text("nameserver 127.0.0.1\n")
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 53))
    threading.Thread(target=_serve, args=(server,), daemon=True).start()
    asked = []
    with Endpoint(answer=saying("Heard.")) as stranger:
        house = f"http://ai.lan:{stranger.port}/v1"
        place(policy_in(Path(etc)), endpoint=house, answers="endpoint", allowed_hosts=["ai.lan"], keep_history=False)
        for variable in variables:
            named = dict(part.split("=", 1) for part in variable.split())
            done = subprocess.run(
                [sys.executable, "-m", "desktop", "ask", "What?"],
                env={**os.environ, **named},
                capture_output=True,
                text=True,
                timeout=240,
            )
            asked.append({"code": done.returncode, "said": done.stderr, "heard": len(stranger.posts)})
    sys.stdout.write(json.dumps(asked))
    return 0


def _serve(server: socket.socket) -> None:
    while True:
        query, sender = server.recvfrom(512)
        at, name = _HEADER, b""
        while query[at]:
            name, at = name + b"." + query[at + 1 : at + 1 + query[at]], at + 1 + query[at]
        question = query[_HEADER : at + 1 + _QUESTION]
        is_known, wants_ipv4 = name.decode().endswith(STRANGER), query[at + 1 : at + 3] == b"\x00\x01"
        answers = _ADDRESS if is_known and wants_ipv4 else b""
        counts = bytes([0, 1, 0, 1 if answers else 0, 0, 0, 0, 0])
        server.sendto(query[:2] + (_ANSWERED if is_known else _UNKNOWN) + counts + question + answers, sender)


if __name__ == "__main__":
    sys.exit(main())
