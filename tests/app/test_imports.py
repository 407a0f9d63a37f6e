"""Imports of the window's program, without what PySide6 does around each of them."""

import json
import subprocess
import sys

STARTED = """
import json, linecache, os, sys
import desktop
from desktop.app import startup
from desktop.app import lifecycle
folder = os.path.dirname(desktop.__file__)
kept = [name for name in linecache.cache if name.startswith(folder)]
print(json.dumps([kept, "desktop.ui.main_window" in sys.modules]))
"""


def test_no_source_of_a_module_is_read_and_kept() -> None:
    done = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, text=True, timeout=240)
    kept, are_imported = json.loads(done.stdout)
    assert are_imported
    assert kept == []
