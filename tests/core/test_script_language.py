"""Languages that letters tell."""

import pytest

from desktop.core.script_language import language_by_script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("An answer in English", ""),
        ("Grüße aus Köln", ""),
        ("", ""),
        ("12 % ①", ""),
        ("東京は日本の首都です。", "ja"),
        ("北京是中国的首都。", "zh"),
        ("서울은 한국(韓國)의 수도", "ko"),
        ("القاهرة عاصمة مصر", "und-Arab"),
        ("Москва", "und-Cyrl"),
        ("Αθήνα", "el"),
        ("ירושלים", "he"),
        ("The word 東京 is a name", ""),
        ("Windows 11 の設定を開いてください", "ja"),
    ],
)
def test_the_script_of_most_letters_tells(text: str, language: str) -> None:
    assert language_by_script(text) == language
