"""A server that answers each question with the moment at which all of it had arrived: `python -m benchmarks.arrivals`.

The moment is time.monotonic(), which all processes of a machine share.
"""

import time

from benchmarks.server import serve
from tests.loopback import Connection, Heard, listing, saying


def answer(to: Connection, heard: Heard) -> None:
    """Answer a question with the time now, in seconds."""
    arrived = time.monotonic()
    (listing({"id": "gpt-4o"}) if heard.method == "GET" else saying(repr(arrived)))(to, heard)


if __name__ == "__main__":
    serve(answer)
