"""The bot of pytest-qt with patience for a busy machine: what it waits for has minutes where 5 s are its default."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

PATIENCE_MS = 240_000


class PatientBot(QtBot):
    """Waits as long as a state or a signal takes on a machine that has much else to do."""

    def mouseDClick(  # type: ignore[override]
        self, widget: QWidget, button: Qt.MouseButton, *more: Any, **options: Any
    ) -> None:
        """Clicks twice, and lets the button go afterwards, which Qt's own tester does not."""
        super().mouseDClick(widget, button, *more, **options)
        super().mouseRelease(widget, button, *more, **options)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitActive(  # type: ignore[override]
        self, widget: QWidget, *, timeout: int = PATIENCE_MS
    ) -> AbstractContextManager[Any]:
        """Waits at the end of its `with`, as `waitExposed` does; without one it would do nothing."""
        waiting: AbstractContextManager[Any] = super().waitActive(widget, timeout=timeout)
        return waiting

    def waitExposed(  # type: ignore[override]
        self, widget: QWidget, *, timeout: int = PATIENCE_MS
    ) -> AbstractContextManager[Any]:
        waiting: AbstractContextManager[Any] = super().waitExposed(widget, timeout=timeout)
        return waiting

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **options: Any) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **options)
