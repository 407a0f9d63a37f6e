"""The clipboard, filled and read; drops are read likewise: one request for the formats, then one for a single format.

Requests are dangerous: an owner that does not answer blocks the window for each of them. So nothing is requested ahead
(`hasImage` and the like), and nothing is read until the user pastes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from desktop.adapters.system.image_sources import image_urls_in_html, is_web_address
from desktop.core.image.source_image import MAX_BYTES
from desktop.core.image_formats import FORMATS, Opener

IMAGES = tuple(image_format.mime for image_format in FORMATS if image_format.opener is not Opener.PDFIUM)
QT_IMAGE = "application/x-qt-image"
CONVERTING_PLATFORMS = ("windows", "cocoa")  # Qt's names of them


@dataclass(frozen=True, slots=True)
class ClipboardContent:
    """The content that was found. `addresses` of images are only named; nothing was fetched.

    `image_beside` means that text was read although there is an image as well. `formats` serves the notice.
    """

    image: bytes | None = None
    paths: tuple[Path, ...] = ()
    addresses: tuple[str, ...] = ()
    text: str = ""
    image_beside: bool = False
    formats: tuple[str, ...] = ()


def on_clipboard(text_first: bool) -> ClipboardContent:
    """Returns the content of the clipboard. With `text_first`, text is read, and an image is only noted."""
    return found_in(QGuiApplication.clipboard().mimeData(), text_first)


def found_in(mime: QMimeData, text_first: bool = False) -> ClipboardContent:
    """Returns the content of a clipboard or a drop: files before an image before addresses, or text before all."""
    formats = tuple(mime.formats())
    image_format = next((name for name in (*IMAGES, QT_IMAGE) if name in formats), None)
    if text_first and "text/plain" in formats and "text/uri-list" not in formats:
        text = mime.text()
        if text.strip() and not _is_image_text(text):
            return ClipboardContent(text=text, image_beside=image_format is not None, formats=formats)
    if "text/uri-list" in formats:
        found = _from_urls(mime.urls(), formats)
        if found.paths or (found.addresses and image_format is None):
            return found
    if image_format is not None:
        text = mime.text() if "text/plain" in formats and not text_first else ""
        return ClipboardContent(_image(mime, image_format), text=text, formats=formats)
    if "text/html" in formats:
        addresses = image_urls_in_html(bytes(mime.data("text/html").data()).decode("utf-8", "replace"))
        if addresses:
            return ClipboardContent(addresses=addresses, text=mime.text(), formats=formats)
    text = mime.text() if "text/plain" in formats else ""
    if _is_image_text(text):
        return ClipboardContent(addresses=(text.strip(),), text=text, formats=formats)
    return ClipboardContent(text=text, formats=formats)


def _is_image_text(text: str) -> bool:
    text = text.strip()
    return is_web_address(text) or text[:11].lower() == "data:image/"


def _from_urls(urls: list[QUrl], formats: tuple[str, ...]) -> ClipboardContent:
    paths = tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile() and url.toLocalFile())
    addresses = tuple(url.toString() for url in urls if is_web_address(url.toString()))
    return ClipboardContent(paths=paths, addresses=addresses, formats=formats)


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


def put_images(images: Mapping[str, bytes]) -> bool:
    """Puts an image on the clipboard, its bytes by their types. Returns False if the system did not take it.

    No file is named. Windows and macOS hand out nothing but their own formats, which Qt makes of the pixels.
    """
    mime = QMimeData()
    for name, data in images.items():
        mime.setData(name, data)
    if QGuiApplication.platformName() in CONVERTING_PLATFORMS:
        mime.setImageData(QImage.fromData(next(iter(images.values()))))
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(mime)
    return clipboard.ownsClipboard() or clipboard.mimeData() is mime


def put_rich(text: str, html: str, markdown: str) -> None:
    """Puts text on the clipboard, with HTML for office programs that keep headings, lists and tables, and Markdown."""
    mime = QMimeData()
    mime.setData("text/markdown", markdown.encode("utf-8"))
    mime.setText(text)
    mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def put_text(text: str) -> None:
    """Puts plain text on the clipboard."""
    QGuiApplication.clipboard().setText(text)
