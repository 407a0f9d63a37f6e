"""No test sees the text size, the colours or the direction that another one has left."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.ui.icons import COLORS
from desktop.ui.keys.focus_in_view import FocusInView
from desktop.ui.theme import DARK, Theme
from tests.kept_look import kept_children, kept_look
from tests.ui.every_window import main_window


def test_a_large_dark_window_leaves_the_look_as_it_was(qtbot: QtBot, qapp: QApplication) -> None:
    font, palette, colors = QFont(qapp.font()), QPalette(qapp.palette()), COLORS.now
    with kept_look(qapp):
        main_window(qtbot, Theme(DARK, font).zoomed(2.0), filled=False)
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        assert qapp.font().pointSizeF() == pytest.approx(2 * font.pointSizeF())
        assert qapp.palette() != palette
        assert COLORS.now is not colors
    assert qapp.font() == font
    assert qapp.palette() == palette
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert COLORS.now is colors


def test_the_look_comes_back_after_an_error(qapp: QApplication) -> None:
    font = QFont(qapp.font())

    def fail() -> None:
        with kept_look(qapp):
            qapp.setFont(QFont(font.family(), 40))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert qapp.font() == font


def test_every_test_that_has_the_application_gives_its_look_back(
    qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    assert "usual_application" in request.fixturenames


def test_what_watches_the_application_goes_with_the_test(qapp: QApplication) -> None:
    other = QObject(qapp)  # such as Qt's own, which stay
    before = len(qapp.children())
    with kept_children(qapp):
        watcher = FocusInView(qapp)
        assert watcher in qapp.children()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(qapp.children()) == before
    assert not isValid(watcher)
    assert isValid(other)
    other.deleteLater()
