"""Switches of the settings whose words need several lines."""

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.settings.fields import Switch

ENGLISH = "Show my question and the answer in the notification of the desktop && the “list”"
JAPANESE = "デスクトップの通知に、自分の質問と回答を表示する（他の人にも見える場合があります）。"
CHINESE = "在桌面通知中显示我的问题和回答，即使屏幕上还有其他人可以看到的窗口，也是如此。"
MIXED = "Askance の通知に 質問と回答を表示する https://example.com/settings を開く"


@pytest.mark.parametrize("words", [ENGLISH, JAPANESE, CHINESE, MIXED])
@pytest.mark.parametrize("width", [150, 260, 430, 2000])
def test_no_line_of_a_switch_is_cut_in_any_script(qtbot: QtBot, words: str, width: int) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    column, switch = QVBoxLayout(around), Switch(words)
    column.addWidget(switch)
    around.resize(width, 400)
    with qtbot.waitExposed(around):
        around.show()
    shown = [switch.fontMetrics().horizontalAdvance(line) for line in switch.lines]
    longest = max(map(switch.fontMetrics().horizontalAdvance, words.replace("。", "").split(" ")))
    assert max(shown) < max(width, longest if words in (ENGLISH, MIXED) else 0)
    assert "".join(switch.lines).replace(" ", "") == words.replace(" ", "")
    assert not any(line[0] in "、。，）" or line.endswith("（") for line in switch.lines)
    assert len(switch.lines) == 1 if width == 2000 else len(switch.lines) > (width < 430)
    qtbot.waitUntil(lambda: switch.height() >= switch.fontMetrics().lineSpacing() * len(switch.lines))
