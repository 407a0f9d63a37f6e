"""What was typed is looked through as the text of images is."""

import pytest

from desktop.core.privacy.typed.typed_text import LONGEST_LINE, find_private_in_text
from desktop.messages.finding_words import summarize_findings


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please write to jane.doe@example.com, what is this?", "an e-mail address"),
        ("first line\n\n  card 4111 1111 1111 1111 here", "a card number"),
        ("x" * (LONGEST_LINE - 20) + "\nmail jane.doe@example.com", "an e-mail address"),
        ("word " * 3000 + "jane.doe@example.com", "an e-mail address"),
    ],
)
def test_what_is_private_in_words(text: str, found: str) -> None:
    assert found in summarize_findings(find_private_in_text(text))


def test_a_label_and_its_value_belong_together() -> None:
    assert find_private_in_text("It says\nPassword: Kite-4482-Lamp\nand stops")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "What does the cup cost, 12.50 or 13.00?",
        "Write to [e-mail address], please",
        "Version 4.17.21, 3 of 8",
    ],
)
def test_ordinary_words_are_not_private(text: str) -> None:
    assert find_private_in_text(text) == ()
