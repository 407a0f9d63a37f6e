"""The native libraries inside the installed wheels, with the versions that they themselves report.

A newer Python package may still carry the same flawed library. So `askance self-test` prints these versions and
`run.py audit` compares them with published advisories. Qt is not here, since no command imports it: the self-test's
check of fonts and plugins prints its version.
"""

import re
import ssl
from collections.abc import Callable
from importlib import metadata
from typing import TYPE_CHECKING, NamedTuple

from PIL import features

from desktop.deferred import deferred

if TYPE_CHECKING:
    import cv2
    import onnxruntime
    import pillow_heif
    import pypdfium2
    from cryptography.hazmat.backends import openssl

    from desktop.adapters.storage import connection
else:
    connection = deferred("desktop.adapters.storage.connection")
    cv2 = deferred("cv2")
    onnxruntime = deferred("onnxruntime")
    pillow_heif = deferred("pillow_heif")
    pypdfium2 = deferred("pypdfium2")
    openssl = deferred("cryptography.hazmat.backends.openssl")


class NativeLibrary(NamedTuple):
    """A library that is not Python's: its usual name, its version, and the Python package that carries it."""

    name: str
    version: str
    package: str


def native_libraries() -> list[NativeLibrary]:
    """Returns every native library that is installed here and reports a version, in the order of the table."""
    found = []
    for name, package, version in _TABLE:
        try:
            text = version()
        except (ImportError, AttributeError, KeyError, OSError):
            continue  # not installed: the reader's are optional, and macOS and Windows need no cryptography
        if text:
            found.append(NativeLibrary(name, text, package))
    return found


def _number_in(text: str) -> str:
    """Returns the version number in a sentence such as "OpenSSL 3.0.19 27 Jan 2026", or an empty text."""
    found = re.search(r"\d+(\.\d+)+\w*", text)
    return found[0] if found else ""


def _pdfium_version() -> str:
    return ".".join(map(str, pypdfium2.version.PDFIUM_INFO.api_tag))


_TABLE: tuple[tuple[str, str, Callable[[], str | None]], ...] = (
    ("libjpeg-turbo", "pillow", lambda: features.version_feature("libjpeg_turbo")),
    ("libtiff", "pillow", lambda: features.version_codec("libtiff")),
    ("openjpeg", "pillow", lambda: features.version_codec("jpg_2000")),
    ("zlib-ng", "pillow", lambda: features.version_feature("zlib_ng")),
    ("libwebp", "pillow", lambda: features.version_module("webp")),
    ("libavif", "pillow", lambda: features.version_module("avif")),
    ("freetype", "pillow", lambda: features.version_module("freetype2")),
    ("lcms", "pillow", lambda: features.version_module("littlecms2")),
    ("harfbuzz", "pillow", lambda: features.version_feature("harfbuzz")),
    ("libheif", "pillow-heif", lambda: str(pillow_heif.libheif_info()["libheif"])),
    ("libde265", "pillow-heif", lambda: _number_in(pillow_heif.libheif_info()["decoders"]["libde265"])),
    ("x265", "pillow-heif", lambda: _number_in(pillow_heif.libheif_info()["encoders"]["x265"])),
    ("pdfium", "pypdfium2", _pdfium_version),
    ("openssl", "python", lambda: _number_in(ssl.OPENSSL_VERSION)),
    ("openssl", "cryptography", lambda: _number_in(openssl.backend.openssl_version_text())),
    ("sqlite", "apsw", lambda: connection.sqlite_version()),
    ("onnxruntime", "onnxruntime", lambda: onnxruntime.__version__),
    ("opencv", "opencv-python-headless", lambda: cv2.__version__),
    ("zxing-cpp", "zxing-cpp", lambda: metadata.version("zxing-cpp")),
)
