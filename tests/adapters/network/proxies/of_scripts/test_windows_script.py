"""What Windows says of a proxy, in its own notation. The calls themselves have not been run on Windows."""

import sys

import pytest

from desktop.adapters.network.proxies.of_scripts.windows_script import answer_of, windows_answer
from desktop.adapters.network.proxies.system_answer import DIRECT, DesktopAnswer

DIRECTLY, NAMED = 1, 3


@pytest.mark.parametrize(
    ("access", "names", "expected"),
    [
        (DIRECTLY, "", DIRECT),
        (NAMED, "proxy.example:8080", DesktopAnswer("proxy.example:8080")),
        (NAMED, "a.example:1;b.example:2", DesktopAnswer("a.example:1")),
        (NAMED, "http=a.example:1 https=b.example:2", DesktopAnswer("a.example:1")),
        (NAMED, "", None),
        (NAMED, "gopher://a.example:1", None),
    ],
)
def test_the_first_way_that_is_open_counts(access: int, names: str, expected: DesktopAnswer | None) -> None:
    assert answer_of(access, names) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="asks the real one there")
def test_elsewhere_there_is_none() -> None:
    assert windows_answer("https://ai.example.com/") is None
