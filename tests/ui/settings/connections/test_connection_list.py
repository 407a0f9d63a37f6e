"""The list of connections as a user sees and uses it."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QToolButton

from desktop.core.settings.connections.templates import TEMPLATES, ConnectionTemplate
from desktop.core.settings.endpoint import endpoint_of
from desktop.ui.settings.connections.connection_list import ConnectionEntry, ConnectionListField

pytestmark = pytest.mark.usefixtures("qapp")
CLOUD = ConnectionEntry("a", "R&D", "ai.example · gpt-4o", is_current=True)
LOCAL = ConnectionEntry("b", "Kitchen", "127.0.0.1:11434 · llava", is_current=False)


class Shown:
    def __init__(self, *entries: ConnectionEntry, may_change: bool = True) -> None:
        self.field = ConnectionListField()
        self.field.show_entries(entries, may_change)
        self.events: list[tuple[str, object]] = []
        self.field.chosen.connect(lambda chosen: self.events.append(("chosen", chosen)))
        self.field.removed.connect(lambda removed: self.events.append(("removed", removed)))
        self.field.template_chosen.connect(lambda template: self.events.append(("template", template)))
        self.field.find_requested.connect(lambda: self.events.append(("find", None)))

    def radio(self, name: str) -> QRadioButton:
        return next(found for found in self.field.findChildren(QRadioButton) if found.text() == name)

    def trigger(self, button: str, words: str) -> None:
        found = next(found for found in self.field.findChildren(QToolButton) if found.accessibleName() == button)
        next(action for action in found.menu().actions() if action.text() == words).trigger()

    def press(self, words: str) -> None:
        buttons = [found for found in self.field.findChildren(QPushButton) if found.text() == words]
        buttons[-1].click()  # one before it belongs to a row that is about to be deleted


def test_the_marked_one_answers_and_another_is_one_click_away() -> None:
    shown = Shown(CLOUD, LOCAL)
    assert shown.radio("R&&D").isChecked()
    assert shown.radio("Kitchen").accessibleDescription() == "127.0.0.1:11434 · llava"
    shown.radio("R&&D").click()
    assert shown.radio("R&&D").isChecked(), "a click does not leave nothing marked"
    assert shown.events == []
    shown.radio("Kitchen").click()
    assert shown.events == [("chosen", "b")]


def test_removing_asks_first_because_the_key_goes_too() -> None:
    shown = Shown(CLOUD, LOCAL)
    shown.trigger("More for Kitchen", "Remove")
    assert "Remove “Kitchen” and its key?" in [label.text() for label in shown.field.findChildren(QLabel)]
    shown.press("Keep")
    assert shown.events == []
    shown.trigger("More for R&D", "Remove")
    shown.press("Remove")
    assert shown.events == [("removed", "a")]


def test_the_only_connection_cannot_be_removed() -> None:
    shown = Shown(CLOUD)
    shown.trigger("More for R&D", "Remove")
    assert not [button for button in shown.field.findChildren(QPushButton) if button.text() == "Keep"]


def test_templates_and_the_search_are_offered() -> None:
    shown = Shown(CLOUD)
    shown.trigger("Add connection", "Ollama")
    shown.press("Find servers on this computer")
    (_, template), (find, _) = shown.events
    assert isinstance(template, ConnectionTemplate)
    assert (template.endpoint, find) == ("http://127.0.0.1:11434/v1", "find")


def test_what_an_administrator_has_set_says_so() -> None:
    shown = Shown(CLOUD, LOCAL, may_change=False)
    assert shown.field.words == "Set by your organisation"
    assert not any(button.isEnabled() for button in shown.field.findChildren(QRadioButton))
    assert not any(button.isEnabled() for button in shown.field.findChildren(QPushButton))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
def test_the_address_of_a_template_is_one(template: ConnectionTemplate) -> None:
    connection = template.connection()
    assert endpoint_of(template.endpoint.lower()) == template.endpoint.lower()
    assert (connection.values.endpoint, connection.name) == (template.endpoint, template.name)
    assert connection.values.endpoint_found is False
