"""The program itself leaves no core dump; what it starts gets the system's limit."""

import subprocess
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource")
CODE = """
import resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.getrlimit(resource.RLIMIT_CORE)[1]))
from desktop.adapters.system.core_dumps import forbid_core_dumps, given_core_limit
tell = [sys.executable, "-c", "import resource; print(resource.getrlimit(resource.RLIMIT_CORE)[0])"]
with given_core_limit():
    pass
forbid_core_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)
with given_core_limit():
    subprocess.run(tell)
print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)
"""


def test_only_what_is_started_gets_the_limit_of_the_system() -> None:
    if 0 <= resource.getrlimit(resource.RLIMIT_CORE)[1] < 4096:
        pytest.skip("this machine allows no core dumps at all")
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "4096", "0"]
