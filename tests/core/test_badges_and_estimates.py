"""Numbers that speak, and what is known before and after asking: legibility, tiles, what was learnt and spent."""

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont

from desktop.core.asking.prepared_request import Packed, Parcel
from desktop.core.asking.request import body, build
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import SentPicture, Turn
from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.image.annotations import Number, Redaction
from desktop.core.image.legibility import Legibility, legibility, x_height
from desktop.core.image.number_badges import SIGN, Place, in_words, number_of, places, sign
from desktop.core.image.tiling import scale_of, tiles, tokens_of
from desktop.core.model_catalog import drawn_side, model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import Learnt
from desktop.core.usage.estimator import counted, forecast
from desktop.core.usage.spending_limits import Limit, Spent, limit_passed
from desktop.core.workspace.badge_lookup import Spot, spot_of
from desktop.core.workspace.draft import Draft
from tests.core.asking.test_request import check
from tests.images import prepared, quarters, sheet_of


def numbered(*numbers: tuple[int, Area], size: tuple[int, int] = (80, 60)) -> Sheet:
    sheet, _ = sheet_of(quarters(*size))
    for number, area in numbers:
        sheet = sheet.marked(Number(str(number), area, number))
    return sheet


def test_signs_go_to_fifty_and_back() -> None:
    assert [sign(at) for at in (1, 20, 21, 35, 36, 50)] == list("①⑳㉑㉟㊱㊿")
    assert all(number_of(sign(at)) == at and SIGN.fullmatch(sign(at)) for at in range(1, 51))
    assert not SIGN.search("1 (1) ⓵ ⑴")


def test_numbers_are_where_the_model_sees_them() -> None:
    sheet = numbered((2, Area(40, 30, 60, 50)), (1, Area(10, 20, 10, 20)))
    assert places(sheet, (80, 60)) == (Place(1, Area(10, 20, 10, 20)), Place(2, Area(40, 30, 60, 50)))
    assert places(sheet, (40, 30)) == (Place(1, Area(5, 10, 5, 10)), Place(2, Area(20, 15, 30, 25)))
    turned = sheet.turned(1)
    assert places(turned, (60, 80)) == (Place(1, Area(40, 10, 40, 10)), Place(2, Area(10, 40, 30, 60)))
    cropped = sheet.cropped(Area(50, 40, 80, 60))
    assert places(cropped, (30, 20)) == (Place(2, Area(0, 0, 10, 10)),)  # ① is outside, of ② a part shows


def test_the_model_is_told_in_words_and_only_of_what_is_there() -> None:
    place, point = Place(2, Area(10, 20, 30, 60)), Place(1, Area(5, 6, 5, 6))
    assert in_words([((80, 60), ()), ((9, 9), ())]) == ""
    assert in_words([((80, 60), (point, place))]) == (
        "Marks on the picture (80×60 pixels, from its top left): ① is the point at x 5, y 6; "
        "② is the box from x 10, y 20 to x 30, y 60 (20×40). Refer to a mark by its sign, like ①."
    )
    assert "Marks on picture 2 (9×9" in in_words([((80, 60), ()), ((9, 9), (point,))])


def test_marks_are_named_in_the_request_and_in_later_ones_alike() -> None:
    sheet = numbered((1, Area(4, 4, 20, 20)))
    marked = prepared(quarters())
    marked = replace(marked, look=sheet.look, numbers=places(sheet, (80, 60)))
    first = build(Settings(), Conversation("c"), "what is ①?", (marked,), {})
    check(body(first))
    _, told, image = body(first)["messages"][0]["content"]
    assert "① is the box from x 4, y 4" in told["text"]
    assert image["type"] == "image_url"
    turn = Turn.new("c", "what is ①?", "gpt-4o", "h", 1.0).waiting((marked.sent(),)).hearing("a dog", 0.1).done(None)
    later = build(Settings(), Conversation("c", (turn,)), "sure?", (), {marked.id: marked})
    assert body(later)["messages"][0] == body(first)["messages"][0]


def sent(picture_id: str, *numbers: Place, fate: Fate = Fate.AGAIN) -> SentPicture:
    return SentPicture(picture_id, "image/png", 80, 60, 9, "high", f"look {picture_id}.edits", numbers, fate)


def answered(turn_id: str, *pictures: SentPicture) -> Turn:
    turn = Turn.new("c", "q", "gpt-4o", "h", 1.0).waiting(pictures).hearing("yes", 0.1).done(None)
    return replace(turn, id=turn_id)


def test_a_number_leads_back_to_the_mark_the_picture_or_the_history() -> None:
    place = Place(1, Area(4, 4, 20, 20))
    turns = (answered("t1", sent("p1", place)), answered("t2"))
    other, _ = sheet_of(quarters(90, 60))
    marked = numbered((1, Area(8, 8, 30, 30)))
    assert spot_of(1, "t2", turns, Draft("", (other, marked))) == Spot(Area(8, 8, 30, 30), 1)
    as_sent = Sheet("x", type(other.picture)("p1", b"", 80, 60, "image/png"))
    assert spot_of(1, "t2", turns, Draft("", (other, as_sent))) == Spot(place.area, 1)
    assert spot_of(1, "t1", turns, Draft("", (other,))) == Spot(place.area, sent=turns[0].pictures[0])
    assert spot_of(2, "t2", turns, Draft("", (marked,))) is None
    assert spot_of(1, "t1", (answered("t1"), answered("t2", sent("p", place))), Draft("", (marked,))) is None


def test_fates_decide_what_later_questions_carry() -> None:
    conversation = Conversation("c", (answered("t1", sent("a"), sent("b")),))
    assert conversation.with_fate("a", Fate.OUT).carried == (sent("b"),)
    assert conversation.with_fate("a", Fate.OUT).shown == (sent("a", fate=Fate.OUT), sent("b"))
    newer = replace(sent("c"), look="look b.other edits")
    assert Conversation("c", (*conversation.turns, answered("t2", newer))).shown == (sent("a"), newer)
    assert [each.fate for each in conversation.with_fate("b", Fate.SMALL).carried] == [Fate.AGAIN, Fate.SMALL]


def test_a_sheet_goes_once_for_each_state_of_it() -> None:
    sheet, _ = sheet_of(quarters())
    edited = sheet.marked(Redaction("r", Area(0, 0, 9, 9)))
    conversation = Conversation("c", (answered("t1", sent("x")),))
    shown = Conversation("c", (answered("t1", SentPicture("y", "image/png", 1, 1, 1, look=edited.look)),))
    assert not conversation.has_shown(sheet)
    assert shown.has_shown(edited)
    assert not shown.has_shown(sheet)
    assert not shown.has_shown(edited.turned(1))


def test_a_packed_request_remembers_its_pictures_with_their_fates() -> None:
    sheet, _ = sheet_of(quarters())
    small = sheet.with_fate(Fate.SMALL)
    new, old = prepared(quarters(40, 30)), prepared(quarters(50, 30))
    request = build(Settings(), Conversation("c"), "?", (new,), {})
    packed = Packed(request, (Parcel(old, sent=old.sent()), Parcel(new, small)), 1)
    assert [parcel.prepared for parcel in packed.new] == [new]
    assert [(each.id, each.fate) for each in packed.sent] == [(new.id, Fate.SMALL)]


# legibility and tiles


def text_of(height: int, ground: str = "white", ink: str = "black") -> Image.Image:
    image = Image.new("RGB", (1200, 800), ground)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(height)
    for row in range(800 // (height * 3 // 2)):
        draw.text(
            (15 + row % 7 * 9, row * height * 3 // 2), "raise a maximum error in some common cases now", ink, font
        )
    return image


@pytest.mark.parametrize("colours", [("white", "black"), ("#1e1e1e", "#d4d4d4")])
@pytest.mark.parametrize("height", [12, 16, 20, 28])
def test_the_height_of_letters_is_estimated(height: int, colours: tuple[str, str]) -> None:
    top = ImageFont.load_default(height).getbbox("x", anchor="ls")[1]
    found = x_height([text_of(height, *colours)])
    assert found is not None
    assert 0.65 < found / -top < 1.45


def test_without_text_there_is_no_height() -> None:
    assert x_height([Image.new("RGB", (900, 700), "white")]) is None
    assert x_height([Image.effect_noise((900, 700), 80).convert("RGB")]) is None
    assert x_height([Image.new("RGB", (5, 5), "white")]) is None


def test_what_becomes_of_small_text() -> None:
    assert legibility(8, 0.36) is Legibility.UNREADABLE
    assert legibility(8, 0.45) is Legibility.DOUBTFUL
    assert legibility(8, 0.6) is Legibility.GOOD
    assert legibility(2, 1.0) is Legibility.GOOD  # the model sees all that there is
    assert legibility(None, 0.1) is Legibility.GOOD


def test_tiles_show_a_4k_screen_sharp_for_the_least_tokens() -> None:
    model, size = model_named("gpt-4o"), (3840, 2160)
    sharp = tiles(size, model, "high")
    assert scale_of(sharp, model, "high") == 1.0
    readable = tiles(size, model, "high", 0.6)
    assert scale_of(readable, model, "high") >= 0.6
    assert tokens_of(readable, model, "high") <= tokens_of(sharp, model, "high")
    assert tiles((800, 600), model, "high") == (Area(0, 0, 800, 600),)
    covered = Image.new("1", size)
    for area in sharp:
        covered.paste(1, (area.left, area.top, area.right, area.bottom))
    assert covered.getextrema() == (1, 1)
    assert sharp[0].right > sharp[1].left  # neighbours overlap


def test_pages_are_drawn_for_what_the_model_sees() -> None:
    assert drawn_side(model_named("gpt-4o"), "high") == 2 * 1086
    assert drawn_side(model_named("gpt-4o"), "low") == 1600
    assert drawn_side(model_named("gpt-6-sol"), "auto") == 4096


# learnt and spent


def test_an_endpoint_teaches_its_own_factors() -> None:
    known = Learnt()
    for _ in range(20):
        known = known.after(0, 100, True, 150)
    assert known.expected(0, 100, True) == 150
    for _ in range(20):
        known = known.after(1000, 100, False, 2150)
    assert known.expected(1000, 100, False) == pytest.approx(2150, abs=2)
    assert known.expected(1000, 100, True) == 1150  # a certain rule is not bent
    wild = Learnt().after(0, 1, True, 10**9)
    assert wild.text < 3


def test_the_forecast_uses_what_was_learnt() -> None:
    request = build(Settings(), Conversation("c"), "what is it?", (prepared(quarters()),), {})
    model = model_named("gpt-4o")
    by_rule = counted(request, model)
    assert by_rule.certain
    plain, taught = forecast(request, model), forecast(request, model, Learnt(text=3.0))
    assert taught.tokens - plain.tokens == 2 * by_rule.text_tokens
    assert plain.tokens == by_rule.picture_tokens + by_rule.text_tokens


def test_limits_are_asked_about_before_they_are_passed() -> None:
    spent = Spent(0.9, 4.0)
    assert limit_passed(spent, 0, 0, 1.0) is None
    assert limit_passed(spent, 1.0, 0, 0.05) is None
    assert limit_passed(spent, 1.0, 0, 0.2) == Limit("today", 1.0, 0.9)
    assert limit_passed(spent, 1.0, 4.1, 0.2) == Limit("today", 1.0, 0.9)
    assert limit_passed(spent, 5.0, 4.1, 0.2) == Limit("this month", 4.1, 4.0)
    assert limit_passed(spent, 0.5, 0, None) == Limit("today", 0.5, 0.9)
