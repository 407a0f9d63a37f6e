"""Limits of processor time: a child that has spent half of its own is replaced between two jobs."""

import os
import subprocess
import sys
import time

import pytest

from desktop.adapters.cage.limits import Limits, cpu_spent_s
from desktop.adapters.child_process import ChildProcess, Watchdog, pipes

BURN_S = 0.6
WORKER = f"""
import sys, time
for line in sys.stdin.buffer:
    end = time.process_time() + {BURN_S}
    while time.process_time() < end: pass
    sys.stdout.buffer.write(line); sys.stdout.buffer.flush()
"""
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child's processor time")


def echo(child: "subprocess.Popen[bytes]", _: Watchdog) -> bytes:
    to_child, from_child = pipes(child)
    to_child.write(b"a job\n")
    to_child.flush()
    return from_child.readline()


@linux
@pytest.mark.parametrize(("cpu_s", "replaced"), [(1, True), (3600, False)])
def test_a_child_that_has_spent_its_time_is_replaced_between_two_jobs(cpu_s: int, replaced: bool) -> None:
    worker = ChildProcess([sys.executable, "-c", WORKER], 60, Limits(10**10, cpu_s))
    try:
        assert worker.run(echo) == b"a job\n"
        first = worker.pid
        assert first is not None and cpu_spent_s(first) >= BURN_S
        assert worker.run(echo) == b"a job\n"
        assert (worker.pid != first) is replaced
    finally:
        worker.close()


LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (1_200_000_000, 1_200_000_000))
from desktop.adapters.cage.cage_report import MEMORY_LIMIT
from desktop.adapters.cage.limits import DECODER_LIMITS, apply
(found,) = (protection for protection in apply(DECODER_LIMITS) if protection.name == MEMORY_LIMIT)
print(found.holds, found.detail, resource.getrlimit(resource.RLIMIT_AS))
"""
REFUSED = """
import resource
from desktop.adapters.cage.limits import DECODER_LIMITS, apply
def refuse(which, bounds, real=resource.setrlimit):
    if which == resource.RLIMIT_AS:
        raise ValueError("current limit exceeds maximum limit")  # as macOS does
    real(which, bounds)
resource.setrlimit = refuse
print(*[protection.name for protection in apply(DECODER_LIMITS) if not protection.holds])
"""


@linux
def test_a_lower_limit_of_the_system_stays_and_counts_as_one() -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True, check=True)
    assert done.stdout == "True 1.2 GB (1200000000, 1200000000)\n"


@linux
def test_a_limit_that_the_system_refuses_is_reported_and_the_others_are_put_on() -> None:
    done = subprocess.run([sys.executable, "-c", REFUSED], capture_output=True, text=True, check=True)
    assert done.stdout == "memory limit\n"


@linux
def test_processor_time_is_that_of_the_process_and_none_of_a_process_that_ended() -> None:
    before = time.process_time()
    assert before <= cpu_spent_s(os.getpid()) <= time.process_time()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert cpu_spent_s(ended.pid) == 0.0
