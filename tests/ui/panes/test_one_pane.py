"""One pane at a time where there is no room for two."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.panes.one_pane import OnePane
from desktop.ui.theme import LIGHT, Theme


def test_a_narrow_window_or_large_text_shows_the_pane_that_was_asked_for(qtbot: QtBot) -> None:
    window, picture, talk = QWidget(), QLabel("picture"), QLabel("talk")
    layout = QHBoxLayout(window)
    layout.addWidget(picture)
    layout.addWidget(talk)
    qtbot.addWidget(window)
    window.resize(1000, 300)
    window.show()
    panes = OnePane(window, picture, talk)
    font = QFont()
    font.setPixelSize(13)
    panes.show_look(Theme(LIGHT, font))
    assert (picture.isVisible(), talk.isVisible()) == (True, True)
    window.resize(500, 300)
    assert (picture.isVisible(), talk.isVisible()) == (False, True)
    panes.show_around(picture)
    assert (picture.isVisible(), talk.isVisible()) == (True, False)
    panes.show_around(window)
    assert picture.isVisible()
    window.resize(1000, 300)
    assert (picture.isVisible(), talk.isVisible()) == (True, True)
    font.setPixelSize(52)
    panes.show_look(Theme(LIGHT, font))
    assert (picture.isVisible(), talk.isVisible()) == (True, False)
    panes.show(talk)
    assert (picture.isVisible(), talk.isVisible()) == (False, True)


def test_a_pane_is_put_away_where_another_is_left_to_see_and_stays_so_in_a_wide_window(qtbot: QtBot) -> None:
    window, picture, talk = QWidget(), QLabel("picture"), QLabel("talk")
    layout = QHBoxLayout(window)
    layout.addWidget(picture)
    layout.addWidget(talk)
    qtbot.addWidget(window)
    window.resize(500, 300)
    window.show()
    panes = OnePane(window, picture, talk)
    font = QFont()
    font.setPixelSize(13)
    panes.show_look(Theme(LIGHT, font))
    panes.toggle(talk)
    assert (picture.isVisible(), talk.isVisible()) == (True, False)
    assert panes.is_wanted(talk)
    panes.toggle(talk)
    assert (picture.isVisible(), talk.isVisible()) == (False, True)
    panes.want(talk, False)
    assert talk.isVisible()
    panes.toggle(talk)
    panes.show(talk)
    window.resize(1000, 300)
    assert (picture.isVisible(), talk.isVisible()) == (True, False)
    panes.toggle(talk)
    assert (picture.isVisible(), talk.isVisible(), panes.is_wanted(talk)) == (True, True, True)
