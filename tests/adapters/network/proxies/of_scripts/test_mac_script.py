"""What macOS says of a proxy, by the names of its types. The calls themselves have not been run on macOS."""

import sys

import pytest

from desktop.adapters.network.proxies.of_scripts.mac_script import answer_of, mac_answer
from desktop.adapters.network.proxies.system_answer import DIRECT, DesktopAnswer


@pytest.mark.parametrize(
    ("ways", "expected"),
    [
        ([("kCFProxyTypeNone", "", 0)], DIRECT),
        ([("kCFProxyTypeHTTPS", "proxy.example", 8080)], DesktopAnswer("http://proxy.example:8080")),
        ([("kCFProxyTypeSOCKS", "::1", 1080)], DesktopAnswer("socks5://[::1]:1080")),
        ([("kCFProxyTypeFTP", "f.example", 21), ("kCFProxyTypeNone", "", 0)], DIRECT),
        ([("", "f.example", 21)], None),
        ([], None),
    ],
)
def test_the_first_way_that_is_open_counts(ways: list[tuple[str, str, int]], expected: DesktopAnswer | None) -> None:
    assert answer_of(ways) == expected


@pytest.mark.skipif(sys.platform == "darwin", reason="asks the real one there")
def test_elsewhere_there_is_none() -> None:
    assert mac_answer("https://ai.example.com/") is None
