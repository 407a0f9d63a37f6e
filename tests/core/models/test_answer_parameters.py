"""Parameters as they are stored and typed."""

import pytest

from desktop.core.models.answer_parameters import (
    SERVERS_OWN,
    AnswerParameters,
    are_parameters,
    extra_of,
    parameters_of,
    temperature_of,
    tokens_of,
)

ALL = AnswerParameters(0.2, 2000, "low", False, '{"seed": 7}')


def test_they_come_back_from_their_text() -> None:
    assert parameters_of(ALL.to_text()) == ALL
    assert SERVERS_OWN.to_text() == ""
    assert parameters_of("") == SERVERS_OWN


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[1]",
        '{"temperature": 3}',
        '{"temperature": true}',
        '{"temperature": NaN}',
        '{"longest": -1}',
        '{"longest": 1.5}',
        '{"effort": "enormous"}',
        '{"effort": ["low"]}',
        '{"store": "no"}',
        '{"extra": {"model": "x"}}',
        '{"extra": []}',
        '{"top_p": 1}',
        "[" * 100_000,
    ],
)
def test_what_cannot_be_used_is_known(text: str) -> None:
    assert not are_parameters(text)
    assert parameters_of(text) == SERVERS_OWN


@pytest.mark.parametrize("name", ["model", "messages", "stream", "stream_options"])
def test_extra_members_do_not_say_who_is_asked_and_what(name: str) -> None:
    assert extra_of(f'{{"{name}": 1}}') is None
    assert extra_of('{"seed": 1, "provider": {"order": ["a"]}}') == {"seed": 1, "provider": {"order": ["a"]}}


@pytest.mark.parametrize("text", ["x", "[]", '"text"', '{"a": NaN}', '{"a": "\\ud800"}', '{"a": ' + "1" * 20_001 + "}"])
def test_an_extra_body_that_is_no_object_is_refused(text: str) -> None:
    assert extra_of(text) is None


def test_no_text_adds_nothing() -> None:
    assert extra_of("  ") == {}


@pytest.mark.parametrize(
    ("text", "value"), [("0", 0.0), ("0,7", 0.7), (" 2 ", 2.0), ("2.1", None), ("hot", None), ("-1", None)]
)
def test_a_typed_temperature(text: str, value: float | None) -> None:
    assert temperature_of(text) == value


@pytest.mark.parametrize(
    ("text", "count"), [("4096", 4096), ("4,096", 4096), ("4 096", 4096), ("0", None), ("many", None), ("9" * 30, None)]
)
def test_a_typed_length(text: str, count: int | None) -> None:
    assert tokens_of(text) == count
