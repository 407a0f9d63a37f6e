"""Forty forms of links: which may be one, where they go, and which are odd."""

import pytest
from PySide6.QtCore import QUrl

from desktop.core.markdown.link_safety import host_mentioned_in, target_of
from desktop.core.markdown.links.homographs import is_homograph

MAY_NOT = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,hi",
    "vbscript:x",
    "file:///etc/passwd",
    "FILE:///C:/x",
    "//host/share",
    "\\\\host\\share",
    "/etc/passwd",
    "../x",
    "mark:2",
    "ftp://x.example/",
    "smb://host/share",
    "ms-settings:network",
    "search-ms:query=x",
    "steam://run/1",
    "tel:+123",
    "blob:https://x.example/1",
    "http:",
    "http://",
    "https:///path",
    "http://[::1",
    "http://x.example:99999/",
    "http://exa\u202emple.com",
    "http://x.example/\u2066",
    "http://a b.example",
    "mailto:",
    "mailto:nobody",
    "http://x\u200b.example",
    "h\u0000ttp://x.example",
    "https://x.example/" + "a" * 5000,
    "https://good.example%2f.evil.example/",
    "https://good.example%40evil.example/",
    "https://a%E2%80%8Bb.example/",
    "https://%FF.example/",
    "https://a%25b.example/",
    "https://a%zz.example/",
]
MAY = [
    ("http://x.example", "x.example"),
    ("HTTPS://X.example/Y?z=1#f", "x.example"),
    ("https://user@evil.example/", "evil.example"),
    ("https://bücher.example/", "xn--bcher-kva.example"),
    ("https://faß.example/", "xn--fa-hia.example"),
    ("https://straße.example/", "xn--strae-oqa.example"),
    ("https://βόλος.example/", "xn--nxasmm1c.example"),
    ("https://lamp.example/a", "lamp.example"),
    ("http://127.0.0.1:8080/x", "127.0.0.1"),
    ("http://[::1]/", "::1"),
    ("https://ho%73t.example/", "host.example"),
    ("https://a%2Eb.example/", "a.b.example"),
    ("https://paypa%49.example/", "paypai.example"),
    ("https://%C3%84b.example/", "xn--b-zfa.example"),
    ("https://gro%C3%9F.example/", "xn--gro-7ka.example"),
    ("http://%31%32%37%2e1/", "127.0.0.1"),
    ("mailto:a@b.example?subject=x", "a@b.example"),
    ("mailto:Ann@paypaI.example", "Ann@paypai.example"),
    ("https://x.example/%E2%80%AE", "x.example"),
]


@pytest.mark.parametrize("address", MAY_NOT)
def test_what_is_no_link(address: str) -> None:
    assert target_of(address) is None


@pytest.mark.parametrize(("address", "host"), MAY)
def test_what_is_a_link_and_where_it_goes(address: str, host: str) -> None:
    target = target_of(address)
    assert target is not None
    assert target.host == host


def test_forty_forms() -> None:
    assert len(MAY_NOT) + len(MAY) >= 40


@pytest.mark.parametrize(
    ("host", "alike"),
    [
        ("gооgle.example", True),  # Cyrillic о
        ("аррӏе.example", True),  # all Cyrillic, all like Latin
        ("xn--80ak6aa92e.example", True),
        ("ｇoogle.example", True),  # a wide g
        ("faceboоk.example", True),
        ("ɡoogle.example", True),  # a Latin letter that hardly anyone knows
        ("bücher.example", False),
        ("例え.example", False),
        ("пример.example", False),
        ("google.example", False),
        ("xn--bcher-kva.example", False),
        ("xn--\u00fc.example", False),
        ("αбв.example", True),  # Greek and Cyrillic
        ("xn--mxa0xd.example", True),  # the same, as it is looked up
        ("приклαд.example", True),
        ("ایرانа.example", True),  # Arabic and Cyrillic
        ("例a.example", True),
        ("שלוםα.example", True),
        ("paypal१.example", True),  # a digit of Devanagari
        ("ひらカタ漢字々ー.example", False),
        ("한국漢字.example", False),
        ("ㄅㄆ漢字.example", False),
        ("ひ한.example", True),
        ("пример.例え.αβγ.example", False),  # each label in one script
        ("ایران۱.example", False),  # Persian with its own digits
        ("गूगल.example", False),
        ("straße.example", False),
        ("москва.рф", False),  # every letter looks Latin, but under a domain that is Cyrillic throughout
        ("москва.example", True),
        ("сосо.сом", True),
        ("οοο.рф", True),
        ("ᎪᎳᏚ.example", True),  # Cherokee
        ("ꓑꓮꓬ.example", True),  # Lisu
        ("ⲣⲣⲣ.example", True),  # Coptic
        ("օօօ.example", True),  # Armenian
        ("ΒΑΝΚ.example", True),  # Greek capitals
    ],
)
def test_look_alike_letters(host: str, alike: bool) -> None:
    assert is_homograph(host) is alike


@pytest.mark.parametrize(
    ("words", "address", "doubt"),
    [
        ("https://bank.example/login", "https://evil.example/", "the text says bank.example"),
        ("bank.example", "https://evil.example/bank.example", "the text says bank.example"),
        ("www.bank.example", "https://bank.example/", ""),
        ("bank.example", "https://docs.bank.example/", ""),
        ("bank.example", "https://bank.example.evil.test/", "the text says bank.example"),
        ("click here", "https://evil.example/", ""),
        ("setup.py", "https://git.example/setup.py", ""),
        ("me@bank.example", "mailto:me@bank.example", ""),
        ("x", "https://bank.example@evil.test/", "a name before the host"),
        ("x", "https://%D1%80aypal.example/", "look-alike letters"),
        ("bank.example", "https://%62ank.example/", ""),
    ],
)
def test_words_that_say_another_host(words: str, address: str, doubt: str) -> None:
    target = target_of(address, words)
    assert target is not None
    assert target.warning == doubt


def test_names_of_files_are_no_hosts() -> None:
    assert host_mentioned_in("see main.py and lib.rs") == ""
    assert host_mentioned_in("see Main.Example.org for more") == "main.example.org"


@pytest.mark.parametrize(
    "host",
    [
        *("127.1", "0x7f.1", "0X7F.0.0.1", "0177.0.0.1", "2130706433", "127.0.1", "1.2.3.04", "192.168.257"),
        *("-a.example", "a-.example", "a..example", "256.1.1.1", "1.2.3.4.5", "09.1", "a.1", "xn--.example"),
        *("straße.example", "βόλος.example", "①.example", "ｅｘａｍｐｌｅ.com", "例え。テスト", "[::1]", "a_b.example"),
        *("%65xample.com", "a%2eexample", "a%20b.example", "a%2fb.example", "a%2540b.example", "%ff.example"),
        *("example.com;evil.test", "a%00b.example", "b%C3%BCcher.example"),
        *("ho%73t.example", "gro%C3%9F.example", "127%2e1", "%66%61%C3%9F.example", "p%D0%B0ypal.com"),
        *("paypa%49.com", "%C3%84b.example", "%41.example", "%30%58%37f.1", "%C4%B0x.example", "%E2%84%AAx.example"),
    ],
)
def test_the_host_that_is_told_is_the_one_that_qt_calls_or_there_is_no_link(host: str) -> None:
    target = target_of(f"https://{host}/")
    called = QUrl(f"https://{host}/").host(QUrl.ComponentFormattingOption.FullyEncoded)
    assert target is None or target.host == called
    assert target is not None or not called or not called[-1].isalpha()
