"""The widget that another one lies on, which need not be ours: the viewport of a view is Qt's own."""

from PySide6.QtWidgets import QWidget


def ground_of(widget: QWidget) -> QWidget:
    """Returns the parent of a widget that has one.

    It is asked for each time: a child that keeps Qt's own widget may have it deleted a second time when both go.
    """
    parent = widget.parentWidget()
    assert parent is not None
    return parent
