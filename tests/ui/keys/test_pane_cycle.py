"""From pane to pane."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keys.pane_cycle import PaneCycle


def test_panes_are_gone_through_in_order_and_hidden_ones_left_out(qtbot: QtBot) -> None:
    window = QWidget()
    layout = QHBoxLayout(window)
    panes = [QWidget() for _ in range(3)]
    buttons = [QPushButton(str(number)) for number in range(3)]
    for pane, button in zip(panes, buttons, strict=True):
        QVBoxLayout(pane).addWidget(button)
        layout.addWidget(pane)
    inner = QPushButton("inside of the last")
    panes[2].layout().addWidget(inner)  # type: ignore[union-attr]
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    stops = [(pane, lambda button=button: button) for pane, button in zip(panes, buttons, strict=True)]
    cycle = PaneCycle(lambda pane: None, *stops)
    inner.setFocus()
    qtbot.waitUntil(inner.hasFocus)
    for step, expected in ((1, 0), (1, 1), (1, 2), (1, 0), (-1, 2), (-1, 1)):
        cycle.go(step)
        assert buttons[expected].hasFocus()
    panes[2].hide()
    cycle.go(1)
    assert buttons[0].hasFocus()
    cycle.go(-1)
    assert buttons[1].hasFocus()
    buttons[0].setEnabled(False)
    cycle.go(1)
    assert buttons[1].hasFocus()
