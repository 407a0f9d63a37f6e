"""What is typed as a key may be long, and is read in a time that grows with its length: else it would not end."""

from desktop.core.settings.endpoint import key_of


def test_a_long_row_of_names() -> None:
    assert key_of("x-" * 20_000 + 'key = "sk-abc123"') == "sk-abc123"
    assert key_of("x-" * 20_000 + '="b')
