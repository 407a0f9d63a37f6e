"""The history on disk and in memory keeps the same promises."""

from dataclasses import replace

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.turn import Stage
from desktop.core.errors import Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import ResendPolicy
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.number_badges import BadgePosition
from desktop.core.workspace.draft import Draft
from desktop.services.ports.store import Store
from tests.adapters.storage.samples import image, save, sheet, turn


def test_what_is_saved_comes_back(store: Store) -> None:
    sent = image()
    first, second = turn("c", "why?", 1, sent), turn("c", "and?", 2)
    second = replace(
        second,
        parent=first.id,
        stage=Stage.FAILED,
        problem=Problem(ProblemKind.CUT_OFF, "h", "x", 3, "c", 4.0),
        usage=None,
    )
    store.save_images([sent])
    save(store, first, second)
    conversation = store.conversation("c")
    assert conversation.turns == (first, second)
    assert conversation.title == "why?"
    assert store.image_bytes(sent.id) == sent.data
    (row,) = store.page(0, 10)
    assert (row.id, row.title, row.updated_at, row.images, row.thumbnail) == ("c", "why?", 2, 1, sent.id)


def test_thinking_and_sources_come_back(store: Store) -> None:
    sources = (AnswerSource("https://e.example/a", "A page"), AnswerSource("https://e.example/b"))
    thoughtful = replace(turn("c", "why?", 1), thinking="Hm…\n\nso.", thinking_s=12.5, sources=sources)
    save(store, replace(thoughtful, thinking="H", sources=()))
    save(store, thoughtful)
    assert store.conversation("c").turns == (thoughtful,)


def test_a_turn_that_grows_is_one_turn(store: Store) -> None:
    grown = turn("c", "why?", 1, answer="ye")
    save(store, grown)
    save(store, replace(grown, answer="yes, because"))
    assert [asked.answer for asked in store.conversation("c").turns] == ["yes, because"]


def test_the_newest_conversation_is_first_and_pages_follow(store: Store) -> None:
    save(store, *(turn(f"c{at}", f"q{at}", float(at)) for at in range(25)))
    assert [row.title for row in store.page(0, 3)] == ["q24", "q23", "q22"]
    assert [row.title for row in store.page(23, 10)] == ["q1", "q0"]


def test_a_given_title_stays_and_an_empty_one_brings_the_question_back(store: Store) -> None:
    save(store, turn("c", "why?", 1))
    store.rename("c", "Mine")
    save(store, turn("c", "more", 2))
    assert store.page(0, 1)[0].title == "Mine" == store.conversation("c").title
    store.rename("c", "")
    assert store.page(0, 1)[0].title == "why?"


def test_pictures_go_with_the_last_conversation_that_shows_them(store: Store) -> None:
    shared, own = image(40), image(44)
    store.save_images([shared, own])
    save(store, turn("a", "1", 1, shared, own), turn("b", "2", 2, shared))
    store.delete("a")
    assert store.image_bytes(own.id) is None
    assert store.image_bytes(shared.id) is not None
    store.delete("b")
    assert store.image_bytes(shared.id) is None
    assert store.page(0, 10) == ()


def test_the_desk_comes_back(store: Store) -> None:
    store.save_draft("c", Draft("half-ty", (sheet(), sheet("b.png")), 1))
    assert store.draft("c") == store.last_draft()[1]  # type: ignore[index]
    found = store.draft("c")
    assert found is not None
    assert found.prompt == "half-ty"
    assert [image.source.name for image in found.images] == ["a.png", "b.png"]
    assert found.current_index == 1
    store.save_draft("d", Draft("other"))
    last = store.last_draft()
    assert last is not None
    assert last[0] == "d"


def test_what_was_done_to_a_sheet_comes_back(store: Store) -> None:
    edited = (
        sheet()
        .with_annotation(NumberBadge("n", Rect(4, 4, 20, 20), 3))
        .with_annotation(Redaction("r", Rect(1, 1, 9, 9)))
        .rotated(1)
    )
    edited = replace(edited.cropped(Rect(0, 0, 40, 40)), detail="low", resend_policy=ResendPolicy.REDUCED)
    page = replace(
        sheet("b.pdf"),
        source=replace(sheet().source, page_index=2, page_count=5, compression=CompressionBlocks(16, 8, 4)),
    )
    store.save_draft("c", Draft("", (edited, page), 1))
    assert store.draft("c") == Draft("", (edited, page), 1)


def test_what_is_known_of_a_sent_picture_comes_back(store: Store) -> None:
    sent = replace(
        image().to_sent_image(),
        content_key="a look",
        badges=(BadgePosition(2, Rect(1, 2, 3, 4)),),
        resend_policy=ResendPolicy.OMIT,
        detail="low",
    )
    asked = replace(turn("c", "why?", 1), images=(sent,), estimated_tokens=1234)
    save(store, asked)
    assert store.conversation("c").turns == (asked,)


def test_pictures_of_an_answer_stay_with_it_and_count_for_no_question(store: Store) -> None:
    sent, received = image(40), image(44)
    answered = replace(turn("a", "1", 1, sent), answer_images=(received.to_sent_image(),))
    store.save_images([sent, received])
    save(store, answered)
    assert store.conversation("a").turns == (answered,)
    (row,) = store.page(0, 10)
    assert (row.images, row.thumbnail) == (1, sent.id)
    save(store, answered)
    assert store.image_bytes(received.id) == received.data
    store.delete("a")
    assert store.image_bytes(received.id) is None


def test_a_conversation_whose_only_picture_is_of_an_answer_shows_none_in_the_list(store: Store) -> None:
    received = image(44)
    store.save_images([received])
    save(store, replace(turn("a", "1", 1), answer_images=(received.to_sent_image(),)))
    (row,) = store.page(0, 10)
    assert (row.images, row.thumbnail) == (0, "")
