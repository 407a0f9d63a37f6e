"""The draft: edits return new drafts, and the view stays on its sheet."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.conversation.attached_text import AttachedText, join_question
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.source_image import SourceImage
from desktop.core.image.text.page_text import Letter, PageText
from desktop.core.workspace.draft import Draft
from tests.helpers.images import image_of, quarters


def images(count: int) -> tuple[AnnotatedImage, ...]:
    return tuple(AnnotatedImage(str(at), SourceImage(f"{at:064}", b"x", 1, 1, "image/png")) for at in range(count))


DRAFTS = st.integers(1, 6).flatmap(lambda n: st.builds(Draft, st.just("?"), st.just(images(n)), st.integers(0, n - 1)))


def test_new_sheets_go_to_the_end_and_the_first_of_them_is_looked_at() -> None:
    draft = Draft("why", images(2)).with_images(images(4)[2:])
    assert [image.id for image in draft.images] == ["0", "1", "2", "3"]
    assert draft.image is not None
    assert draft.image.id == "2"
    assert draft.prompt == "why"
    assert draft.with_images(()) is draft


def test_an_empty_desk_shows_nothing() -> None:
    assert Draft().image is None
    assert Draft("", images(1)).without(0).image is None


@given(DRAFTS, st.data())
def test_removing_another_sheet_keeps_the_view_where_it_is(draft: Draft, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(draft.images) - 1))
    left = draft.without(at)
    assert len(left.images) == len(draft.images) - 1
    if at != draft.current_index:
        assert left.image == draft.image
    elif left.images:
        assert left.image in draft.images


@given(DRAFTS, st.data())
def test_moving_there_and_back_changes_nothing(draft: Draft, data: st.DataObject) -> None:
    places = st.integers(0, len(draft.images) - 1)
    at, to = data.draw(places), data.draw(places)
    moved = draft.moved(at, to)
    assert moved.image == draft.images[at]
    assert moved.moved(to, at).images == draft.images


def test_the_next_number_is_above_all_others() -> None:
    one, two = (image_of(quarters())[0] for _ in range(2))
    draft = Draft(
        "",
        (
            one.with_annotation(NumberBadge("a", Rect(1, 1, 1, 1), 4)),
            two.with_annotation(NumberBadge("b", Rect(1, 1, 1, 1), 2)),
        ),
    )
    assert draft.next_number() == 5
    assert draft.next_number((7, 1)) == 8
    assert Draft().next_number() == 1


def test_a_sheet_is_replaced_and_split_in_its_place() -> None:
    one, two, three = (image_of(quarters(50 + at, 40))[0] for at in range(3))
    draft = Draft("q", (one, two, three), 2)
    assert draft.with_image(two.rotated(1)).images == (one, two.rotated(1), three)
    parts = two.duplicated(), two.duplicated()
    assert draft.split(1, parts).images == (one, *parts, three)
    assert draft.split(1, parts).current_index == 1


def test_texts_belong_to_the_question_and_leave_with_it() -> None:
    first, second, later = (AttachedText(name, f"text of {name}") for name in "abc")
    draft = Draft("  why?\n").with_texts((first, second))
    assert draft.asked == join_question("why?", (first, second))
    assert Draft().with_question(draft.question) == draft
    assert draft.without_text(0).texts == (second,)
    replaced = replace(draft, prompt="why, [a key]", texts=(first, replace(second, text="[a key]"), later))
    assert replaced.after_asking(draft.asked) == Draft("", texts=(later,))
    assert not Draft(texts=(first,)).is_empty
    assert Draft(texts=(first, second)).title == "a, b"


def test_letters_of_a_page_count_where_they_are_in_view_alone() -> None:
    places = [Rect(10 * at, 0, 10 * at + 8, 10) for at in range(8)]
    text = PageText.of("page 1, text", [Letter("x", place, place) for place in places])
    image = replace(image_of(quarters(80, 60))[0], page_text=text)
    whole = Draft(images=(image,), texts=(AttachedText.of("a", "four"),))
    assert whole.letters == 12
    parts = [image.cropped(Rect(0, 0, 40, 60)).duplicated(), image.cropped(Rect(40, 0, 80, 60)).duplicated()]
    assert whole.split(0, parts).letters == 12
    assert whole.with_image(image.with_annotation(Redaction("r", Rect(0, 0, 40, 60)))).letters == 4 + 3


@pytest.mark.parametrize(("index", "shown"), [(-1, 0), (0, 0), (2, 2), (3, 2), (99, 2)])
def test_the_view_goes_to_the_nearest_image_that_there_is(index: int, shown: int) -> None:
    assert Draft("", images(3)).looking_at(index).current_index == shown
    assert Draft().looking_at(index).image is None
