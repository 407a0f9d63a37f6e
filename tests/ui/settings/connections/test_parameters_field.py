"""The fields for how answers are made."""

import json

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from desktop.ui.settings.connections.parameters_field import ParametersField

pytestmark = pytest.mark.usefixtures("qapp")


class Shown:
    """The field with what it emits; `typed` puts texts into its fields by their labels and leaves them."""

    def __init__(self, parameters: str = "") -> None:
        self.field = ParametersField()
        self.field.show_value(parameters)
        self.emitted: list[tuple[str, bool]] = []
        self.field.changed.connect(lambda text, only_here: self.emitted.append((text, only_here)))

    def type_into(self, label: str, text: str) -> None:
        lines = {line.accessibleName(): line.setText for line in self.field.findChildren(QLineEdit)}
        texts = {field.accessibleName(): field.setPlainText for field in self.field.findChildren(QPlainTextEdit)}
        {**lines, **texts}[label](text)
        self.field.give()

    @property
    def help(self) -> list[str]:
        return [label.text() for label in self.field.findChildren(QLabel)]


def test_what_is_typed_becomes_one_text() -> None:
    shown = Shown()
    shown.type_into("Temperature", "0,2")
    shown.type_into("Longest answer", "4 096")
    shown.type_into("Extra fields", '{"seed": 7}')
    assert json.loads(shown.emitted[-1][0]) == {"temperature": 0.2, "longest": 4096, "extra": {"seed": 7}}
    assert len(shown.emitted) == 3
    shown.type_into("Temperature", "")
    assert "temperature" not in json.loads(shown.emitted[-1][0])


@pytest.mark.parametrize(
    ("label", "text", "words"),
    [
        ("Temperature", "hot", "This is no number that can be used."),
        ("Longest answer", "-3", "This is no number that can be used."),
        ("Extra fields", '{"model": "x"}', "It isn't used."),
        ("Extra fields", "seed: 7", "It isn't used."),
    ],
)
def test_what_cannot_be_used_says_so_and_changes_nothing(label: str, text: str, words: str) -> None:
    shown = Shown('{"temperature": 1.0, "longest": 100, "extra": {"a": 1}}')
    shown.type_into(label, text)
    assert any(words in line for line in shown.help)
    assert shown.emitted == []


def test_the_first_switch_means_this_conversation_alone() -> None:
    shown = Shown('{"store": false}')
    only_here, store = shown.field.findChildren(QCheckBox)
    assert store.isChecked()
    only_here.click()
    store.click()
    assert shown.emitted == [("", True)]


def test_an_effort_is_chosen_from_those_that_servers_know() -> None:
    shown = Shown()
    (effort,) = shown.field.findChildren(QComboBox)
    effort.setCurrentText("low")
    effort.activated.emit(effort.currentIndex())
    assert shown.emitted == [('{"effort": "low"}', False)]


def test_only_efforts_that_the_server_takes_are_offered() -> None:
    shown = Shown('{"effort": "minimal"}')
    (combo,) = shown.field.findChildren(QComboBox)
    shown.field.show_efforts(("low", "high"), "For gpt-5, the server takes: low, high")
    offered = [combo.itemText(at) for at in range(combo.count())]
    assert offered == ["As the server chooses", "minimal (refused)", "low", "high"]
    assert (combo.currentText(), "For gpt-5, the server takes: low, high" in shown.help) == ("minimal (refused)", True)
    shown.field.give()
    assert shown.emitted == []
    shown.field.show_value("")
    assert combo.findText("minimal (refused)") == -1


def test_what_holds_here_alone_can_be_given_up() -> None:
    shown = Shown('{"temperature": 0.2}')
    (reset,) = shown.field.findChildren(QPushButton)
    assert reset.isHidden()
    shown.field.show_only_here(True)
    assert not reset.isHidden()
    reset.click()
    assert shown.emitted == [("", True)]


def test_what_the_servers_list_leaves_out_is_said_and_can_be_used() -> None:
    shown = Shown('{"effort": "low"}')
    shown.field.show_unlisted(frozenset({"temperature"}), "Not in the list.")
    shown.field.show_efforts(("high",), "The list has: high", was_refused=False)
    assert shown.help.count("Not in the list.") == 1
    (combo,) = shown.field.findChildren(QComboBox)
    assert combo.currentText() == "low (not in the server's list)"
    shown.field.show_unlisted(frozenset(), "")
    assert "Not in the list." not in shown.help
