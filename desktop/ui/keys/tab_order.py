"""The order in which Tab goes, where widgets stand in another one than they were made in."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_in(inside: QWidget) -> list[QWidget]:
    """Returns the widgets in `inside` that Tab reaches, in its order."""
    stops, at = list[QWidget](), inside.nextInFocusChain()
    while at is not None and at is not inside:
        if inside.isAncestorOf(at) and at.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
            stops.append(at)
        at = at.nextInFocusChain()
    return stops


def tab_before(stop: QWidget, others: Sequence[QWidget]) -> None:
    """Let Tab go through others, in their order, right before it comes to `stop`."""
    for before, after in pairwise((stop, *others, stop)):
        QWidget.setTabOrder(before, after)
