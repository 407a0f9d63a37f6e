"""The Qt application."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QApplication

MOTIONS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
"""What Qt would move. Nothing in the window moves, for anybody: so nobody has to ask for it."""


class App(QApplication):
    """The application; a request to quit is emitted as a signal and ends nothing by itself."""

    quit_wanted = Signal()

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        for effect in MOTIONS:
            self.setEffectEnabled(effect, False)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            self.quit_wanted.emit()
            return True
        return super().event(event)
