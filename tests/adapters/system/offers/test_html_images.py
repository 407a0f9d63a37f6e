"""The images that HTML on the clipboard names."""

from pathlib import Path

import pytest

from desktop.adapters.system.offers.html_images import images_in_html


def addresses(html: str) -> tuple[str, ...]:
    return images_in_html(html.encode()).addresses


def test_html_names_pictures_and_nothing_else() -> None:
    html = """<meta><IMG SRC="https://a.example/1.png"><img src='data:image/png;base64,AAAA'>
        <img src=file:///etc/passwd><img src="javascript:x"><img src="//host/share"><img>
        <a href="https://b.example/2.png"></a><img src="https://a.example/1.png">"""
    assert addresses(html) == (
        "https://a.example/1.png",
        "data:image/png;base64,AAAA",
        "https://host/share",  # as a browser reads it; never a share of another computer
    )
    assert addresses("<img src='http://x/1'" * 1000 + "<<<<>>>") == ("http://x/1",)
    assert addresses("".join(f"<img src='http://x/{at}'>" for at in range(100)))[19:] == ("http://x/19",)


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<img src="//a.example/1.png">', "https://a.example/1.png"),
        ('<img srcset="https://a.example/s.png 480w, https://a.example/l.png 1200w">', "https://a.example/l.png"),
        ('<img srcset="https://a.example/a,b.png 320w,https://a.example/l.png 640w">', "https://a.example/l.png"),
        ('<img srcset="https://a.example/1.png, https://a.example/2.png 2x">', "https://a.example/2.png"),
        ('<img src="data:image/gif;base64,R0lG" data-src="https://a.example/1.png">', "https://a.example/1.png"),
        ('<img data-src="//a.example/1.png">', "https://a.example/1.png"),
        ('<IMG SRC=" https://a.example/1.png ">', "https://a.example/1.png"),
    ],
)
def test_images_are_found_however_pages_name_them(html: str, address: str) -> None:
    assert addresses(html) == (address,)
    assert images_in_html(html.encode("utf-16")).addresses == (address,)
    assert images_in_html(html.encode("utf-16-le")).addresses == (address,)


@pytest.mark.parametrize("rubbish", ["," * 200_000, ", " * 100_000, "." * 200_000, "a " * 100_000])
def test_a_long_list_of_nothing_holds_nothing_up(rubbish: str) -> None:
    assert addresses(f'<img srcset="{rubbish}">') == ()
    assert addresses(f'<img srcset="{rubbish}, https://a.example/l.png 2000w">') == ("https://a.example/l.png",)


def test_files_of_office_programs_are_paths_and_those_of_other_computers_are_not() -> None:
    found = images_in_html(
        b'<img src="file:///tmp/msohtmlclip1/clip_image001.png"><img src="file://server/share/a.png">'
    )
    assert found.paths == (Path("/tmp/msohtmlclip1/clip_image001.png"),)
    assert found.addresses == ()


def test_a_link_around_an_image_is_named_beside_it() -> None:
    html = b'<a href="https://a.example/page"><img src="https://a.example/t.png"></a><a href="https://b.example">x</a>'
    found = images_in_html(html)
    assert (found.addresses, found.links) == (("https://a.example/t.png",), ("https://a.example/page",))
    assert images_in_html(b'<a href="javascript:x()"><img src="https://a.example/t.png"></a>').links == ()
