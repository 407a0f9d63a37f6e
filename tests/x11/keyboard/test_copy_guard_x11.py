"""Where copying is not allowed, the keys of X11 copy nothing either."""

import json
import subprocess
import sys

import pytest

from tests.x11.screen import Screen

pytestmark = pytest.mark.x11
BEFORE, ANSWER = "before", "The answer"
DELETING = """
import json, sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from desktop.ui.keys.copy_guard import HOLDS_ANSWER, CopyGuard
app = QApplication([])
field = QLineEdit()
field.setProperty(HOLDS_ANSWER, True)
field.show()
CopyGuard(field).switch(sys.argv[1] == "on")
found = []
for key in (Qt.Key.Key_K, Qt.Key.Key_U):
    field.setText("The answer")
    field.setCursorPosition(0 if key is Qt.Key.Key_K else 10)
    app.clipboard().setText("before")
    QTest.keyClick(field, key, Qt.KeyboardModifier.ControlModifier)
    found.append(app.clipboard().text())
print(json.dumps(found))
"""


@pytest.mark.parametrize(("switch", "copied"), [("on", BEFORE), ("off", ANSWER)])
def test_what_a_key_deletes_is_not_put_on_the_clipboard(at: Screen, switch: str, copied: str) -> None:
    """Ctrl+K and Ctrl+U put on the clipboard what they delete, on X11 alone."""
    command = [sys.executable, "-c", DELETING, switch]
    done = subprocess.run(command, env=at.environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [copied, copied]
