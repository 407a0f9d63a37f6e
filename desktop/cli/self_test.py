"""`askance self-test`: checks this installation offline and without a window, each part by using it.

Qt is checked in a child process, because commands never import it.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from desktop import paths
from desktop.adapters.cage.cage_report import CageReport, Protection
from desktop.adapters.formula_typesetter import typeset
from desktop.adapters.network.tls import tls_context
from desktop.adapters.ocr.ocr_reader import installed
from desktop.cli.native_libraries import native_libraries
from desktop.composition import factories
from desktop.core.errors import AskanceError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.encoding import encode_for_model
from desktop.core.markdown.formula import Formula
from desktop.core.markdown.safe_html import mathml
from desktop.core.markdown.syntax_highlighting import Code, highlight
from desktop.core.model_catalog import model_named
from desktop.core.ocr.text_export import plain_text
from desktop.core.privacy.custom_patterns import patterns_from_plain
from desktop.core.privacy.registry import PATTERNS
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.storage import connection, database
else:  # every command imports this module, and SQLite is a library of its own
    connection = deferred("desktop.adapters.storage.connection")
    database = deferred("desktop.adapters.storage.database")

QT_FLAG = "--qt-check"
MOST_LETTERS = 1000  # of what Qt's process says; the sentence about libraries that the system lacks is the longest


class CheckFailed(Exception):
    """Raised by a check that failed, with the reason."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the options of this command."""
    parser.add_argument("--json", action="store_true")


def run(chosen: argparse.Namespace) -> int:
    """Runs every check and prints the results; the exit code is 0 if all passed, else 1."""
    results = []
    for name, check in CHECKS:
        try:
            passed, words = True, check()
        except CheckFailed as error:
            passed, words = False, str(error)
        except (AskanceError, OSError, ValueError, ImportError, subprocess.SubprocessError) as error:
            passed, words = False, f"{type(error).__name__}: {error}"
        results.append({"check": name, "passed": passed, "words": words})
        if not chosen.json:
            print(f"{'ok  ' if passed else 'FAIL'}  {name}: {words}")
    if chosen.json:
        print(json.dumps(results))
    return 0 if all(result["passed"] for result in results) else 1


def _decoder() -> str:
    decoder = factories.decoder()
    try:
        for form in ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "AVIF", "ICO"):
            out = io.BytesIO()
            Image.new("RGB", (64, 48), (200, 30, 30)).save(out, form)
            pixels = decoder.decode(out.getvalue(), form).pixels
            red = pixels.image().resize((1, 1)).getpixel((0, 0))
            if not isinstance(red, tuple) or abs(red[0] - 200) > 12:
                raise CheckFailed(f"{form} came back in other colours")
        pdf = decoder.decode(paths.resource("sample.pdf").read_bytes(), "PDF", side=400)
        if max(pdf.facts.image(b"").size) != 400:
            raise CheckFailed("a page of a PDF came out at another size")
        if not factories.settings(lambda _: None).open_heic:
            return "9 formats came back from the child process; HEIC is switched off"
        heic = decoder.decode(paths.resource("sample.heic").read_bytes(), "HEIC")
        return f"10 formats came back from the child process, HEIC at {heic.pixels.width}×{heic.pixels.height}"
    finally:
        decoder.close()


def _cage() -> str:
    """Lists the protections of the child processes. One that this system forbids is named, and no failure."""
    decoder, reader = factories.decoder(), factories.reader()
    try:
        reports = {"decoder": decoder.cage_report()}
        if installed():
            reports["reader"] = reader.cage_report()
    finally:
        decoder.close()
        reader.close()
    return "; ".join(f"{name}: {_described(report)}" for name, report in reports.items())


def _described(report: CageReport) -> str:
    """Returns the protections in words, those that hold before those that do not."""

    def named(protections: Iterable[Protection]) -> str:
        return ", ".join(f"{name} ({detail})" if detail else name for name, _, detail in protections)

    holding = named(protection for protection in report.protections if protection.holds)
    return f"{holding}; NOT HERE: {named(report.missing)}" if report.missing else holding


def _prepare() -> str:
    decoder = factories.decoder()
    try:
        data = paths.resource("sample.png").read_bytes()
        decoded = decoder.decode(data, "sample")
    finally:
        decoder.close()
    encoded = encode_for_model(
        AnnotatedImage.new(decoded.facts.image(data)), decoded.pixels, model_named("gpt-4o"), "auto"
    )
    return f"the sample picture goes out as {encoded.width}×{encoded.height} {encoded.mime}, {len(encoded.data)} bytes"


def _reader() -> str:
    """Reads an image for real: the only check that notices a stripped or missing library."""
    if not installed():
        return "not installed: text in pictures isn't read, nothing private is found in it, and all else works"
    decoder, reader = factories.decoder(), factories.reader()
    try:
        text = plain_text(reader.read(decoder.decode(paths.resource("sample.png").read_bytes(), "sample").pixels))
    finally:
        decoder.close()
        reader.close()
    if "the server refused the connection" not in text:
        raise CheckFailed("the sample picture was read wrongly")
    iban = next(pattern for pattern in PATTERNS if pattern.name == "IBAN")
    if not list(iban.spans("DE89 3704 0044 0532 0130 00")):
        raise CheckFailed("check digits are not checked")
    (own,) = patterns_from_plain([{"name": "customer", "pattern": r"KD-\d{6}"}]).patterns
    if list(own.spans("KD-123456")) != [(0, 9)]:
        raise CheckFailed("own patterns are not found")
    return f"the sample picture was read, {len(text.split())} words"


def _sqlite() -> str:
    version = connection.sqlite_version()
    if not connection.sqlite_is_new_enough():
        raise CheckFailed(f"SQLite {version} has known ways to damage a file")
    with tempfile.TemporaryDirectory() as folder, database.connect(Path(folder)) as history:
        history.execute("CREATE VIRTUAL TABLE temp.t USING fts5(x)")
    return f"SQLite {version} writes and has full-text search"


def _page() -> str:
    """Checks what shows an answer and could be missing from a package: a font, tables of names, lexers."""
    outlines = typeset(Formula(r"\frac{1}{2}"))
    if outlines is None:
        raise CheckFailed("a formula could not be set")
    if not mathml("x^2", False):
        raise CheckFailed("a formula could not be made into MathML")
    spans = {name: len(highlight(Code(name, '{"x": 1}'))) for name in ("python", "bash", "json", "sql")}
    if not all(spans.values()):
        raise CheckFailed(f"no colours for {', '.join(name for name, count in spans.items() if not count)}")
    return "formulas are set, code has colours"


def _native_libraries() -> str:
    return ", ".join(f"{library.name} {library.version} ({library.package})" for library in native_libraries())


def _key_store() -> str:
    return (
        "there is one" if factories.key_store().has_store() else "none here: keys last for a session, or go to a file"
    )


def _certificates() -> str:
    count = len(tls_context().get_ca_certs())
    return f"{count} authorities" if count else "the system's own"


def _qt() -> str:
    frozen = getattr(sys, "frozen", False)
    command = [sys.executable, QT_FLAG] if frozen else [sys.executable, "-m", "desktop", QT_FLAG]
    root = None if frozen else str(Path(__file__).parents[2])
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, cwd=root)
    if done.returncode:
        raise CheckFailed(done.stderr.strip()[-MOST_LETTERS:] or f"ended with {done.returncode}")
    report = json.loads(done.stdout)
    if not report["letters"]:
        raise CheckFailed("letters have no shapes of their own")
    fonts = f"{report['fonts']} font families, letters are drawn"
    return f"{report['qt']}, {fonts}, platforms {', '.join(report['platforms'])}"


CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("decoder", _decoder),
    ("cage", _cage),
    ("prepare", _prepare),
    ("reader", _reader),
    ("SQLite", _sqlite),
    ("page", _page),
    ("native libraries", _native_libraries),
    ("key store", _key_store),
    ("certificates", _certificates),
    ("fonts and plugins", _qt),
)
