"""A file system without locks is not called another program."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.adapters.storage.opening import open_history
from desktop.adapters.storage.stand_in.file_locks import has_locks
from tests.adapters.storage.damage.histories import TODAY, content_of, conversation, fill, shown

NO_LOCKS = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>
#define WITHOUT_LOCKS(NAME) \\
    int NAME(int file, int command, ...) { \\
        va_list more; va_start(more, command); void *value = va_arg(more, void *); va_end(more); \\
        if ((command == F_SETLK || command == F_SETLKW) && access(getenv("NO_LOCKS"), F_OK) == 0) { \\
            errno = ENOLCK; return -1; } \\
        return ((int (*)(int, int, ...))dlsym(RTLD_NEXT, #NAME))(file, command, value); }
WITHOUT_LOCKS(fcntl)
WITHOUT_LOCKS(fcntl64)
"""
needs_compiler = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("cc") is None, reason="needs a compiler"
)
SCRIPT = """
import sys, pathlib
from desktop.adapters.storage.opening import open_or_stand_in
open_or_stand_in(pathlib.Path(sys.argv[1]), lambda problem: print(problem.kind))
"""


def test_this_file_system_has_locks(tmp_path: Path) -> None:
    assert has_locks(tmp_path)
    assert has_locks(tmp_path / "missing")


def without_locks(tmp_path: Path, script: str, switch: Path) -> subprocess.CompletedProcess[str]:
    """Runs a script over the data folder, for which there are no locks while there is a file at `switch`."""
    (tmp_path / "no_locks.c").write_text(NO_LOCKS)
    library = tmp_path / "no_locks.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, tmp_path / "no_locks.c"], check=True)
    return subprocess.run(
        [sys.executable, "-c", script, tmp_path / "data", switch],
        env={**os.environ, "LD_PRELOAD": str(library), "NO_LOCKS": str(switch)},
        capture_output=True,
        text=True,
    )


@needs_compiler
def test_without_locks_nobody_is_said_to_use_the_history(tmp_path: Path) -> None:
    fill(tmp_path / "data", range(1), TODAY, copied=False)
    done = without_locks(tmp_path, SCRIPT, tmp_path)
    assert done.stdout == "store_read_only\n", done.stderr


LOSING = """
import sys, pathlib
from desktop.adapters.storage.opening import open_history
from tests.adapters.storage.samples import turn
folder, switch = map(pathlib.Path, sys.argv[1:])
store = open_history(folder, lambda problem: print(problem.kind))
switch.touch()
store.save_turns([turn("d", "asked without locks", 1e9)])
store.run_maintenance()
store.back_up_to(folder.parent / "all.askance-backup", {})(lambda done, whole: None)
store.delete(["c000"])
store.close()
"""


@needs_compiler
def test_locks_that_go_while_the_program_runs_stop_nothing(tmp_path: Path) -> None:
    fill(tmp_path / "data", range(3), TODAY, copied=True)
    done = without_locks(tmp_path, LOSING, tmp_path / "switch")
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert (tmp_path / "all.askance-backup").is_file()
    store = open_history(tmp_path / "data", lambda _: None)
    assert shown(store) == content_of(range(1, 3)) | {"d": [("asked without locks", "yes")]}
    store.close()
    needle = conversation(0)[0].prompt.encode()
    for copy in (tmp_path / "data" / "backups").iterdir():
        assert needle not in copy.read_bytes()
