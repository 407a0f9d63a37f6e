"""The libraries that decode images, loaded before the child is sealed: afterwards no file can be opened.

Runs in the decoder's child process only. Whatever the libraries import at their first use is imported here, too.
"""

import codecs
from collections.abc import Collection
from contextlib import suppress
from typing import TYPE_CHECKING

from PIL import Image

from desktop.core.image_formats import FORMATS, Opener
from desktop.deferred import deferred, import_alone

if TYPE_CHECKING:
    import pillow_heif
else:
    pillow_heif = deferred("pillow_heif")

LATE_MODULES = ("PIL.MpoImagePlugin", "PIL.ImageMath", "PIL.ImageColor", "PIL.ImageFilter")
"""Imported by Pillow while it decodes."""
LATE_ENCODINGS = ("utf-16-le", "utf-16-be", "cp1252")
"""Encodings of texts in image files and PDFs, which Python loads at their first use."""

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/X11/fonts")
"""pdfium takes fonts from there for a PDF that does not bring its own."""


def load_codecs(separate: Collection[str]) -> None:
    """Loads the libraries of all formats, of those that load separately only these media types.

    A library that is not installed is passed over: its images are then refused one by one.
    """
    Image.preinit()
    needed = [entry for entry in FORMATS if not entry.loads_separately or entry.mime in separate]
    plugins = [f"PIL.{entry.plugin_module}" for entry in needed if entry.plugin_module]
    for module in (*plugins, *LATE_MODULES):
        with suppress(ImportError):
            import_alone(module)
    for name in LATE_ENCODINGS:
        codecs.lookup(name)
    openers = {entry.opener for entry in needed}
    if Opener.PDFIUM in openers:
        with suppress(ImportError):
            import_alone("desktop.adapters.decoding.pdf")
            import_alone("desktop.adapters.decoding.pdf_text")
    if Opener.PILLOW_HEIF in openers:
        with suppress(ImportError):
            pillow_heif.register_heif_opener(thumbnails=False, aux_images=False, depth_images=False)
