"""The order in which the system is asked: a line is written and on the disk before its request leaves."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.paths import folders
from tests.helpers.kernel.tracing import strace
from tests.loopback import Endpoint, saying
from tests.stories.processes import KEY

pytestmark = pytest.mark.slow
CALLS = re.compile(r"(write|fsync|fdatasync|sendto|sendmsg)\(\d+<(?:[^>]*/(ledger-)[^>]*|TCP[^>]*|socket[^>]*)>(.*)")


def test_a_line_is_on_the_disk_before_its_request_leaves(home: Path, tmp_path: Path) -> None:
    folders().settings_file.parent.mkdir(parents=True)
    folders().settings_file.write_text(json.dumps({"ledger": True}))
    trace = tmp_path / "trace"
    watching = strace("-y", "-yy", "-s", "40", "-o", str(trace), "-e", "trace=write,fsync,fdatasync,sendto,sendmsg")
    environment = {**os.environ, "OPENAI_API_KEY": KEY, "ASKANCE_HOME": str(home)}
    with Endpoint(answer=saying("It says hello.")) as endpoint:
        command = [*watching, sys.executable, "-m", "desktop", "ask", "Why?", "--endpoint", endpoint.url]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=240)
    assert (done.returncode, done.stdout) == (0, "It says hello.\n"), done.stderr
    calls = [match for line in trace.read_text(errors="replace").splitlines() if (match := CALLS.search(line))]
    order = ["sent" if "POST /v1/" in match[3] else f"{match[1]} {match[2]}" for match in calls]
    of_this = [call for call in order if call == "sent" or call.endswith("ledger-")]
    assert of_this == ["write ledger-", "fsync ledger-", "sent", "write ledger-", "fsync ledger-"], order
