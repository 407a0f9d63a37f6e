"""The server of the benchmarks, in a process of its own: `python -m benchmarks.server CHUNKS [PAUSE_S]`.

Prints its address, then answers every question with CHUNKS pieces of Markdown, as fast as they go by default.
"""

import json
import sys
import time

from tests.loopback import Answer, Connection, Endpoint, Heard, chunk, listing

PARAGRAPH = (
    "The log shows **three** refused connections to `db-prod-3` between 09:12 and 09:41, each after the pool was "
    "resized. That fits a firewall rule that counts connections, and it does not fit a crash of the server.\n\n"
    "- look at the rule's counter first\n- then at the pool's limit\n\n"
    "```python\nfor attempt in range(3):\n    connect(host, port, timeout=2.0)\n```\n\n"
    "| host | refused | open |\n|---|---:|---:|\n| db-prod-3 | 3 | 120 |\n\n"
)
LAST = "And this is the last word."


def pieces(count: int) -> list[str]:
    """An answer in so many pieces of four or five letters, ending with LAST."""
    text = PARAGRAPH * (count * 5 // len(PARAGRAPH) + 1)
    size = 5
    return [text[at * size : (at + 1) * size] for at in range(count)] + ["\n\n" + LAST]


def main() -> None:
    """Serve until killed."""
    count = int(sys.argv[1])
    pause_s = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    lines = [b"data: " + json.dumps(chunk(piece)).encode() + b"\n\n" for piece in pieces(count)]
    lines += [b"data: " + json.dumps(chunk(None, "stop")).encode() + b"\n\ndata: [DONE]\n\n"]

    def answer(to: Connection, heard: Heard) -> None:
        if heard.method == "GET":
            listing({"id": "gpt-4o"})(to, heard)
            return
        to.head()
        if not pause_s:
            to.send(b"".join(lines))
            return
        for line in lines:
            to.send(line)
            time.sleep(pause_s)

    serve(answer)


def serve(answer: Answer) -> None:
    """Print the address, and answer until killed."""
    with Endpoint(answer=answer) as endpoint:
        print(endpoint.url, flush=True)
        while True:
            time.sleep(60)


if __name__ == "__main__":
    main()
