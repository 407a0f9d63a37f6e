"""A server whose answers are made of the question: `python -m benchmarks.echo PIECES PAUSE_S`. Prints its address."""

import json
import sys
import time

from benchmarks.server import serve
from tests.loopback import Connection, Heard, chunk, listing


def main() -> None:
    """Serve until killed."""
    count, pause_s = int(sys.argv[1]), float(sys.argv[2])

    def answer(to: Connection, heard: Heard) -> None:
        if heard.method == "GET":
            listing({"id": "gpt-4o"})(to, heard)
            return
        question = heard.json["messages"][-1]["content"]
        to.head()
        for at in range(count):
            to.send(b"data: " + json.dumps(chunk(f"{question}.{at} ")).encode() + b"\n\n")
            time.sleep(pause_s)
        to.send(b"data: " + json.dumps(chunk(None, "stop")).encode() + b"\n\ndata: [DONE]\n\n")

    serve(answer)


if __name__ == "__main__":
    main()
