"""Pages, in a file and on paper, show what was covered after it had been sent only after a question."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog

from desktop.messages.covers import print_as_sent, printed_covered
from desktop.ui.main_window import MainWindow
from tests.loopback import Endpoint, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.secret_image import SECRET, asked_bare
from tests.stories.window_steps import press

pytestmark = pytest.mark.usefixtures("key")
NEAR = 12  # how far a colour may be from the secret's and still be it; pages are scaled


def shows_secret_somewhere(path: Path) -> bool:
    with pypdfium2.PdfDocument(path) as document:
        return any(_is_on(page.render(scale=3).to_pil().convert("RGB")) for page in document)


def _is_on(page: Image.Image) -> bool:
    colors = [color for _, color in page.getcolors(1 << 26) or [] if isinstance(color, tuple)]
    return any(all(abs(a - b) <= NEAR for a, b in zip(color, SECRET, strict=True)) for color in colors)


async def export(window: MainWindow, path: Path) -> None:
    window.history.export_requested.emit(window.transcript.conversation_id)
    await until(lambda: any(dialog.isVisible() for dialog in window.findChildren(QFileDialog)))
    (dialog,) = [dialog for dialog in window.findChildren(QFileDialog) if dialog.isVisible()]
    dialog.fileSelected.emit(str(path))
    dialog.close()
    await until(lambda: f"Saved “{path.name}”" in window.notice.words)


async def print_to(window: MainWindow, path: Path) -> None:
    """Accepts the print dialog in view, after having it print to a file."""
    await until(lambda: [dialog for dialog in window.findChildren(QPrintDialog) if dialog.isVisible()])
    (dialog,) = [dialog for dialog in window.findChildren(QPrintDialog) if dialog.isVisible()]
    printer = dialog.printer()
    printer.setOutputFileName(str(path))
    dialog.accepted.emit(printer)
    dialog.close()


def test_a_file_of_pages_is_covered_until_it_is_asked_for_as_sent(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            await export(window, path)
            assert not shows_secret_somewhere(path)
            await press(window.notice, "Export as sent")
            assert not shows_secret_somewhere(path)
            await press(window.notice, "Export as sent")
            await until(lambda: window.notice.words == "Saved “a.pdf”")
            assert shows_secret_somewhere(path)

        tell(story, endpoint.url, private_text="off")


def test_paper_is_covered_until_it_is_asked_for_as_sent(tell: Tell, tmp_path: Path) -> None:
    covered, bare = tmp_path / "covered.pdf", tmp_path / "bare.pdf"
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            window.actions_["print"].trigger()
            await print_to(window, covered)
            await until(lambda: window.notice.words == printed_covered())
            assert not shows_secret_somewhere(covered)
            await press(window.notice, print_as_sent())
            assert not bare.exists()
            await press(window.notice, print_as_sent())
            await print_to(window, bare)
            await until(lambda: bare.exists() and bare.read_bytes().rstrip().endswith(b"%%EOF"))
            assert shows_secret_somewhere(bare)

        tell(story, endpoint.url, private_text="off")
