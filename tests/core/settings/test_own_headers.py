"""Headers of the user's own, as they are typed and kept."""

import pytest

from desktop.core.settings.own_headers import LONGEST, MOST, headers_from_text, headers_of, headers_to_text


def test_headers_are_typed_one_a_line() -> None:
    headers = headers_of("X-Team: vision\n\n authorization:Token a:b \n")
    assert headers == (("X-Team", "vision"), ("authorization", "Token a:b"))
    assert headers_from_text(headers_to_text(headers)) == headers
    assert headers_of("") == ()


@pytest.mark.parametrize(
    "typed",
    [
        *("X-Team", "X Team: a", ": a", "X-Team:", "X-Team: ä", "X-Team: a\x00b", "Host: evil.example"),
        *("CONTENT-LENGTH: 1", "X-A: 1\nx-a: 2", f"X-A: {'a' * (LONGEST + 1)}", "User-Agent: me"),
        "\n".join(f"X-{number}: 1" for number in range(MOST + 1)),
    ],
)
def test_what_is_no_header_is_refused(typed: str) -> None:
    assert headers_of(typed) is None
