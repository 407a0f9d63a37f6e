"""The fold of letters: what is equal for a search, and where it stands in the text."""

import sys
import unicodedata

import pytest

from desktop.core.search.fold import folded, folded_places

LETTERS = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ΟΔΥΣΣΈΩΣ τῷ", "οδυσσεωσ τω"),
        ("Đặng Łódź Ørsted", "dang lodz orsted"),
        ("Ёж", "еж"),
        ("ٱلْكِتَابُ أحمـــد", "الكتاب احمد"),
        ("بِسْمِ ٣٤", "بسم 34"),
        ("שָׁלוֹם", "שלומ"[:-1] + "ם"),
        ("फ़िल्म", "फिल्म"),
        ("ISPARTA ıspanak İzmir", "isparta ispanak izmir"),
        ("GROẞ groß", "gross gross"),
        ("Ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
        ("ﬁne №5 Ⅷ", "fine no5 viii"),
        ("co\u00adop zero\u200bwidth", "coop zerowidth"),
        ("👍🏽 ❤️", "👍 ❤"),
        ("don’t – “so”", 'don\'t - "so"'),
        ("fjörð æsir", "fjord aesir"),
        ("ґанок Қазақ ұлт", "ганок казак үлт"),
        ("ײִדיש װאָס", "יידיש וואס"),
        ("צה״ל ג׳", "צה\"ל ג'"),
        ("ھندی ڪتاب", "هندي كتاب"),
        ("Ꜳrhus ǆ ½", "aarhus dz 1/2"),
        ("Nguyễn Huệ, Ưu đãi", "nguyen hue, uu dai"),
        ("IĞDIR ığdır DİYARBAKIR", "igdir igdir diyarbakir"),
        ("ﷲ ﻻ مُؤْمِن", "الله لا مومن"),
        ("ਖ਼ਾਸ ড়", "ਖਾਸ ড"),
        ("㈱ ﾊﾟｿｺﾝ ￥１００", "(株) パソコン ¥100"),
        ("ﾾￂ 한", "하 한"),
        ("👩🏽‍💻 1️⃣ 🏳️‍🌈", "👩💻 1 🏳🌈"),
        ("plain ASCII", "plain ascii"),
    ],
)
def test_spellings_become_one(text: str, plain: str) -> None:
    assert folded(text) == plain
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text)) == plain


def test_what_makes_another_word_stays() -> None:
    assert folded("が") != folded("か")
    assert folded("หนี") != folded("หนี้")
    assert folded("की") != folded("के")
    assert folded("청") != folded("처")


def test_every_letter_is_folded_once_and_for_all() -> None:
    plain = [folded(letter) for letter in LETTERS]
    assert [letter for letter in set(plain) if folded(letter) != letter] == []
    assert [letter for letter, found in zip(LETTERS, plain, strict=True) if folded(letter.lower()) != found] == ["Ɵ"]


def test_places_lead_back_to_whole_letters() -> None:
    text = "Straße א́ 👍🏽 한글 e\u0301x"
    plain, places = folded_places(text)
    assert plain == folded(text) == "strasse א 👍 한글 ex"
    assert len(places) == len(plain)
    assert [text[slice(*places[plain.index(letter)])] for letter in ("ss"[0], "א", "👍", "한", "x")] == [
        "S",
        "א́",
        "👍🏽",
        "한",
        "x",
    ]
    assert text[slice(*places[plain.index("ss")])] == "ß"
    assert text[slice(*places[-2])] == "e\u0301"


def test_parts_of_a_korean_syllable_are_one_letter() -> None:
    parted = unicodedata.normalize("NFD", "청구서")
    assert folded_places(parted)[0] == folded_places("청구서")[0] == "청구서"


@pytest.mark.parametrize("word", ["কো", "கொ", "കൊ", "ಕೋ", "କୋ", "කෝ", "ဦး"])
def test_parts_of_a_vowel_sign_are_one_letter(word: str) -> None:
    parted = unicodedata.normalize("NFD", word)
    assert parted != word
    assert folded_places(parted)[0] == folded_places(word)[0] == folded(word)


def test_places_are_of_the_folded_text_for_every_letter_that_is_decomposed() -> None:
    parted = [text for letter in LETTERS if (text := unicodedata.normalize("NFD", letter)) != letter]
    assert [text for text in parted if folded_places(text)[0] != folded(text)] == []
