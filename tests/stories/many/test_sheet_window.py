"""Many pictures in the window: from a folder to a table, with the real program, a real server and a real disk."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.core.many.field import Field, FieldType
from desktop.ui.dialogs.sent.request_preview import RequestPreviewDialog
from desktop.ui.main_window import MainWindow
from desktop.ui.sheet.setup.run_choice import RunChoice
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.sheet.table.row_view import RowState
from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.window_steps import drop, press

pytestmark = pytest.mark.usefixtures("key")

FIELDS = (Field("Shop"), Field("Total", FieldType.NUMBER))
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"


def receipts(folder: Path, count: int, mail: int = -1) -> Path:
    """Makes a folder of receipts, each with its own total; the one numbered `mail` also shows an e-mail address."""
    folder.mkdir()
    for number in range(count):
        image = Image.new("RGB", (420, 300), "#ffffff")
        draw, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, 24)
        lines = ["CAFE LUMEN", "2 Flat white", f"TOTAL EUR {number + 11}.90"]
        lines += ["maria.lind@northwind.example"] if number == mail else []
        for at, line in enumerate(lines):
            draw.text((20, 30 + 60 * at), line, fill="#111111", font=font)
        image.save(folder / f"receipt-{number}.png")
    return folder


def totals(body: dict[str, Any], number: int) -> str:
    """Answers with the shop and, wrongly, always the same total."""
    return json.dumps({"Shop": "CAFE LUMEN", "Total": 11.9})


def sheet() -> SheetWindow:
    """Returns the window."""
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, SheetWindow))


async def listed(window: MainWindow, folder: Path, count: int, **choice: Any) -> SheetWindow:
    """Opens the window with a folder, and lists its pictures as a run."""
    drop(window, folder)
    await press(window, "Many pictures…")
    opened = sheet()
    opened.setup.show_choice(RunChoice("Receipts", "Read this receipt.", FIELDS, **choice))
    await press(opened, "List pictures")
    await until(lambda: opened.shows_table and opened.model.count() == count)
    return opened


def counts(opened: SheetWindow, *states: RowState) -> int:
    return opened.model.count(*states)


async def save_as(opened: SheetWindow, path: Path) -> None:
    """Chooses where the table goes."""
    await press(opened, "Export")
    await until(lambda: opened.findChildren(QFileDialog))
    opened.findChildren(QFileDialog)[0].fileSelected.emit(str(path))


def test_a_folder_becomes_a_table(tell: Tell, tmp_path: Path) -> None:
    folder = receipts(tmp_path / "november", 7)
    (folder / "broken.png").write_bytes((folder / "receipt-0.png").read_bytes()[:200])
    (folder / "twice.png").write_bytes((folder / "receipt-6.png").read_bytes())

    async def story(window: MainWindow) -> None:
        opened = await listed(window, folder, 9)
        assert "1 is the same as another one" in opened.notice.words
        await press(opened, "Ask the first 5")
        await until(lambda: "were asked about" in opened.notice.words)
        assert len(endpoint.bodies) <= 5 and "will cost about $" in opened.notice.words
        await press(opened, opened.notice.steps[0].text())
        await until(lambda: counts(opened, RowState.DONE, RowState.UNSURE, RowState.FAILED) == 9)
        assert endpoint.answered == 7
        assert counts(opened, RowState.FAILED) == 1
        # the value is lit on one picture, and marked on another, where it does not stand
        opened.table.choose(next(row.id for row in opened.model.rows if row.name == "receipt-0.png"), 1)
        await until(lambda: opened.side.canvas.highlight is not None)
        assert "Found in the picture" in opened.side.editor.known
        unsure = next(row.id for row in opened.model.rows if row.name == "receipt-3.png")
        opened.table.choose(unsure, 1)
        await until(lambda: "Not found in the picture" in opened.side.editor.known)
        assert next(row for row in opened.model.rows if row.id == unsure).state is RowState.UNSURE
        # it is corrected there, and the table says so
        opened.side.editor.typed.emit("14.90")
        await until(lambda: "edited" in opened.model.spoken(opened.model.rows[unsure], 1))
        # what is sent of it can be looked at
        opened.side.sent_pressed.emit()
        await until(lambda: opened.findChildren(RequestPreviewDialog))
        (dialog,) = opened.findChildren(RequestPreviewDialog)
        assert dialog.view is not None and len(dialog.view.items) == 1 and "Read this receipt." in dialog.view.request
        dialog.reject()
        await save_as(opened, tmp_path / "table.csv")
        await until(lambda: "table.csv" in opened.passing.words)
        lines = list(csv.DictReader((tmp_path / "table.csv").read_text("utf-8-sig").splitlines()))
        assert {line["picture"]: line["Total"] for line in lines}["receipt-3.png"] == "14.90"

    with LimitedEndpoint(reply=totals, keeps_bodies=True) as endpoint:
        tell(story, endpoint.url, private_text="off", unfound="always", prices="gpt-4o: 2.5, 10")


def test_a_private_row_waits_for_a_decision_and_goes_covered(tell: Tell, tmp_path: Path) -> None:
    folder = receipts(tmp_path / "november", 3, mail=1)

    async def story(window: MainWindow) -> None:
        opened = await listed(window, folder, 3)
        await press(opened.notice, "Run all")
        await until(lambda: "1 picture waits: it shows an e-mail address." in opened.notice.words)
        await until(lambda: endpoint.answered == 2)  # the others have gone on
        assert counts(opened, RowState.HELD) == 1
        await press(opened.notice, "Cover on all")
        await until(lambda: counts(opened, RowState.HELD) == 0)
        if opened.progress.main_button.text() == "Resume":
            opened.progress.main_button.click()
        await until(lambda: endpoint.answered == 3 and counts(opened, RowState.DONE, RowState.UNSURE) == 3)

    with LimitedEndpoint(reply=totals) as endpoint:
        tell(story, endpoint.url, private_text="insist")
