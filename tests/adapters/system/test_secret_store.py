"""The search for the system's key store."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SEARCHING = """
import sys
from desktop.adapters.system.secret_store import system_store
print(system_store("linux"), any(name.startswith(("keyring", "cryptography")) for name in sys.modules))
"""


@pytest.mark.parametrize(
    ("address", "looks"),
    [
        (None, False),
        ("unix:path=/nonexistent/bus,guid=0", False),
        ("unix:path=/nonexistent/bus;unix:abstract=/nonexistent", True),
        ("tcp:host=127.0.0.1,port=1", True),
    ],
)
def test_without_a_session_bus_no_library_is_imported(tmp_path: Path, address: str | None, looks: bool) -> None:
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    if address is not None:
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
    done = subprocess.run(
        [sys.executable, "-c", SEARCHING], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout == f"None {looks}\n", done.stderr
