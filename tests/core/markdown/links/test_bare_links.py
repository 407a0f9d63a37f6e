"""Addresses in sentences without spaces: where they begin, where they end, and where they lead."""

import re
from functools import partial

import pytest

from desktop.core.markdown.safe_html import html_of
from desktop.messages.pages.page_words import PAGE_WORDS
from tests.helpers.clocks.effort import is_done_within


def links(markdown: str) -> list[tuple[str, str]]:
    """Returns the address and the text of each link."""
    return re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', html_of(markdown, PAGE_WORDS))


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("详见 https://x.example/docs。下一句", "https://x.example/docs"),
        ("访问https://x.example/b，谢谢", "https://x.example/b"),
        ("（https://x.example/c）", "https://x.example/c"),
        ("“https://x.example/q”", "https://x.example/q"),
        ("«https://x.example/q».", "https://x.example/q"),
        ("انظر https://x.example/a، ثم", "https://x.example/a"),
        ("访问https://x.example的页面", "https://x.example"),
        ("見るhttps://x.example/a、次", "https://x.example/a"),
        ("plain https://x.example/a, and more", "https://x.example/a"),
        ("**https://x.example/a**。", "https://x.example/a"),
        ("**https://x.example**是官网", "https://x.example"),
        ("官网是**https://x.example/a**的", "https://x.example/a"),
        ("*https://x.example/a*吗", "https://x.example/a"),
        ("***https://x.example/a***吗", "https://x.example/a"),
        ("~~https://x.example/a~~吗", "https://x.example/a"),
        ("https://192.168.1.1的页面", "https://192.168.1.1"),
        ("打开http://127.0.0.1:7860即可", "http://127.0.0.1:7860"),
        ("http://localhost:8080打开", "http://localhost:8080"),
        ("http://localhost打开", "http://localhost"),
        ("https://x.example:8080中文", "https://x.example:8080"),
        ("https://x.example/docs（中文版）", "https://x.example/docs"),
        ("https://x.example/（中文版）", "https://x.example/"),
        ("见https://x.example/docs「文档」", "https://x.example/docs"),
    ],
)
def test_an_address_ends_with_its_last_sign(sentence: str, address: str) -> None:
    assert links(sentence) == [(address, address)]
    shown = re.sub(r"<[^>]*>", "", html_of(sentence, PAGE_WORDS)).strip()
    assert shown == sentence.replace("*", "").replace("~~", "")


def test_letters_of_other_scripts_stay_where_they_belong_to_the_address() -> None:
    assert links("https://zh.example/wiki/中文 x") == [
        ("https://zh.example/wiki/%E4%B8%AD%E6%96%87", "https://zh.example/wiki/中文")
    ]
    assert links("https://www.例え.jp/a") == [("https://www.xn--r8jz45g.jp/a", "https://www.例え.jp/a")]
    assert links("网址：www.x.example/a。好") == [("http://www.x.example/a", "www.x.example/a")]


@pytest.mark.parametrize(
    ("sentence", "address"),
    [
        ("見https://ja.example/wiki/東京（日本）", "https://ja.example/wiki/東京（日本）"),
        ("（https://ja.example/wiki/東京（日本））", "https://ja.example/wiki/東京（日本）"),
        ("https://ja.example/wiki/東京（日本）。次", "https://ja.example/wiki/東京（日本）"),
        ("https://zh.example/wiki/「红楼梦」", "https://zh.example/wiki/「红楼梦」"),
        ("https://zh.example/wiki/《红楼梦》人物", "https://zh.example/wiki/《红楼梦》人物"),
        ("（https://zh.example/wiki/红楼梦）人物", "https://zh.example/wiki/红楼梦"),
        ("https://zh.example/wiki/红楼梦（见 上", "https://zh.example/wiki/红楼梦"),
        ("https://zh.example/b_中", "https://zh.example/b_中"),
    ],
)
def test_brackets_within_a_path_in_wide_letters_belong_to_it(sentence: str, address: str) -> None:
    assert [text for _, text in links(sentence)] == [address]


def test_emphasis_around_an_address_stays_with_a_letter_behind_it() -> None:
    assert html_of("**https://x.example**是", PAGE_WORDS) == (
        '<p><strong><a href="https://x.example" rel="noopener noreferrer">https://x.example</a></strong>是</p>\n'
    )


@pytest.mark.parametrize("text", ["xhttps://x.example", "awww.x.example", "中文 https:// 中文", "：", "w", "中www"])
def test_what_is_no_address_stays_as_it_is(text: str) -> None:
    assert html_of(text, PAGE_WORDS) == f"<p>{text}</p>\n"


def test_what_stands_behind_a_link_is_not_its_text() -> None:
    html = html_of("[terms](https://a.example/x), not b.example or a.example", PAGE_WORDS)
    assert html == (
        '<p><a href="https://a.example/x" rel="noopener noreferrer">terms</a> (a.example), '
        "not b.example or a.example</p>\n"
    )


def test_a_long_sentence_with_many_addresses_takes_no_longer_by_the_square() -> None:
    for sentence in ("见https://x.example/a，www 好：", "见https://x.example/中（a*中"):
        assert len(links(sentence * 3000)) == 3000
        assert is_done_within(30, partial(links, sentence * 3000))
