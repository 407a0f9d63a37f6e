"""The history on disk and in memory keeps the same promises."""

from dataclasses import replace

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.conversation.search_query import SearchQuery
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


def test_a_picture_that_was_covered_and_went_again_is_one_picture_in_the_list(store: Store) -> None:
    bare, covered, other = image(40), image(41), image(42)
    store.save_images([bare, covered, other])
    first, second = turn("c", "why?", 1, bare, other), turn("c", "and?", 2, covered)
    first = replace(first, images=(replace(first.images[0], content_key="sheet.a"), first.images[1]))
    second = replace(second, parent=first.id, images=(replace(second.images[0], content_key="sheet.b"),))
    save(store, first, second)
    assert store.page(0, 10)[0].images == store.conversation("c").summary().images == 2


def test_a_draft_of_which_nothing_was_asked_is_a_conversation_in_the_list(store: Store) -> None:
    first = sheet("a.png")
    store.save_draft("c", Draft("half-ty", (first, sheet("b.png"))))
    (row,) = store.page(0, 9)
    assert (row.id, row.title, row.images, row.is_draft) == ("c", "half-ty", 2, True)
    assert row.thumbnail == first.content_key
    store.rename("c", "Mine")
    store.pin("c", True)
    store.save_draft("c", Draft("", (first,)))
    (row,) = store.page(0, 9)
    assert (row.title, row.images, row.pinned) == ("Mine", 1, True)
    store.rename("c", "")
    assert store.page(0, 9)[0].title == "a.png"
    save(store, turn("c", "why?", 1))
    (row,) = store.page(0, 9)
    assert (row.title, row.images, row.thumbnail, row.is_draft, row.pinned) == ("why?", 0, "", False, True)


def test_an_empty_draft_is_no_row_and_says_that_a_new_conversation_was_open(store: Store) -> None:
    save(store, turn("a", "why?", 1))
    store.save_draft("a", Draft())
    assert store.last_draft() == ("a", Draft())
    store.save_draft("c", Draft("half-ty", (sheet(),)))
    store.save_draft("c", Draft(" \n"))
    assert [row.id for row in store.page(0, 9)] == ["a"]
    assert store.draft("c") is None
    assert store.last_draft() is None
    store.save_draft("a", Draft("and?"))
    assert store.last_draft() == ("a", Draft("and?"))


def test_only_what_changes_a_draft_makes_it_the_newest(store: Store) -> None:
    store.save_draft("c", Draft("first"))
    store.save_draft("d", Draft("second"))
    store.save_draft("c", Draft("first"))
    assert [row.id for row in store.page(0, 9)] == ["d", "c"]
    store.save_draft("c", Draft("first of all"))
    assert [row.id for row in store.page(0, 9)] == ["c", "d"]


def test_a_draft_is_found_by_its_words_and_passes_the_filters(store: Store) -> None:
    save(store, turn("a", "needles and pins", 1))
    store.save_draft("c", Draft("where is the needle", (sheet(),)))
    store.save_draft("e", Draft("nothing here"))
    found = store.page(0, 9, SearchQuery("needle"))
    assert {(row.id, row.is_draft) for row in found} == {("a", False), ("c", True)}
    assert next(row for row in found if row.is_draft).excerpt == "…is the needle"
    assert [row.id for row in store.page(0, 9, SearchQuery(with_images=True))] == ["c"]
    assert [row.id for row in store.page(0, 9, SearchQuery("needle", model="gpt-4o"))] == ["a"]
    assert store.page(0, 9, SearchQuery("needle", pinned=True)) == ()
    store.mark_deleted(["c"])
    assert [row.id for row in store.page(0, 9, SearchQuery("needle"))] == ["a"]
    assert "c" not in [row.id for row in store.page(0, 9)]


def test_a_deleted_draft_is_gone_with_its_pictures(store: Store) -> None:
    store.save_draft("c", Draft("half-ty", (sheet(),)))
    store.delete(["c"])
    assert store.page(0, 9) == ()
    assert store.draft("c") is None
    assert store.last_draft() is None
    assert store.image_bytes(sheet().source.id) is None


def test_without_its_only_turn_a_conversation_is_the_draft_that_it_was(store: Store) -> None:
    asked = turn("c", "why?", 1)
    save(store, asked)
    store.save_draft("c", Draft("and then"))
    store.delete([asked.id])
    assert [(row.title, row.is_draft) for row in store.page(0, 9)] == [("and then", True)]
