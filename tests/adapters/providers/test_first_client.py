"""The first client of a provider: it is built on the loop, and so imports nothing."""

import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
FIRST = """
import sys
import desktop.adapters.providers.openai_provider
from desktop.adapters.network.http_client import guarded_client
before = set(sys.modules)
guarded_client("http://127.0.0.1:9/v1", 1.0, 1.0)
print(sorted(set(sys.modules) - before))
"""


def test_building_a_client_imports_nothing() -> None:
    ended = subprocess.run([sys.executable, "-c", FIRST], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


FIRST_REQUEST = """
import asyncio, sys, threading
from desktop.adapters.network.http_client import guarded_client
from desktop.adapters.providers.openai_provider import OpenAIProvider

async def refused():
    async with guarded_client(sys.argv[1], 240.0, 240.0) as client:
        try:
            await client.get(sys.argv[1])
        except Exception as error:
            return type(error).__name__

warm = threading.Thread(target=OpenAIProvider().warm, args=(sys.argv[1],))
warm.start()
warm.join()
before = set(sys.modules)
print(asyncio.run(refused()), sorted(set(sys.modules) - before))
"""


def test_the_first_request_after_the_warm_up_imports_nothing() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # and nobody listens there
        url = f"http://127.0.0.1:{unused.getsockname()[1]}/v1"
        command = [sys.executable, "-c", FIRST_REQUEST, url]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "ConnectError []"
