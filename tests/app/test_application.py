"""The Qt application."""

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication

import desktop
from desktop.app.application import MOTIONS


def test_nothing_moves(qapp: QApplication) -> None:
    assert not any(QApplication.isEffectEnabled(effect) for effect in MOTIONS)
    sources = {path: path.read_text(encoding="utf-8") for path in Path(desktop.__path__[0]).rglob("*.py")}
    moving = re.compile(r"QPropertyAnimation|QVariantAnimation|QTimeLine|QAnimationGroup|QMovie")
    assert [path.name for path, text in sources.items() if moving.search(text)] == []
