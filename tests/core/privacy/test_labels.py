"""Labels in many languages, and what stands behind, beside and under them."""

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.privacy.detection import find_private_text
from desktop.core.privacy.labels.label_search import kind_of_label
from tests.services.fakes import line_at, lines_of


def cell(text: str, left: int, top: int) -> OcrLine:
    return OcrLine((OcrWord(text, Rect(left, top, left + 9 * len(text), top + 16)),), 0.0)


def scattered(*cells: tuple[str, int, int]) -> OcrResult:
    """Cells that the layout has put into a block each."""
    blocks = tuple(TextBlock(TextBlockKind.TEXT, ((cell(*place),),)) for place in cells)
    return OcrResult((1200, 900), blocks)


def covered(ocr_result: OcrResult) -> list[tuple[str, int, int]]:
    return sorted(
        (finding.name, rect.left, rect.top) for finding in find_private_text(ocr_result) for rect in finding.rects
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Date of birth: 14 March 1981", "date of birth"),
        ("Geburtsdatum 14.03.1981", "date of birth"),
        ("né le 14 mars 1981", "date of birth"),
        ("生年月日 1981年3月14日", "date of birth"),
        ("생년월일: 1981년 3월 14일", "date of birth"),
        ("Routing number: 082617343", "bank account number"),
        ("Kontonummer: 532013000", "bank account number"),
        ("Driver licence: K7301946", "ID number"),
        ("Aadhaar 5312 7840 9262", "ID number"),
        ("NHS number: 731 204 8650", "ID number"),
        ("Tel. 030 9012345", "phone number"),
        ("телефон: 495 123-45-67", "phone number"),
        ("Kennzeichen: B-AB 1234", "number plate"),
        ("Your verification code is 482 913", "one-time code"),
        ("您的验证码是482913", "one-time code"),
        ("Product key: ABCD-1234-EFGH-5678", "licence key"),
        ('<add key="Password" value="Kite-4482-Lamp"/>', "password"),
        ("<password>hunter2!</password>", "password"),
        ("mot de passe : Soleil-88", "password"),
        ("Hasło: Zima-2026", "password"),
        ("Пароль: Zima-2026", "password"),
        ("密码：abc12345", "password"),
        ("Kωδικ πρσβαση: Zima-2026-Sneg", "password"),
        ('"client_secret": "ab12cd34ef"', "password"),
        ("HEROKU_KEY=3f1d9a60-77c2-4e0b-9c55-18b2d04e6a71", "key"),
    ],
)
def test_a_value_behind_its_label(text: str, name: str) -> None:
    assert [finding.name for finding in find_private_text(lines_of(text))] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "API keys: https://docs.example/keys",
        "Account settings 2024",
        "Phone support is closed",
        "Primary key: customer_id",
        "public_key: 3859a10d43f7d7a2ad8ba1c940d7bebe6c7ee123",
        "Password: ********",
        "Password: required",
        "token: Token)",
        "Born to be wild",
        "Verification code expired",
        "Card payments are accepted",
        "Location: second floor",
        "tel aviv 2024",
    ],
)
def test_a_label_without_a_value(text: str) -> None:
    assert find_private_text(lines_of(text)) == ()


def test_a_value_far_right_of_its_label_in_another_block() -> None:
    form = scattered(("Name:", 30, 20), ("SSN:", 30, 62), ("Johanna", 550, 20), ("536-22-8145", 550, 62))
    assert covered(form) == [("ID number", 550, 62)]


def test_a_value_three_empty_lines_under_its_label() -> None:
    assert covered(scattered(("Password", 20, 20), ("Kite-4482-Lamp", 20, 140))) == [("password", 20, 140)]
    assert covered(scattered(("Password", 20, 20), ("Kite-4482-Lamp", 20, 540))) == []


@pytest.mark.parametrize("following", ["contact:", "Username: wally-77", "E-mail address:", "SMTP_HOST="])
def test_a_label_whose_value_was_covered_takes_no_other_label_for_it(following: str) -> None:
    assert covered(scattered(("OPENAI_API_KEY=", 20, 20), (following, 20, 50))) == []


@pytest.mark.parametrize("value", ["c2VjcmV0LXBhc3M=", "MFRGGZDFMZTWQ2LK=", "aGVsbG8tYWdhaW4="])
def test_a_value_that_ends_like_a_name_is_one(value: str) -> None:
    assert covered(scattered(("Password", 20, 20), (value, 20, 50))) == [("password", 20, 50)]
    assert covered(scattered(("Password:", 20, 20), (value, 320, 20))) == [("password", 320, 20)]


def test_every_row_of_a_column_under_a_telling_head() -> None:
    table = scattered(
        ("User", 20, 20), ("Password", 220, 20), ("Room", 420, 20),
        ("anna", 20, 56), ("3B", 420, 56),
        ("ben", 20, 92), ("Lamp#9917", 220, 92), ("2A", 420, 92),
        ("cora", 20, 128), ("sunshine", 220, 128), ("1C", 420, 128),
        ("dan", 20, 164), ("none", 220, 164), ("4D", 420, 164),
    )  # fmt: skip
    assert covered(table) == [("password", 220, 92), ("password", 220, 128)]


def test_a_column_of_dates_of_birth_and_one_of_telephones() -> None:
    table = scattered(
        ("Name", 20, 20), ("Born", 220, 20), ("Phone", 420, 20),
        ("Anna", 20, 56), ("14.03.1981", 220, 56), ("0171 5550123", 420, 56),
        ("Ben", 20, 92), ("02.11.1975", 220, 92), ("0171 5550199", 420, 92),
    )  # fmt: skip
    assert [name for name, _, _ in covered(table)] == ["date of birth"] * 2 + ["phone number"] * 2


def test_a_form_in_two_columns_with_labels_beside_and_above() -> None:
    """A label belongs to its value at any gap; what stands under a value is the next label, not another value."""
    form = scattered(
        *[("Passport No.", 20, 20), ("X67195823", 220, 20), ("Password", 560, 20)],
        *[("Kite-4482-Lamp", 560, 44), ("Phone", 20, 68), ("+44 739 1948219", 220, 68), ("Order", 560, 68)],
        *[("Lamp, brass", 560, 92)],
    )
    assert covered(form) == [("ID number", 220, 20), ("password", 560, 44), ("phone number", 220, 68)]


def test_labels_above_in_two_columns_with_equal_steps_between_all_rows() -> None:
    form = scattered(
        *[("Title", 20, 20), ("Password", 400, 20), ("Dr.", 20, 44), ("Kite-4482-Lamp", 400, 44)],
        *[("Order", 20, 68), ("Size", 400, 68), ("Lamp, brass", 20, 92), ("42", 400, 92)],
        *[("Account number", 20, 116), ("Born", 400, 116), ("7178314721", 20, 140), ("11.12.1988", 400, 140)],
    )
    assert covered(form) == [("bank account number", 20, 140), ("date of birth", 400, 140), ("password", 400, 44)]


def test_a_head_on_the_left_of_its_row_tells_of_every_cell_of_it() -> None:
    table = scattered(
        *[("Account", 20, 20), ("First", 200, 20), ("Second", 400, 20), ("Third", 600, 20)],
        *[("Passport No.", 20, 44), ("X67195823", 200, 44), ("K12345678", 400, 44), ("none", 600, 44)],
    )
    assert covered(table) == [("ID number", 200, 44), ("ID number", 400, 44)]


def test_a_misread_value_goes_with_the_others_of_its_column() -> None:
    table = scattered(
        *[("Room", 20, 20), ("Date of birth", 200, 20)],
        *[("1A", 20, 44), ("14.03.1981", 200, 44), ("2B", 20, 68), ("l9.lo:1972", 200, 68)],
        *[("3C", 20, 92), ("02.11.1990", 200, 92), ("4D", 20, 116), ("unknown", 200, 116)],
    )
    assert covered(table) == [("date of birth", 200, top) for top in (44, 68, 92)]


def test_a_label_and_its_value_that_were_read_as_one_line() -> None:
    words = (OcrWord("Hasło", Rect(20, 20, 62, 34)), OcrWord("Zimowy.Kot", Rect(82, 20, 170, 34)))
    line = OcrLine(words, 0.0)
    (finding,) = find_private_text(OcrResult((400, 60), (TextBlock(TextBlockKind.TEXT, ((line,),)),)))
    assert (finding.name, finding.rects) == ("password", (words[1].rect,))


def test_recovery_codes_and_the_words_of_a_recovery_phrase_as_far_as_they_go() -> None:
    codes = lines_of("Recovery codes", "7f2k-9qpd  m3xw-4rtz", "b8nh-2vcs  k6jy-5gle", "Keep them safe")
    assert [finding.name for finding in find_private_text(codes)] == ["recovery code"] * 2
    words = lines_of(
        "Secret recovery phrase", "lamp rope harbour violin copper", "meadow ticket anchor frozen pilot saddle brave"
    )
    assert [finding.name for finding in find_private_text(words)] == ["recovery phrase"] * 2
    assert find_private_text(lines_of("Recovery phrase", "Write it down and keep it safe")) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Password", "password"), ("* Your new password:", "password"), ("Passwort", "password"),
        ("contraseña", "password"),
        ("パスワード", "password"), ("PIN", "password"), ("API-Schlüssel", "key"),
        ("Numéro de téléphone", "phone number"),
        ("Nr konta", "bank account number"), ("Codice fiscale", "ID number"), ("生日", "date of birth"),
    ],
)  # fmt: skip
def test_a_line_that_is_only_a_label(text: str, name: str) -> None:
    kind = kind_of_label(text)
    assert kind is not None and kind.name == name


@pytest.mark.parametrize(
    "text", ["Forgot password?", "Change your password now", "Telephone support hours", "Name", ""]
)
def test_a_line_that_is_more_or_less_than_a_label(text: str) -> None:
    assert kind_of_label(text) is None


def test_what_is_repeated_is_one_finding_with_all_places() -> None:
    (finding,) = find_private_text(lines_of("jane.doe@example.com", "write to jane.doe@example.com"))
    assert len(finding.rects) == 2


def test_one_letter_a_line_and_a_blank_behind_each_letter() -> None:
    stack = lines_of(*"AKIAQ3EGXR7T2LMNP5VK", size=(400, 700))
    (finding,) = find_private_text(stack)
    assert (finding.name, len(finding.rects)) == ("key", 20)
    assert [f.name for f in find_private_text(lines_of("A K I A Q 3 E G X R 7 T 2 L M N P 5 V K"))] == ["key"]
    assert find_private_text(lines_of(*"12345678901234567890", size=(400, 700))) == ()


def test_a_key_that_goes_on_in_the_next_line_is_covered_to_its_end() -> None:
    (finding,) = find_private_text(
        lines_of("sk-proj-Zk39dKe02LmQpX81vTb7Zk39dKe02L", "Qp8Rt1Vw3Yz6Ab0Cd5Ef", "and then a sentence")
    )
    assert len(finding.rects) == 2


def test_all_rows_take_time_in_proportion_to_their_number() -> None:
    many = OcrResult(
        (800, 30 * 1500),
        (TextBlock(TextBlockKind.TEXT, tuple((line_at(f"user{at}@example.com", 10, 30 * at),) for at in range(1500))),),
    )
    assert len(find_private_text(many)) == 1500
