"""The rules of the keyboard that hold in every window."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.keys.key_rules import KeyRules

ALT, CONTROL, NONE = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Hands:
    """A window with a field and two buttons, and the keys that are sent to it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        self.field, self.button, self.tool = QLineEdit(), QPushButton("one"), QToolButton()
        layout = QVBoxLayout(self.window)
        for widget in (self.field, self.button, self.tool):
            layout.addWidget(widget)
        self.asked: list[bool] = []
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        self.focus(qtbot, self.field)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.rules = KeyRules(app, self.window, lambda: self.asked.append(True))

    def focus(self, qtbot: QtBot, widget: QWidget) -> None:
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)

    def send(self, kind: QEvent.Type, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, again: bool = False) -> None:
        QCoreApplication.sendEvent(self.window.windowHandle(), QKeyEvent(kind, key, modifiers, "", again))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, again: bool = False) -> None:
        self.send(QEvent.Type.KeyPress, key, modifiers, again)

    def release(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        self.send(QEvent.Type.KeyRelease, key, modifiers)


def test_enter_presses_the_focused_button_once(qtbot: QtBot) -> None:
    hands, clicked = Hands(qtbot), list[str]()
    hands.button.clicked.connect(lambda: clicked.append("button"))
    hands.tool.clicked.connect(lambda: clicked.append("tool"))
    hands.press(Qt.Key.Key_Return)
    hands.focus(qtbot, hands.button)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return, again=True)
    hands.focus(qtbot, hands.tool)
    hands.press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    hands.press(Qt.Key.Key_Return, CONTROL)
    assert clicked == ["button", "tool"]


def test_alt_alone_and_f10_ask_for_the_menu_bar(qtbot: QtBot) -> None:
    hands = Hands(qtbot)
    hands.press(Qt.Key.Key_Alt, ALT)
    hands.press(Qt.Key.Key_F, ALT)
    hands.release(Qt.Key.Key_F, ALT)
    hands.release(Qt.Key.Key_Alt)
    assert hands.asked == []
    hands.press(Qt.Key.Key_Alt, CONTROL | ALT)
    hands.release(Qt.Key.Key_Alt, CONTROL)
    assert hands.asked == []
    hands.press(Qt.Key.Key_Alt, ALT)
    hands.release(Qt.Key.Key_Alt)
    hands.press(Qt.Key.Key_F10)
    assert hands.asked == [True, True]


def test_alt_that_is_let_go_before_the_other_key_of_a_shortcut_asks_for_nothing(qtbot: QtBot) -> None:
    hands, done = Hands(qtbot), list[bool]()
    shortcut = QShortcut(QKeySequence(ALT | Qt.Key.Key_Return), hands.window)
    shortcut.activated.connect(lambda: done.append(True))
    handle = hands.window.windowHandle()
    QTest.keyPress(handle, Qt.Key.Key_Alt, ALT)
    QTest.keyPress(handle, Qt.Key.Key_Return, ALT)
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    QTest.keyRelease(handle, Qt.Key.Key_Return)
    assert (done, hands.asked) == ([True], [])


def test_alt_with_the_mouse_asks_for_nothing(qtbot: QtBot) -> None:
    hands = Hands(qtbot)
    hands.press(Qt.Key.Key_Alt, ALT)
    handle = hands.window.windowHandle()
    qtbot.mouseClick(handle, Qt.MouseButton.LeftButton, ALT, QPoint(2, 2))
    hands.release(Qt.Key.Key_Alt)
    assert hands.asked == []


def test_shift_f10_opens_the_menu_of_what_has_the_focus(qtbot: QtBot) -> None:
    hands, places = Hands(qtbot), list[QPoint]()
    hands.button.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    hands.button.customContextMenuRequested.connect(places.append)
    hands.focus(qtbot, hands.button)
    hands.press(Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert len(places) == 1 and hands.button.rect().contains(places[0])
    assert hands.asked == []


def test_rules_go_along_to_the_window_that_has_the_focus(qtbot: QtBot) -> None:
    hands, other, clicked = Hands(qtbot), QPushButton("other"), list[bool]()
    other.clicked.connect(lambda: clicked.append(True))
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    QCoreApplication.sendEvent(other.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE))
    QCoreApplication.sendEvent(other.windowHandle(), QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F10, NONE))
    assert (clicked, hands.asked) == ([True], [])
