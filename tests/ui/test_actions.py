"""The actions of the window."""

from PySide6.QtWidgets import QWidget

from desktop.ui.actions import TABLE, Actions


def test_every_action_has_words_a_menu_and_a_tooltip(host: QWidget) -> None:
    actions = Actions(host)
    for entry in TABLE:
        assert actions[entry.name].toolTip()
        assert entry.menu in ("File", "Edit", "Picture", "View", "Help")
        assert not entry.keys or len(actions[entry.name].shortcuts()) == len(entry.keys)
    keys = [key for entry in TABLE for key in entry.keys]
    assert len(keys) == len(set(keys))
