"""A job object of Windows: the process can start no other, stays within its memory, and cannot reach the desktop.

Names, numbers and structures are those of winnt.h. The last handle is closed at once, so that the limits can never be
changed; the job lives as long as its process.
"""

import ctypes
import sys
from ctypes import c_int64, c_size_t, c_uint32, c_uint64, c_void_p

_UI_RESTRICTIONS, _EXTENDED_LIMITS = 4, 9  # JOBOBJECTINFOCLASS
_ACTIVE_PROCESS, _PROCESS_MEMORY, _DIE_ON_EXCEPTION = 0x8, 0x100, 0x400  # JOB_OBJECT_LIMIT_…
_ALL_UI = 0xFF  # JOB_OBJECT_UILIMIT_…: handles, clipboard, settings, atoms, desktops, logging off


class _ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        *(("process_time", c_int64), ("job_time", c_int64), ("flags", c_uint32)),
        *(("least_working_set", c_size_t), ("most_working_set", c_size_t), ("active_processes", c_uint32)),
        *(("affinity", c_size_t), ("priority", c_uint32), ("scheduling", c_uint32)),
        ("io_counters", c_uint64 * 6),
        *(("process_memory", c_size_t), ("job_memory", c_size_t)),
        *(("peak_process_memory", c_size_t), ("peak_job_memory", c_size_t)),
    )


def enter(memory_bytes: int) -> str:
    """Puts this process into a job of its own and returns the memory limit. Raises OSError."""
    if sys.platform != "win32":
        raise OSError("only on Windows")
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = c_void_p
    job, process = c_void_p(kernel.CreateJobObjectW(None, None)), c_void_p(kernel.GetCurrentProcess())
    if not job:
        raise ctypes.WinError(ctypes.get_last_error())
    flags = _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_EXCEPTION
    limits = _ExtendedLimits(flags=flags, active_processes=1, process_memory=memory_bytes)
    desktop = c_uint32(_ALL_UI)
    try:
        if not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)):
            raise ctypes.WinError(ctypes.get_last_error())
        if not kernel.AssignProcessToJobObject(job, process):
            raise ctypes.WinError(ctypes.get_last_error())
        # refused where the program itself is in a job already: such limits cannot be nested
        locked = kernel.SetInformationJobObject(job, _UI_RESTRICTIONS, ctypes.byref(desktop), ctypes.sizeof(desktop))
    finally:
        kernel.CloseHandle(job)
    return f"{memory_bytes / 1e9:g} GB" if locked else f"{memory_bytes / 1e9:g} GB, the desktop within reach"
