"""Proxies as they are typed, and what the setting may be."""

import pytest

from desktop.core.settings.settings import Settings, from_plain
from desktop.core.settings.values.proxy import is_proxy_setting, is_word_for_proxy, proxy_address_of

WORDS = (
    "off",
    "“off”",
    " 'Off' ",
    "disable",
    "Enable",
    "off.",
    "off:",
    "off/",
    "http://off",
    "HTTP://Direct/",
    "socks5://none:",
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("proxy.example:3128", "http://proxy.example:3128"),
        ("proxy", "http://proxy:80"),
        (" 'HTTP://Proxy.example:3128/' ", "http://proxy.example:3128"),
        ("https://proxy.example", "https://proxy.example:443"),
        ("socks5h://10.0.0.1", "socks5h://10.0.0.1:1080"),
        ("socks://localhost:9050/", "socks5://localhost:9050"),
        ("http://[fd00::7]:3128", "http://[fd00::7]:3128"),
        ("http://me:p%40ss@proxy.example:3128", "http://proxy.example:3128"),
        ("my_proxy:1", "http://my_proxy:1"),
        ("off:3128", "http://off:3128"),
        ("http://off:80", "http://off:80"),
        ("off.example", "http://off.example:80"),
    ],
)
def test_an_address_is_completed(text: str, place: str) -> None:
    address = proxy_address_of(text)
    assert address is not None
    assert (address.place, address.has_sign_in) == (place, "@" in text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http://",
        "http//p:1",
        "http:/p:1",
        "p:port",
        "p:0",
        "p:99999",
        "p/wpad.dat",
        "<p>:1",
        "$PROXY",
        "8080",
        "a b",
        *("off", "Off", "no", "NONE", "Direct", "direct://", "false", "disabled", "auto", "System", "default", " off "),
        *WORDS,
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert proxy_address_of(text) is None
    assert not is_proxy_setting(text)


@pytest.mark.parametrize("text", WORDS)
def test_a_word_is_one_however_it_is_dressed(text: str) -> None:
    assert is_word_for_proxy(text)


@pytest.mark.parametrize("text", ["off:3128", "off.example", "http://off:80", "office", "", "off/wpad.dat", "http://["])
def test_what_names_more_than_a_word_is_none(text: str) -> None:
    assert not is_word_for_proxy(text)


@pytest.mark.parametrize("text", ["system", "none", "proxy.example:3128", "socks5://10.0.0.1:1080"])
def test_the_setting_is_a_word_or_an_address(text: str) -> None:
    assert is_proxy_setting(text)
    assert from_plain({"proxy": text}).proxy == text


@pytest.mark.parametrize("text", ["socks4://p:1", "http://me@p:1", "http://me:pw@p:1", "None at all"])
def test_settings_hold_no_password_and_no_other_kind(text: str) -> None:
    assert from_plain({"proxy": text}) == Settings()
