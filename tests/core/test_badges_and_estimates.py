"""Numbers that speak, and what is known before and after asking: legibility, tiles, what was learnt and spent."""

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageFont

from desktop.adapters.providers.openai_body import openai_body
from desktop.core.annotation.kinds.number_badge import NumberBadge
from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.asking.prepared_request import PreparedRequest, RequestImage
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.geometry.rect import Rect
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.legibility import Legibility, legibility, x_height
from desktop.core.image.number_badges import (
    SIGN,
    BadgePosition,
    badge_positions,
    circled_digit,
    describe_badges,
    digit_value,
)
from desktop.core.image.sent_image import SentImage
from desktop.core.image.tiling import scale_of, tiles, tokens_of
from desktop.core.model_catalog import max_side, model_named
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import TokenCalibration
from desktop.core.usage.estimator import count_tokens, estimate_request
from desktop.core.usage.spending_limits import ExceededLimit, Spending, first_exceeded_limit
from desktop.core.workspace.badge_lookup import BadgeTarget, find_badge
from desktop.core.workspace.draft import Draft
from tests.chat_completions_schema import check
from tests.images import image_of, prepared, quarters


def numbered(*numbers: tuple[int, Rect], size: tuple[int, int] = (80, 60)) -> AnnotatedImage:
    image, _ = image_of(quarters(*size))
    for number, rect in numbers:
        image = image.with_annotation(NumberBadge(str(number), rect, number))
    return image


def test_signs_go_to_fifty_and_back() -> None:
    assert [circled_digit(at) for at in (1, 20, 21, 35, 36, 50)] == list("①⑳㉑㉟㊱㊿")
    assert all(digit_value(circled_digit(at)) == at and SIGN.fullmatch(circled_digit(at)) for at in range(1, 51))
    assert not SIGN.search("1 (1) ⓵ ⑴")


def test_numbers_are_where_the_model_sees_them() -> None:
    image = numbered((2, Rect(40, 30, 60, 50)), (1, Rect(10, 20, 10, 20)))
    assert badge_positions(image, (80, 60)) == (
        BadgePosition(1, Rect(10, 20, 10, 20)),
        BadgePosition(2, Rect(40, 30, 60, 50)),
    )
    assert badge_positions(image, (40, 30)) == (
        BadgePosition(1, Rect(5, 10, 5, 10)),
        BadgePosition(2, Rect(20, 15, 30, 25)),
    )
    turned = image.rotated(1)
    assert badge_positions(turned, (60, 80)) == (
        BadgePosition(1, Rect(40, 10, 40, 10)),
        BadgePosition(2, Rect(10, 40, 30, 60)),
    )
    cropped = image.cropped(Rect(50, 40, 80, 60))
    assert badge_positions(cropped, (30, 20)) == (
        BadgePosition(2, Rect(0, 0, 10, 10)),
    )  # ① is outside, of ② a part shows


def test_the_model_is_told_in_words_and_only_of_what_is_there() -> None:
    place, point = BadgePosition(2, Rect(10, 20, 30, 60)), BadgePosition(1, Rect(5, 6, 5, 6))
    assert describe_badges([((80, 60), ()), ((9, 9), ())]) == ""
    assert describe_badges([((80, 60), (point, place))]) == (
        "Marks on the picture (80×60 pixels, from its top left): ① is the point at x 5, y 6; "
        "② is the box from x 10, y 20 to x 30, y 60 (20×40). Refer to a mark by its sign, like ①."
    )
    assert "Marks on picture 2 (9×9" in describe_badges([((80, 60), ()), ((9, 9), (point,))])


def test_marks_are_named_in_the_request_and_in_later_ones_alike() -> None:
    sheet = numbered((1, Rect(4, 4, 20, 20)))
    marked = prepared(quarters())
    marked = replace(marked, content_key=sheet.content_key, badges=badge_positions(sheet, (80, 60)))
    first = build_request(Settings(), Conversation("c"), "what is ①?", (marked,), {})
    check(openai_body(first))
    _, told, image = openai_body(first)["messages"][0]["content"]
    assert "① is the box from x 4, y 4" in told["text"]
    assert image["type"] == "image_url"
    turn = (
        Turn.new("c", "what is ①?", "gpt-4o", "h", 1.0)
        .as_waiting((marked.to_sent_image(),))
        .as_streaming("a dog", 0.1)
        .done(None)
    )
    later = build_request(Settings(), Conversation("c", (turn,)), "sure?", (), {marked.id: marked})
    assert openai_body(later)["messages"][0] == openai_body(first)["messages"][0]


def sent(image_id: str, *badges: BadgePosition, resend_policy: ResendPolicy = ResendPolicy.FULL) -> SentImage:
    return SentImage(image_id, "image/png", 80, 60, 9, "high", f"look {image_id}.edits", badges, resend_policy)


def answered(turn_id: str, *images: SentImage) -> Turn:
    turn = Turn.new("c", "q", "gpt-4o", "h", 1.0).as_waiting(images).as_streaming("yes", 0.1).done(None)
    return replace(turn, id=turn_id)


def test_a_number_leads_back_to_the_mark_the_picture_or_the_history() -> None:
    place = BadgePosition(1, Rect(4, 4, 20, 20))
    turns = (answered("t1", sent("p1", place)), answered("t2"))
    other, _ = image_of(quarters(90, 60))
    marked = numbered((1, Rect(8, 8, 30, 30)))
    assert find_badge(1, "t2", turns, Draft("", (other, marked))) == BadgeTarget(Rect(8, 8, 30, 30), 1)
    as_sent = AnnotatedImage("x", type(other.source)("p1", b"", 80, 60, "image/png"))
    assert find_badge(1, "t2", turns, Draft("", (other, as_sent))) == BadgeTarget(place.rect, 1)
    assert find_badge(1, "t1", turns, Draft("", (other,))) == BadgeTarget(place.rect, sent=turns[0].images[0])
    assert find_badge(2, "t2", turns, Draft("", (marked,))) is None
    assert find_badge(1, "t1", (answered("t1"), answered("t2", sent("p", place))), Draft("", (marked,))) is None


def test_fates_decide_what_later_questions_carry() -> None:
    conversation = Conversation("c", (answered("t1", sent("a"), sent("b")),))
    assert conversation.with_resend_policy("a", ResendPolicy.OMIT).resent_images == (sent("b"),)
    assert conversation.with_resend_policy("a", ResendPolicy.OMIT).seen_images == (
        sent("a", resend_policy=ResendPolicy.OMIT),
        sent("b"),
    )
    newer = replace(sent("c"), content_key="look b.other edits")
    assert Conversation("c", (*conversation.turns, answered("t2", newer))).seen_images == (sent("a"), newer)
    assert [
        each.resend_policy for each in conversation.with_resend_policy("b", ResendPolicy.REDUCED).resent_images
    ] == [
        ResendPolicy.FULL,
        ResendPolicy.REDUCED,
    ]


def test_a_sheet_goes_once_for_each_state_of_it() -> None:
    image, _ = image_of(quarters())
    edited = image.with_annotation(Redaction("r", Rect(0, 0, 9, 9)))
    conversation = Conversation("c", (answered("t1", sent("x")),))
    shown = Conversation("c", (answered("t1", SentImage("y", "image/png", 1, 1, 1, content_key=edited.content_key)),))
    assert not conversation.model_has_seen(image)
    assert shown.model_has_seen(edited)
    assert not shown.model_has_seen(image)
    assert not shown.model_has_seen(edited.rotated(1))


def test_a_packed_request_remembers_its_pictures_with_their_fates() -> None:
    image, _ = image_of(quarters())
    small = image.with_resend_policy(ResendPolicy.REDUCED)
    new, old = prepared(quarters(40, 30)), prepared(quarters(50, 30))
    request = build_request(Settings(), Conversation("c"), "?", (new,), {})
    packed = PreparedRequest(
        request, (RequestImage(old, previously_sent=old.to_sent_image()), RequestImage(new, small)), 1
    )
    assert [parcel.encoded for parcel in packed.new_images] == [new]
    assert [(each.id, each.resend_policy) for each in packed.sent] == [(new.id, ResendPolicy.REDUCED)]


# legibility and tiles


def text_of(height: int, ground: str = "white", ink: str = "black") -> Image.Image:
    image = Image.new("RGB", (1200, 800), ground)
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(height)
    for row in range(800 // (height * 3 // 2)):
        draw.text(
            (15 + row % 7 * 9, row * height * 3 // 2), "raise a maximum error in some common cases now", ink, font
        )
    return image


@pytest.mark.parametrize("colors", [("white", "black"), ("#1e1e1e", "#d4d4d4")])
@pytest.mark.parametrize("height", [12, 16, 20, 28])
def test_the_height_of_letters_is_estimated(height: int, colors: tuple[str, str]) -> None:
    top = ImageFont.load_default(height).getbbox("x", anchor="ls")[1]
    found = x_height([text_of(height, *colors)])
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
    assert tiles((800, 600), model, "high") == (Rect(0, 0, 800, 600),)
    covered = Image.new("1", size)
    for rect in sharp:
        covered.paste(1, (rect.left, rect.top, rect.right, rect.bottom))
    assert covered.getextrema() == (1, 1)
    assert sharp[0].right > sharp[1].left  # neighbours overlap


def test_pages_are_drawn_for_what_the_model_sees() -> None:
    assert max_side(model_named("gpt-4o"), "high") == 2 * 1086
    assert max_side(model_named("gpt-4o"), "low") == 1600
    assert max_side(model_named("gpt-6-sol"), "auto") == 4096


# learnt and spent


def test_an_endpoint_teaches_its_own_factors() -> None:
    known = TokenCalibration()
    for _ in range(20):
        known = known.updated(0, 100, True, 150)
    assert known.expected_tokens(0, 100, True) == 150
    for _ in range(20):
        known = known.updated(1000, 100, False, 2150)
    assert known.expected_tokens(1000, 100, False) == pytest.approx(2150, abs=2)
    assert known.expected_tokens(1000, 100, True) == 1150  # a certain rule is not bent
    wild = TokenCalibration().updated(0, 1, True, 10**9)
    assert wild.text < 3


def test_the_forecast_uses_what_was_learnt() -> None:
    request = build_request(Settings(), Conversation("c"), "what is it?", (prepared(quarters()),), {})
    model = model_named("gpt-4o")
    by_rule = count_tokens(request, model)
    assert by_rule.certain
    plain, taught = estimate_request(request, model), estimate_request(request, model, TokenCalibration(text=3.0))
    assert taught.tokens - plain.tokens == 2 * by_rule.text_tokens
    assert plain.tokens == by_rule.image_tokens + by_rule.text_tokens


def test_limits_are_asked_about_before_they_are_passed() -> None:
    spent = Spending(0.9, 4.0)
    assert first_exceeded_limit(spent, 0, 0, 1.0) is None
    assert first_exceeded_limit(spent, 1.0, 0, 0.05) is None
    assert first_exceeded_limit(spent, 1.0, 0, 0.2) == ExceededLimit("today", 1.0, 0.9)
    assert first_exceeded_limit(spent, 1.0, 4.1, 0.2) == ExceededLimit("today", 1.0, 0.9)
    assert first_exceeded_limit(spent, 5.0, 4.1, 0.2) == ExceededLimit("this month", 4.1, 4.0)
    assert first_exceeded_limit(spent, 0.5, 0, None) == ExceededLimit("today", 0.5, 0.9)
