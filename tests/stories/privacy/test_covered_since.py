"""What was covered after a picture had gone is covered in everything that is asked and exported next."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.geometry.rect import Rect
from desktop.messages.covers import continue_as_before, goes_uncovered, send_as_before
from desktop.messages.suggested_actions import SuggestedAction
from desktop.ui.main_window import MainWindow
from desktop.ui.transcript.rows.question_row import QuestionRow
from tests.loopback import Endpoint, error, refusing, saying
from tests.services.qt_loop import until
from tests.stories.conftest import Tell
from tests.stories.requests import images
from tests.stories.secret_image import asked_bare, secret_image, shows_secret
from tests.stories.window_steps import answered, ask, busy, buttons, choose, cover, menu_of, paste_image, press, trigger

pytestmark = pytest.mark.usefixtures("key")


async def one_more(window: MainWindow, endpoint: Endpoint, count: int = 2) -> None:
    await until(lambda: len(endpoint.posts) == count and not busy(window))


async def by_road(window: MainWindow, road: str) -> None:
    """Asks once more along one of the roads."""
    if road == "another model":
        menu = menu_of(window)
        trigger(menu, next(name for name in menu if name.startswith("Ask another model/")))
    elif road == "continue":
        window.transcript.offer_requested.emit(window.transcript.items[-1].turn.id, SuggestedAction.CONTINUE)
    elif road == "edit":
        window.actions_["edit_last"].trigger()
        await until(lambda: window.composer.field.toPlainText() == "what?")
        QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
    elif road == "next question":
        await ask(window, "and?")
    else:
        window.actions_["retry"].trigger()


ROADS = ["retry", "another model", "continue", "edit", "next question"]


@pytest.mark.parametrize("stays", [True, False])
@pytest.mark.parametrize("road", ROADS)
def test_along_every_road_it_goes_covered_to_the_host_that_has_seen_it(tell: Tell, road: str, stays: bool) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            if not stays:
                window.strip.removed.emit(0)
            await by_road(window, road)
            await one_more(window, endpoint)

        tell(story, endpoint.url, private_text="off", model="gpt-4o")
        (again,) = images(endpoint.posts[1])
        assert not shows_secret(again)
        assert again.getpixel((150, 75)) == (0, 0, 0)


@pytest.mark.parametrize("road", ROADS)
def test_along_every_road_another_host_gets_it_covered(tell: Tell, road: str) -> None:
    with Endpoint(answer=saying("All well.")) as one, Endpoint(answer=saying("Other.")) as two:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, one)
            window.strip.removed.emit(0)
            choose(window, endpoint=two.url)
            await by_road(window, road)
            await one_more(window, two, 1)

        tell(story, one.url, private_text="off", model="gpt-4o")
        assert [shows_secret(image) for image in images(two.posts[0])] == [False]


def test_after_a_restart_it_is_covered_still(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)

        async def later(window: MainWindow) -> None:
            await until(lambda: window.transcript.items and len(window.strip.labels) == 1)
            window.strip.removed.emit(0)
            window.actions_["retry"].trigger()
            await one_more(window, endpoint)

        tell(story, endpoint.url, private_text="off")
        tell(later, endpoint.url, private_text="off")
        assert [shows_secret(image) for image in images(endpoint.posts[1])] == [False]


def test_a_part_that_is_covered_covers_the_whole_that_went(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, secret_image())
            await ask(window, "what?")
            await answered(window, "All well.")
            image = window.canvas.image
            assert image is not None
            window.canvas.edited.emit("Crop", image.cropped(Rect(50, 30, 250, 150)))
            cover(window)
            await until(lambda: window.transcript.items[0].turn.images[0].covers)
            window.actions_["retry"].trigger()
            await one_more(window, endpoint)

        tell(story, endpoint.url, private_text="off")
        (again,) = images(endpoint.posts[1])
        assert again.size == (300, 200) and not shows_secret(again)


def test_a_cover_that_is_taken_back_is_gone_and_the_picture_goes_as_before(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            window.actions_["undo"].trigger()
            await until(lambda: not window.transcript.items[0].turn.images[0].covers)
            window.actions_["retry"].trigger()
            await one_more(window, endpoint)

        tell(story, endpoint.url, private_text="off")
        assert [shows_secret(image) for image in images(endpoint.posts[1])] == [True]


def test_the_user_may_send_it_as_before(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            trigger(menu_of(window), send_as_before())
            await one_more(window, endpoint)
            assert window.transcript.items[0].turn.images[0].covers  # here it stays covered
            trigger(menu_of(window), f"Ask another model/{send_as_before()}/gpt-4o")
            await one_more(window, endpoint, 3)

        tell(story, endpoint.url, private_text="off", model="gpt-4o")
        sent = [[shows_secret(image) for image in images(heard)] for heard in endpoint.posts]
        assert sent == [[True]] * 3


def test_an_answer_may_be_continued_after_pictures_as_before(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            trigger(menu_of(window), continue_as_before())
            await one_more(window, endpoint)

        tell(story, endpoint.url, private_text="off")
        assert [shows_secret(image) for image in images(endpoint.posts[1])] == [True]


def test_an_edited_question_may_go_as_before(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            window.actions_["edit_last"].trigger()
            await press(window.notice, send_as_before())
            await until(lambda: window.notice.words == goes_uncovered())
            QTest.keyClick(window.composer.field, Qt.Key.Key_Return)
            await one_more(window, endpoint)

        tell(story, endpoint.url, private_text="off")
        assert [shows_secret(image) for image in images(endpoint.posts[1])] == [True]


@pytest.mark.parametrize("settings", [{"private_text": "insist"}, {"private_text": "off", "allow_uncovered": False}])
def test_where_covers_are_insisted_on_there_is_no_such_choice(tell: Tell, settings: dict[str, object]) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            assert send_as_before() not in menu_of(window)
            assert continue_as_before() not in menu_of(window)
            window.actions_["edit_last"].trigger()
            await until(lambda: window.composer.field.toPlainText() == "what?")
            assert not buttons(window.notice, send_as_before())

        tell(story, endpoint.url, **settings)


def test_the_turn_says_that_it_went_without_the_cover_and_its_thumbnail_is_covered(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await asked_bare(window, endpoint)
            row = window.transcript.items[0].rows[0].row
            assert isinstance(row, QuestionRow)
            sent = window.transcript.items[0].turn.images[0].id
            assert row.note_height > 0

            def covered_thumbnail() -> bool:
                shown = row.thumbnails.get(sent)
                return (
                    shown is not None and shown.pixelColor(shown.width() // 2, 75 * shown.height() // 200).blue() < 90
                )

            await until(covered_thumbnail)

        tell(story, endpoint.url, private_text="off")


def test_what_is_covered_while_a_question_waits_for_its_next_try_does_not_go(tell: Tell) -> None:
    with Endpoint(answer=refusing(503, error("overloaded"), retry_after="30")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, secret_image())
            await ask(window, "what?")
            await until(lambda: window.transcript.items and window.transcript.items[0].turn.retry_s > 0)
            cover(window)
            await until(lambda: "You covered something while the question was waiting" in window.notice.words)
            await until(lambda: window.transcript.items[0].turn.stage.ended and not busy(window))

        tell(story, endpoint.url, private_text="off")
        assert len(endpoint.posts) == 1


def test_two_equal_pictures_are_shown_as_the_one_that_is_sent(tell: Tell) -> None:
    with Endpoint(answer=saying("All well.")) as endpoint:

        async def story(window: MainWindow) -> None:
            await paste_image(window, secret_image())
            await paste_image(window, secret_image())
            await until(lambda: window.strip.labels[1].endswith("the same as picture 1: it is sent once"))
            cover(window)
            await until(lambda: window.strip.labels[1] == "Picture 2, 300 × 200")
            window.actions_["undo"].trigger()
            await until(lambda: "sent once" in window.strip.labels[1])
            await ask(window, "what?")
            await answered(window, "All well.")

        tell(story, endpoint.url, private_text="off")
        assert len(images(endpoint.posts[0])) == 1
