"""Phone numbers: international, national, and behind a word for telephone."""

import re

from desktop.core.privacy.family import FindingFamily
from desktop.core.privacy.misread import letters_and_digits
from desktop.core.privacy.patterns import Pattern, pattern_of

_PHONE_NAME = r"tel|phone|mobile|cell|fax|telefon|handy|mobil|tél|téléphone|电话|手机"


HIGHEST_DRAWN = 50  # of the numbers of lotteries


def is_phone(text: str) -> bool:
    """Returns True for 8 to 15 digits (E.164 allows 15) that are not written like a date or a decimal number."""
    return 8 <= len(letters_and_digits(text)) <= 15 and not re.fullmatch(r"[\d.]+|\d{4}-\d\d-\d\d.*|000.*", text)


def is_not_drawn(text: str) -> bool:
    """Returns True unless the pairs are low and rise: numbers that were drawn, or multiples."""
    pairs = [int(pair) for pair in re.findall(r"\d\d", text)]
    return pairs != sorted(set(pairs)) or pairs[-1] > HIGHEST_DRAWN


PHONE_NUMBERS = FindingFamily(
    "phone numbers",
    (
        Pattern(
            "phone number",
            pattern_of(r"(?<![\w.+/-])(?:\+|00)\d{1,3}(?:[ ()./-]{0,2}\d){7,12}(?![\w-])"),
            True,
            is_phone,
        ),
        Pattern(
            "phone number",
            pattern_of(
                r"(?<![\w.+/-])(?:\(\d{2,5}\) ?\d{2,4}(?:[ -]\d{2,5}){1,4}",
                r"|0\d{2,4}[ /-](?:\d{5,8}|\d{3,5}[ -]\d{2,5}(?:[ -]\d{1,4})*)|\d{3}-\d{3}-\d{4})(?![\w-])",
            ),
            True,
            is_phone,
        ),
        Pattern(  # France
            "phone number",
            pattern_of(r"(?<![\w.,:/-])(?<!\d\d )0[1-79]([ .])\d\d(?:\1\d\d){3}(?![\w,:/-]|[ .]\d)"),
            True,
            is_not_drawn,
        ),
        Pattern(  # North America
            "phone number",
            pattern_of(r"(?<![\w.,:/-])[2-9]\d\d\.[2-9]\d\d\.\d{4}(?![\w,:/-]|\.\d)"),
            True,
        ),
        Pattern(
            "phone number",
            pattern_of(
                rf"\b(?:{_PHONE_NAME})\w*\.?\s*[:.]?\s*(?P<it>\+?\d(?:[ ()./-]{{0,2}}\d){{6,13}})", any_case=True
            ),
            True,
        ),
    ),
)
