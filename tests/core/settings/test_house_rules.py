"""Hosts of a policy: what they mean and what they match."""

import pytest

from desktop.core.settings.house_rules import HouseRules, host_pattern_of


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        *(("AI.example.com", "ai.example.com"), (" ai.example.com ", "ai.example.com"), ("*", "*")),
        *(("*.example.com", "*.example.com"), ("ai.example.com:8443", "ai.example.com:8443")),
        *(("https://ai.example.com/v1", "ai.example.com"), ("http://[::1]:11434/v1", "[::1]:11434")),
        *(("127.0.0.1:11434", "127.0.0.1:11434"), ("[::1]", "[::1]"), ("localhost", "localhost")),
        *(("", None), ("a b", None), ("ai.example.com/v1", None), ("u:p@ai.example.com", None), ("a*.example", None)),
        *(("ai.example.com:x", None), ("*.*.example.com", None), ("https://", None)),
    ],
)
def test_a_host_in_its_plain_form(text: str, pattern: str | None) -> None:
    assert host_pattern_of(text) == pattern


@pytest.mark.parametrize(
    ("allowed", "address", "may"),
    [
        *(
            ("ai.example.com", "https://ai.example.com/v1", True),
            ("ai.example.com", "https://AI.example.com.:443", True),
        ),
        *(
            ("ai.example.com", "https://evil-ai.example.com", False),
            ("ai.example.com", "https://ai.example.com.evil", False),
        ),
        ("ai.example.com", "https://evil/?https://ai.example.com", False),
        ("ai.example.com", "https://ai.example.com@evil.example/", False),
        *(("*.example.com", "https://a.b.example.com", True), ("*.example.com", "https://example.com", False)),
        *(("*.example.com", "https://badexample.com", False), ("a:8443", "https://a:8443/v1", True)),
        *(("a:8443", "https://a/v1", False), ("a:443", "https://a/v1", True), ("a:80", "https://a/v1", False)),
        *(("[::1]:11434", "http://[::1]:11434/v1", True), ("[::1]", "http://[::1]:1/v1", True)),
        *(("*", "https://anything", True), ("localhost", "http://127.0.0.1", False), ("a", "", False)),
        *(("a", "https://a:port/", False), ("a", "https://b\\@a/", False), ("a", "https://b\t@a", False)),
    ],
)
def test_what_may_be_reached(allowed: str, address: str, may: bool) -> None:
    pattern = host_pattern_of(allowed)
    assert pattern is not None
    assert HouseRules(allowed_hosts=(pattern,)).may_reach(address) is may


def test_no_hosts_are_none() -> None:
    assert not HouseRules(allowed_hosts=()).may_reach("https://a")
    assert HouseRules().may_reach("https://a")
