"""The draft: edits return new drafts, and the view stays on its sheet."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.image.annotated_image import Sheet
from desktop.core.image.source_image import Picture
from desktop.core.workspace.draft import Draft


def sheets(count: int) -> tuple[Sheet, ...]:
    return tuple(Sheet(str(at), Picture(f"{at:064}", b"x", 1, 1, "image/png")) for at in range(count))


DRAFTS = st.integers(1, 6).flatmap(lambda n: st.builds(Draft, st.just("?"), st.just(sheets(n)), st.integers(0, n - 1)))


def test_new_sheets_go_to_the_end_and_the_first_of_them_is_looked_at() -> None:
    draft = Draft("why", sheets(2)).with_sheets(sheets(4)[2:])
    assert [sheet.id for sheet in draft.sheets] == ["0", "1", "2", "3"]
    assert draft.sheet is not None
    assert draft.sheet.id == "2"
    assert draft.prompt == "why"
    assert draft.with_sheets(()) is draft


def test_an_empty_desk_shows_nothing() -> None:
    assert Draft().sheet is None
    assert Draft("", sheets(1)).without(0).sheet is None


@given(DRAFTS, st.data())
def test_removing_another_sheet_keeps_the_view_where_it_is(draft: Draft, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(draft.sheets) - 1))
    left = draft.without(at)
    assert len(left.sheets) == len(draft.sheets) - 1
    if at != draft.looked_at:
        assert left.sheet == draft.sheet
    elif left.sheets:
        assert left.sheet in draft.sheets


@given(DRAFTS, st.data())
def test_moving_there_and_back_changes_nothing(draft: Draft, data: st.DataObject) -> None:
    places = st.integers(0, len(draft.sheets) - 1)
    at, to = data.draw(places), data.draw(places)
    moved = draft.moved(at, to)
    assert moved.sheet == draft.sheets[at]
    assert moved.moved(to, at).sheets == draft.sheets
