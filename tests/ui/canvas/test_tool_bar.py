"""The tool bar."""

from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from desktop.core.annotation.style import COLORS
from desktop.ui.canvas.tool_bar import ToolBar
from desktop.ui.canvas.tools import Tool
from desktop.ui.theme import LIGHT


def tool_button(bar: ToolBar, name: str) -> QToolButton:
    (button,) = (button for button in bar.findChildren(QToolButton) if button.accessibleName() == name)
    return button


def test_the_tool_bar_says_what_is_taken_and_fits_its_room(qtbot: QtBot) -> None:
    bar = ToolBar()
    qtbot.addWidget(bar)
    bar.show_colors(LIGHT)
    with qtbot.waitSignal(bar.tool_chosen) as taken:
        tool_button(bar, "Redact").click()
    assert taken.args == [Tool.REDACT]
    bar.show_tool(Tool.PEN)
    assert [button.text() for button in bar.findChildren(QToolButton) if button.isChecked()] == ["Pen"]
    widths = []
    for room in (2000, 480, 310, 100):
        bar.fit_into(room)
        widths.append(bar.sizeHint().width())
        assert widths[-1] <= room
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 4
    folded = tool_button(bar, "Tools")
    every = folded.menu()
    assert isinstance(every, QMenu) and not folded.isHidden()
    assert bar.is_folded
    with qtbot.waitSignal(bar.tool_chosen) as taken:
        every.actions()[1].trigger()
    assert taken.args == [Tool.CROP]
    assert folded.icon().cacheKey() == tool_button(bar, "Crop").icon().cacheKey()
    bar.fit_into(2000)
    assert folded.isHidden() and not tool_button(bar, "Crop").isHidden()
    menu = tool_button(bar, "Colour").menu()
    assert isinstance(menu, QMenu)
    with qtbot.waitSignal(bar.color_chosen) as color:
        menu.actions()[2].trigger()
    assert color.args == [COLORS[2]]
