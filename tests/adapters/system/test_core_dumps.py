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

STARTING = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.getrlimit(resource.RLIMIT_CORE)[1]))
from PySide6.QtCore import QCoreApplication
from desktop.adapters.network.proxies.of_desktop.asked_program import output_of
from desktop.adapters.policy.credential_helper import CredentialHelper, HelperCall
from desktop.adapters.speech.voice import Voice
from desktop.adapters.system.core_dumps import forbid_core_dumps
from pathlib import Path
tell = "import resource; print('limit', resource.getrlimit(resource.RLIMIT_CORE)[0], sep='-')"
write = f"import resource; open({sys.argv[1]!r}, 'w').write(str(resource.getrlimit(resource.RLIMIT_CORE)[0]))"
forbid_core_dumps()
print(output_of([sys.executable, "-c", tell]).strip())
call = HelperCall((sys.executable, "-c", tell), "https://host", 1, 60)
print(CredentialHelper(lambda _: "").credential(call))
app = QCoreApplication([])
voice = Voice((sys.executable, "-c", write))
assert voice.start()
while voice.is_running:
    app.processEvents()
voice.stop()
print(Path(sys.argv[1]).read_text(), resource.getrlimit(resource.RLIMIT_CORE)[0])
"""


AT_ONCE = """
import resource, threading
resource.setrlimit(resource.RLIMIT_CORE, (4096, resource.getrlimit(resource.RLIMIT_CORE)[1]))
from desktop.adapters.system.core_dumps import forbid_core_dumps, given_core_limit
forbid_core_dumps()
found = set()
def start():
    for _ in range(20000):
        with given_core_limit():
            found.add(resource.getrlimit(resource.RLIMIT_CORE)[0])
threads = [threading.Thread(target=start) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(*found, resource.getrlimit(resource.RLIMIT_CORE)[0])
"""


def test_only_what_is_started_gets_the_limit_of_the_system() -> None:
    if 0 <= resource.getrlimit(resource.RLIMIT_CORE)[1] < 4096:
        pytest.skip("this machine allows no core dumps at all")
    done = subprocess.run(
        [sys.executable, "-c", CODE], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["0", "4096", "0"]


def test_programs_that_are_started_at_once_all_get_it() -> None:
    if 0 <= resource.getrlimit(resource.RLIMIT_CORE)[1] < 4096:
        pytest.skip("this machine allows no core dumps at all")
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["4096", "0"]


def test_each_program_that_is_started_gets_the_limit_of_the_system(tmp_path: Path) -> None:
    if 0 <= resource.getrlimit(resource.RLIMIT_CORE)[1] < 4096:
        pytest.skip("this machine allows no core dumps at all")
    command = [sys.executable, "-c", STARTING, str(tmp_path / "limit")]
    done = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["limit-4096", "limit-4096", "4096", "0"]
