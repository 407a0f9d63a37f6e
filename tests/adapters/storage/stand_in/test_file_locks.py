"""A file system without locks is not called another program."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.adapters.storage.stand_in.file_locks import has_locks
from tests.adapters.storage.damage.histories import TODAY, fill

NO_LOCKS = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#define WITHOUT_LOCKS(NAME) \\
    int NAME(int file, int command, ...) { \\
        va_list more; va_start(more, command); void *value = va_arg(more, void *); va_end(more); \\
        if (command == F_SETLK || command == F_SETLKW) { errno = ENOLCK; return -1; } \\
        return ((int (*)(int, int, ...))dlsym(RTLD_NEXT, #NAME))(file, command, value); }
WITHOUT_LOCKS(fcntl)
WITHOUT_LOCKS(fcntl64)
"""
SCRIPT = """
import sys, pathlib
from desktop.adapters.storage.opening import open_or_stand_in
open_or_stand_in(pathlib.Path(sys.argv[1]), lambda problem: print(problem.kind))
"""


def test_this_file_system_has_locks(tmp_path: Path) -> None:
    assert has_locks(tmp_path)
    assert has_locks(tmp_path / "missing")


@pytest.mark.skipif(not sys.platform.startswith("linux") or shutil.which("cc") is None, reason="needs a compiler")
def test_without_locks_nobody_is_said_to_use_the_history(tmp_path: Path) -> None:
    fill(tmp_path / "data", range(1), TODAY, copied=False)
    (tmp_path / "no_locks.c").write_text(NO_LOCKS)
    library = tmp_path / "no_locks.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, tmp_path / "no_locks.c"], check=True)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, tmp_path / "data"],
        env={**os.environ, "LD_PRELOAD": str(library)},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "store_read_only\n", done.stderr
