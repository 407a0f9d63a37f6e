"""What clipboards and drops hold, links, and what a start is asked for."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QGuiApplication, QImage

from desktop.adapters.system import link_opener
from desktop.adapters.system.clipboard import found_in, put_images
from desktop.core.image.source_image import sniff_mime_type
from desktop.core.markdown.link_safety import target_of
from desktop.launch_request import LaunchRequest
from tests.helpers.images import encoded, png, quarters

FULLY_ENCODED = QUrl.ComponentFormattingOption.FullyEncoded


def mime(text: str = "", html: str = "", urls: tuple[str, ...] = (), **formats: bytes) -> QMimeData:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    if urls:
        data.setUrls([QUrl(url) for url in urls])
    for name, content in formats.items():
        data.setData(name.replace("_", "/"), content)
    return data


def test_a_picture_is_taken_as_it_came() -> None:
    assert found_in(mime(image_png=png(), image_jpeg=b"other")).image == png()


@pytest.mark.usefixtures("qapp")
def test_a_description_goes_along_beside_the_picture_and_not_in_it() -> None:
    assert put_images({"image/png": png()}, 'A "sign" <b>')
    clipboard = QGuiApplication.clipboard().mimeData()
    assert clipboard.html().startswith('<img alt="A &quot;sign&quot; &lt;b&gt;" src="data:image/png;base64,')
    assert found_in(clipboard).image == png()
    assert put_images({"image/png": png()})
    assert not QGuiApplication.clipboard().mimeData().hasHtml()


def test_a_picture_of_qts_own_becomes_bytes_that_decode() -> None:
    image = QImage(4, 3, QImage.Format.Format_ARGB32)
    image.fill(QColor("red"))
    data = QMimeData()
    data.setImageData(image)
    assert sniff_mime_type(found_in(data).image or b"") == "image/bmp"


def test_files_come_before_the_picture_of_their_icon() -> None:
    found = found_in(mime(urls=("file:///tmp/a.png", "file:///tmp/b.jpg"), image_png=png()))
    assert found.paths == (Path("/tmp/a.png"), Path("/tmp/b.jpg"))
    assert found.image is None


def test_a_browsers_picture_comes_before_its_address() -> None:
    found = found_in(mime(html="<img src='https://a.example/x.png'>", image_png=png()))
    assert found.image == png()
    assert found.addresses == ()


def test_html_and_addresses_are_only_named() -> None:
    assert found_in(mime(html="<img src='https://a.example/x.png'>")).addresses == ("https://a.example/x.png",)
    assert found_in(mime(urls=("https://a.example/y.png",))).addresses == ("https://a.example/y.png",)
    assert found_in(mime(text=" https://a.example/z.png ")).addresses == ("https://a.example/z.png",)
    assert found_in(mime(text="data:image/png;base64,AAAA")).addresses == ("data:image/png;base64,AAAA",)
    assert found_in(mime(text="just words")).addresses == ()


def test_text_wins_where_text_is_wanted() -> None:
    both = mime(text="A1\tB1", image_png=png())
    first = found_in(both, text_first=True)
    assert first.text == "A1\tB1"
    assert first.image is None
    assert first.image_beside
    second = found_in(both)
    assert second.image == png()
    assert second.text == "A1\tB1"


BROKEN = png()[:-20]


@pytest.mark.parametrize("first", [b"", b"rubbish", png()[:8], BROKEN])
def test_the_forms_of_an_image_are_tried_until_one_is_whole(first: bytes) -> None:
    bmp, jpeg = encoded(quarters(), "BMP"), encoded(quarters(), "JPEG")
    assert found_in(mime(image_png=first, image_bmp=bmp)).image == bmp
    found = found_in(mime(image_png=first, image_jpeg=jpeg, image_bmp=bmp))
    assert found.image == jpeg
    assert found.spare == ((first,) if first else ())


@pytest.mark.parametrize("form", ["WEBP", "GIF"])
def test_a_form_that_is_cut_off_gives_way_to_the_next(form: str) -> None:
    data, tiff = encoded(quarters(), form), encoded(quarters(), "TIFF")
    offered = QMimeData()
    offered.setData(f"image/{form.lower()}", data[: len(data) // 2])
    offered.setData("image/tiff", tiff)
    found = found_in(offered)
    assert (found.image, found.spare) == (tiff, (data[: len(data) // 2],))


def test_other_names_of_a_type_are_known() -> None:
    data = QMimeData()
    data.setData("image/x-bmp", encoded(quarters(), "BMP"))
    assert sniff_mime_type(found_in(data).image or b"") == "image/bmp"


def test_a_broken_form_alone_is_passed_on_and_an_empty_one_is_not() -> None:
    assert found_in(mime(image_png=BROKEN)).image == BROKEN
    assert found_in(mime(image_png=b"")).image is None
    assert found_in(mime(image_png=b"", text="words")).text == "words"


def test_the_picture_beside_one_file_is_spare() -> None:
    found = found_in(mime(urls=("file:///gone/a.png",), image_png=png()))
    assert (found.paths, found.image, found.spare) == ((Path("/gone/a.png"),), None, (png(),))


def test_what_file_managers_copy_are_files() -> None:
    data = QMimeData()
    data.setData("x-special/gnome-copied-files", b"copy\nfile:///tmp/a.png\nfile://localhost/tmp/b.png")
    assert found_in(data, text_first=True).paths == (Path("/tmp/a.png"), Path("/tmp/b.png"))


def test_a_list_of_files_is_known_under_all_its_names() -> None:
    data = QMimeData()
    data.setData("x-special/mate-copied-files", b"copy\nfile:///tmp/a.png")
    assert found_in(data, text_first=True).paths == (Path("/tmp/a.png"),)
    listed = mime(text="x-special/nautilus-clipboard\ncopy\nfile:///tmp/a.png\nfile:///tmp/b.png\n")
    assert found_in(listed, text_first=True).paths == (Path("/tmp/a.png"), Path("/tmp/b.png"))


class HalfPair(QMimeData):
    """A list of files as text with half of a surrogate pair in it, which a program of Windows may put there."""

    def text(self) -> str:
        return "x-special/nautilus-clipboard\ncopy\nfile:///tmp/a.png\nfile:///tmp/\ud83d.png\n"


def test_half_a_character_in_a_list_of_files_does_not_hide_the_others() -> None:
    data = HalfPair()
    data.setText("a list")
    assert found_in(data, text_first=True).paths[0] == Path("/tmp/a.png")


def test_an_image_in_a_list_of_addresses_is_one() -> None:
    data = QMimeData()
    data.setData("text/uri-list", b"data:image/png;base64,AAAA\r\n")
    assert found_in(data).addresses == ("data:image/png;base64,AAAA",)


def test_the_picture_of_a_link_comes_before_its_page() -> None:
    html = "<a href='https://a.example/page'><img src='//a.example/t.png'></a>"
    found = found_in(mime(html=html, urls=("https://a.example/page",)))
    assert found.addresses == ("https://a.example/t.png",)
    assert found.links == ("https://a.example/page",)


def test_a_path_as_text_is_the_picture_and_another_text_is_text(tmp_path: Path) -> None:
    path = tmp_path / "shot.png"
    path.write_bytes(png())
    for text in (str(path), path.as_uri()):
        found = found_in(mime(text=text), text_first=True)
        assert (found.paths, found.text) == ((path,), text)
    gone = str(tmp_path / "gone.png")
    found = found_in(mime(text=gone), text_first=True)
    assert (found.paths, found.text) == ((), gone)


def test_a_drawing_alone_is_passed_on_for_its_sentence() -> None:
    data = QMimeData()
    data.setData("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert (found_in(data).image or b"").startswith(b"<svg")


def test_odd_offers_are_named() -> None:
    found = found_in(mime(application_x=b"\x00", text_weird=b"1"))
    assert found.image is None
    assert set(found.formats) == {"application/x", "text/weird"}
    assert found_in(QMimeData()).formats == ()


def recorded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system is asked to open, which nothing here shall really do."""
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return opened


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "smb://host/share",
        "//host/share",
        "http://",
        "vscode://x",
        "",
        "x y",
    ],
)
def test_links_lead_only_to_the_web_and_to_mail(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = recorded(monkeypatch)
    assert not link_opener.open_link(address)
    assert opened == []


def test_links_are_opened_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = recorded(monkeypatch)
    assert link_opener.open_link("https://a.example/x")
    assert link_opener.open_link("mailto:a@b.example")
    assert opened == ["https://a.example/x", "mailto:a@b.example"]


@pytest.mark.parametrize("host", ["faß.example", "straße.example", "βόλος.example", "bücher.example", "ｌamp.example"])
def test_the_host_that_is_shown_is_the_one_that_is_opened(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = recorded(monkeypatch)
    assert link_opener.open_link(f"https://{host}/")
    target = target_of(f"https://{host}/")
    assert target is not None and [QUrl(url).host(FULLY_ENCODED) for url in opened] == [target.host]


def test_a_frozen_programs_libraries_are_not_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys._MEIPASS", "/bundle", raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/usr/local/lib")
    with link_opener.system_libraries():
        assert os.environ["LD_LIBRARY_PATH"] == "/usr/local/lib"
    assert os.environ["LD_LIBRARY_PATH"] == "/bundle"


def test_launches() -> None:
    launch_request = LaunchRequest.of(["a.png", "/b.png", "https://x/c.png"], Path("/home/me"))
    assert launch_request.images == ("/home/me/a.png", "/b.png", "https://x/c.png")
    assert LaunchRequest.from_json(launch_request.to_json()) == launch_request
    for rubbish in ("", "{", "[]", '{"pictures": 3}', "[" * 100_000):
        assert LaunchRequest.from_json(rubbish) == LaunchRequest()
