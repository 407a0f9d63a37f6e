"""The order in which Tab goes, where widgets stand in another one than they were made in."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def ring_after(widget: QWidget) -> list[QWidget]:
    """Returns the other widgets of the window in the order of Tab, from the one after `widget` to the one before it.

    It goes forward only: PySide takes what `previousInFocusChain` returns for a child, which goes with its "parent".
    """
    ring, at = list[QWidget](), widget.nextInFocusChain()
    while at is not None and at is not widget:
        ring.append(at)
        at = at.nextInFocusChain()
    return ring


def stops_in(inside: QWidget) -> list[QWidget]:
    """Returns the widgets in `inside` that Tab reaches, in its order."""
    tab = Qt.FocusPolicy.TabFocus.value
    return [at for at in ring_after(inside) if inside.isAncestorOf(at) and at.focusPolicy().value & tab]


def tab_before(stop: QWidget, others: Sequence[QWidget]) -> None:
    """Lets Tab go through others, in their order, right before it comes to `stop`."""
    for before, after in pairwise((stop, *others, stop)):
        QWidget.setTabOrder(before, after)
