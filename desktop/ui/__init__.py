"""Widgets: they show values and emit what the user does. They ask no service and do nothing that takes time."""
