"""The clipboard, filled and read, and drops: one request for the formats, then as few as will do for what they hold.

Requests are dangerous: an owner that does not answer blocks the window for each of them. So nothing is requested ahead
(`hasImage` and the like), and nothing is read until the user pastes.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication, QImage, QImageWriter

from desktop.adapters.system.image_sources import is_web_address
from desktop.adapters.system.offers.file_uris import listed_uris, local_path, path_in_text
from desktop.adapters.system.offers.html_images import HtmlImages, images_in_html
from desktop.adapters.system.offers.wholeness import looks_whole
from desktop.core.image.source_image import MAX_BYTES
from desktop.core.image_formats import FORMATS, Opener

IMAGES = tuple(
    name
    for image_format in FORMATS
    if image_format.opener is not Opener.PDFIUM
    for name in (image_format.mime, *image_format.aliases)
)
QT_IMAGE, SVG = "application/x-qt-image", "image/svg+xml"
URI_LISTS = (
    "text/uri-list",
    "x-special/gnome-copied-files",
    "x-special/mate-copied-files",
    "application/x-kde4-urilist",
)
FILES_AS_TEXT = "x-special/nautilus-clipboard\n"  # with which a list of files begins that GNOME's file manager copies
CONVERTING_PLATFORMS = ("windows", "cocoa")  # Qt's names of them
MOST_FORMS = 4  # of an image that are requested, each of which an owner may be slow to give; chosen


@dataclass(frozen=True, slots=True)
class ClipboardContent:
    """The content that was found. `addresses` of images are only named; nothing was fetched.

    `spare` are other forms of the image, or the image beside a file, if what comes first cannot be shown. `links` lead
    away from an image in HTML. `image_beside` means that text was read although there is an image as well. `formats`
    serves the notice.
    """

    image: bytes | None = None
    paths: tuple[Path, ...] = ()
    addresses: tuple[str, ...] = ()
    text: str = ""
    image_beside: bool = False
    formats: tuple[str, ...] = ()
    spare: tuple[bytes, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def was_offered(self) -> bool:
        """True if text or an image is among the formats: if nothing came, it is empty, or its owner does not answer."""
        return any(name in self.formats for name in ("text/plain", *IMAGES, QT_IMAGE))


def on_clipboard(text_first: bool) -> ClipboardContent:
    """Returns the content of the clipboard. With `text_first`, text is read, and an image is only noted."""
    return found_in(QGuiApplication.clipboard().mimeData(), text_first)


def found_in(mime: QMimeData, text_first: bool = False) -> ClipboardContent:
    """Returns the content of a clipboard or a drop: files before an image before addresses, or text before all."""
    formats = tuple(mime.formats())
    names = tuple(name for name in (*IMAGES, QT_IMAGE) if name in formats)
    text = mime.text() if "text/plain" in formats else ""
    lists = tuple(name for name in URI_LISTS if name in formats)
    is_list = text.startswith(FILES_AS_TEXT)
    if text_first and text.strip() and not (lists or is_list or names_image(text)):
        return ClipboardContent(text=text, image_beside=bool(names), formats=formats)
    as_text = text.encode("utf-8", "replace") if is_list else b""  # on Windows, it may hold half of a character
    uris = listed_uris(bytes(mime.data(lists[0]).data()) if lists else as_text)
    paths = tuple(path for uri in uris if (path := local_path(uri)) is not None)
    images = _images(mime, names) if len(paths) <= 1 else ()
    if paths:
        return ClipboardContent(paths=paths, spare=images, formats=formats)
    if images:
        beside = "" if text_first else text
        return ClipboardContent(images[0], text=beside, spare=images[1:], formats=formats)
    in_html = images_in_html(bytes(mime.data("text/html").data())) if "text/html" in formats else HtmlImages()
    listed = tuple(uri for uri in uris if is_web_address(uri) or is_data_url(uri))
    if in_html.paths or in_html.addresses:
        links = tuple(link for link in (*in_html.links, *listed) if link not in in_html.addresses)
        found = ClipboardContent(paths=in_html.paths, addresses=in_html.addresses, links=links[:1], text=text)
        return replace(found, formats=formats)
    if listed:
        return ClipboardContent(addresses=listed, formats=formats)
    if SVG in formats and not text.strip():
        return ClipboardContent(bytes(mime.data(SVG).data()), formats=formats)
    return _in_text(text, formats)


def names_image(text: str) -> bool:
    """Returns True if a text is the address, the path or the data of an image, and nothing else."""
    text = text.strip()
    return is_web_address(text) or is_data_url(text) or path_in_text(text) is not None


def is_data_url(text: str) -> bool:
    """Returns True for the data of an image as text."""
    return text.strip()[:11].lower() == "data:image/"


def _in_text(text: str, formats: tuple[str, ...]) -> ClipboardContent:
    path = path_in_text(text)
    if path is not None:
        return ClipboardContent(paths=(path,), text=text, formats=formats)
    addresses = (text.strip(),) if is_web_address(text.strip()) or is_data_url(text) else ()
    return ClipboardContent(addresses=addresses, text=text, formats=formats)


def _images(mime: QMimeData, names: tuple[str, ...]) -> tuple[bytes, ...]:
    """Returns the first form that looks whole, before those that are images all the same. Few are requested."""
    doubtful: list[bytes] = []
    for name in names[:MOST_FORMS]:
        data = _image(mime, name)
        if looks_whole(data):
            return (data, *doubtful)
        if data:
            doubtful.append(data)
    return tuple(doubtful)


def _image(mime: QMimeData, image_format: str) -> bytes:
    if image_format != QT_IMAGE:
        return bytes(mime.data(image_format).data())
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull() or image.sizeInBytes() > 4 * MAX_BYTES:
        return b""
    encoded = QByteArray()
    buffer = QBuffer(encoded)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"bmp")).write(image)  # fastest by far, and it is decoded like any other
    return bytes(encoded.data())


class CopyRule:
    """Asks, at each copy, if anything may be put on the clipboard; without a rule, everything may."""

    def __init__(self) -> None:
        self._may_put: Callable[[], bool] | None = None

    def use(self, may_put: Callable[[], bool]) -> None:
        """Lets a function decide from now on."""
        self._may_put = may_put

    def allows(self) -> bool:
        """Returns True if something may be put on the clipboard now."""
        return self._may_put is None or self._may_put()


RULE = CopyRule()
"""The rule of this process."""


def put_images(images: Mapping[str, bytes], alt_text: str = "") -> bool:
    """Puts an image on the clipboard, its bytes by their types. Returns False if the system did not take it.

    An alternative text goes along in HTML, which editors keep; the image itself holds no text. No file is named.
    Windows and macOS hand out nothing but their own formats, which Qt makes of the pixels.
    """
    if not RULE.allows():
        return False
    mime = QMimeData()
    for name, data in images.items():
        mime.setData(name, data)
    if QGuiApplication.platformName() in CONVERTING_PLATFORMS:
        mime.setImageData(QImage.fromData(next(iter(images.values()))))
    elif alt_text:  # elsewhere, Word would take HTML before the pixels, and shows no image that stands in it
        mime.setHtml(_html_image(images, alt_text))
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(mime)
    return clipboard.ownsClipboard() or clipboard.mimeData() is mime


def _html_image(images: Mapping[str, bytes], alt_text: str) -> str:
    name, data = next(iter(images.items()))
    return f'<img alt="{escape(alt_text)}" src="data:{name};base64,{b64encode(data).decode()}">'


def put_rich(text: str, html: str, markdown: str) -> None:
    """Puts text on the clipboard, with HTML for office programs that keep headings, lists and tables, and Markdown."""
    if not RULE.allows():
        return
    mime = QMimeData()
    mime.setData("text/markdown", markdown.encode("utf-8"))
    mime.setText(text)
    mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def offer_selection(text: str) -> None:
    """Offers selected text to the middle mouse button, on systems that have such a selection (X11)."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.supportsSelection():
        clipboard.setText(text, QClipboard.Mode.Selection)


def put_text(text: str) -> None:
    """Puts plain text on the clipboard."""
    if RULE.allows():
        QGuiApplication.clipboard().setText(text)
