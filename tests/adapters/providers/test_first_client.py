"""The first client of a provider: it is built on the loop, and so imports nothing."""

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
