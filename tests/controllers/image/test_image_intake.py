import base64
from pathlib import Path

import pytest

from desktop.adapters.system.clipboard import ClipboardContent
from desktop.controllers.image.image_intake import ImageIntake
from desktop.core.errors import Problem, ProblemKind
from desktop.core.settings.destination import Destination
from tests.controllers.conftest import Bar
from tests.controllers.fakes import FakeImporter, FakeLookup, Recorder
from tests.helpers.images import png

DATA_URL = "data:image/png;base64," + base64.b64encode(png()).decode()


class Intake:
    def __init__(self, bar: Bar) -> None:
        self.importer, self.focus, self.bar = FakeImporter(), Recorder(), bar
        self.lookup, self.asked_each = FakeLookup(), Recorder()
        self.intake = ImageIntake(self.importer, bar.notices, self.focus, self.lookup, self.asked_each)
        self.intake.connect()


@pytest.fixture
def room(bar: Bar) -> Intake:
    return Intake(bar)


def test_files_bytes_and_data_urls_are_one_import(room: Intake) -> None:
    content = ClipboardContent(image=png(), paths=(Path("/x/a.png"),), addresses=(DATA_URL,))
    assert room.intake.take("Paste", content)
    ((step, items),) = room.importer.added
    assert step == "Paste"
    assert [item.name for item in items] == ["a.png", "Clipboard picture", "Picture from the link"]
    assert items[2].data == png()


def test_nothing_is_fetched_before_the_user_agrees(room: Intake) -> None:
    addresses = ("https://a.example/1.png", "https://a.example/2.png", "https://b.example/3.png")
    assert room.intake.take("Drop", ClipboardContent(addresses=addresses))
    assert [items for _, items in room.importer.added if items] == []
    assert "3 pictures at a.example, b.example" in room.bar.text
    room.bar.press("Download")
    step, items = room.importer.added[-1]
    assert (step, [item.address for item in items]) == ("Download", list(addresses))


A = "https://a.example/1.png"
B = "https://b.example/2.png"
INWARD = Problem(ProblemKind.ADDRESS_REFUSED, "b.example", "it leads into a private network")


def test_the_question_says_where_an_address_leads_and_that_is_fetched(room: Intake) -> None:
    room.intake.take("Paste", ClipboardContent(addresses=(A,)))
    assert A in room.bar.text
    room.lookup.answer(Destination(A, ("203.0.113.7", "2001:db8::7")))
    assert "a.example leads to 203.0.113.7, 2001:db8::7" in room.bar.text
    assert "Not downloaded" in room.bar.text
    room.bar.press("Download")
    (item,) = room.importer.added[-1][1]
    assert (item.address, item.ip_addresses) == (A, ("203.0.113.7", "2001:db8::7"))


def test_an_address_that_leads_inwards_is_refused_before_the_user_agrees(room: Intake) -> None:
    room.intake.take("Paste", ClipboardContent(addresses=(A, B)))
    room.lookup.answer(Destination(A, ("203.0.113.7",)), Destination(B, refusal=INWARD))
    assert "Couldn't open the link to b.example: it leads into a private network." in room.bar.text
    room.bar.press("Download")
    assert [item.address for item in room.importer.added[-1][1]] == [A]
    room.intake.take("Paste", ClipboardContent(addresses=(B,)))
    room.lookup.answer(Destination(B, refusal=INWARD))
    assert room.bar.labels == []


def test_another_notice_is_left_alone_when_the_names_are_known(room: Intake) -> None:
    room.intake.take("Paste", ClipboardContent(addresses=(A,)))
    room.bar.notices.say("Something else.")
    room.lookup.answer(Destination(A, ("203.0.113.7",)))
    assert room.bar.text == "Something else."


def test_a_broken_data_url_is_refused_and_counts_as_something(room: Intake) -> None:
    assert room.intake.take("Paste", ClipboardContent(addresses=("data:image/png;base64,%%%",)))
    assert room.bar.text
    assert [items for _, items in room.importer.added if items] == []


def test_nothing_is_nothing(room: Intake) -> None:
    assert not room.intake.take("Paste", ClipboardContent(text="words"))


def test_after_an_import_the_question_has_the_keyboard_and_refusals_are_told(room: Intake) -> None:
    room.importer.taken.emit(())
    assert room.focus.calls == [()]
    room.importer.refused.emit((Problem(ProblemKind.CLIPBOARD),))
    assert room.bar.text


def test_what_a_clipboard_offers_instead_is_told(room: Intake) -> None:
    room.intake.refuse_nothing_found(ClipboardContent(formats=("audio/x", "video/y")))
    assert "audio/x, video/y" in room.bar.text


@pytest.mark.parametrize("name", ["text/plain", "image/png", "application/x-qt-image"])
def test_what_was_offered_and_did_not_come_is_told(room: Intake, name: str) -> None:
    room.intake.refuse_nothing_found(ClipboardContent(formats=("TARGETS", name)))
    assert "the program that filled it doesn't answer" in room.bar.text
    assert name not in room.bar.text


def test_spare_forms_are_tried_after_the_first(room: Intake) -> None:
    room.intake.take("Paste", ClipboardContent(paths=(Path("/gone/a.png"),), spare=(png(),)))
    ((_, (item,)),) = room.importer.added
    assert item.path == Path("/gone/a.png")
    assert [fallback.data for fallback in item.fallbacks] == [png()]


def test_a_link_around_a_thumbnail_offers_both(room: Intake) -> None:
    room.intake.take("Paste", ClipboardContent(addresses=(A,), links=(B,)))
    assert A in room.bar.text
    assert room.bar.labels == ["Download", "Download what it links to"]
    room.bar.press("Download what it links to")
    assert B in room.bar.text
    room.bar.press("Download")
    assert [item.address for item in room.importer.added[-1][1]] == [B]


def test_a_dropped_folder_can_become_a_table(room: Intake, tmp_path: Path) -> None:
    content = ClipboardContent(paths=(tmp_path,))
    assert room.intake.take("Paste", content)
    assert "as a table" not in room.bar.text
    assert room.intake.take("Drop", content)
    assert "as a table" in room.bar.text
    room.importer.refused.emit((Problem(ProblemKind.TOO_MANY_IMAGES, "7", seconds=50),))
    assert "7" in room.bar.text  # and the offer stands beside it
    room.bar.press("Many pictures…")
    assert room.asked_each.calls == [((tmp_path,),)]


def test_so_can_more_files_than_go_into_a_question(room: Intake) -> None:
    paths = tuple(Path(f"/x/{at}.png") for at in range(51))
    room.intake.take("Drop", ClipboardContent(paths=paths))
    room.bar.press("Many pictures…")
    assert room.asked_each.calls == [(paths,)]
    room.intake.take("Drop", ClipboardContent(paths=paths[:3]))
    assert room.bar.text == ""
