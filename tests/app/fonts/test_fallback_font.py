"""A system without any font: the program brings one, and says what is missing."""

import os
import subprocess
import sys
from pathlib import Path

NO_FONT = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><cachedir>{}</cachedir></fontconfig>'
)
START = (
    "import sys; from PySide6.QtCore import QTimer; from PySide6.QtGui import QFontMetrics, QRawFont;"
    "from PySide6.QtWidgets import QApplication; from desktop.app import startup, lifecycle\n"
    "def told(app, state):\n"
    "    font = app.font(); raw = QRawFont.fromFont(font)\n"
    "    field = state.window.composer.field.font()\n"
    "    print(QRawFont.fromFont(field).familyName(), all(raw.supportsCharacter(ord(sign)) for sign in 'Aäя…'))\n"
    "lifecycle.run_until_left = told\n"
    "sys.exit(startup.main([]))"
)


def test_a_start_without_a_font_shows_letters_and_says_what_to_install(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    config.write_text(NO_FONT.format(tmp_path / "cache"))
    environment = {
        **os.environ,
        "FONTCONFIG_FILE": str(config),
        "ASKANCE_HOME": str(tmp_path / "home"),
        "QT_QPA_PLATFORM": "offscreen",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-c", START], env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stdout) == (0, "DejaVu Sans True\n"), done.stderr
    assert done.stderr == (
        "askance: this system has no fonts, so letters of many languages can't be shown. "
        "On Debian and Ubuntu, type: sudo apt install fonts-dejavu-core\n"
    )
