"""The steps in which the program behind the window is imported."""

import json
import subprocess
import sys
from pathlib import Path

from desktop.app.import_steps import BEHIND, PANES, import_in_steps

ALL_THAT_A_START_IMPORTS = """
import json, sys
from PySide6.QtWidgets import QApplication
from desktop.app import startup
app = QApplication([])
startup.build_panes(startup.shown_window(app, "light"))
import desktop.app.lifecycle
print(json.dumps(sorted(sys.modules)))
"""


def test_steps_import_nothing_that_a_start_does_not_import_anyway() -> None:
    command = [sys.executable, "-c", ALL_THAT_A_START_IMPORTS]
    done = subprocess.run(command, capture_output=True, check=True, cwd=Path(__file__).parents[2], timeout=120)
    assert set(PANES + BEHIND) <= set(json.loads(done.stdout))


def test_the_window_answers_after_each_step() -> None:
    breaths: list[None] = []
    import_in_steps(("json", "desktop.core.errors"), lambda: breaths.append(None))
    assert len(breaths) == 2
