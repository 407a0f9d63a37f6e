"""A secret in the line under its name, as files of settings have it."""

import pytest

from desktop.core.privacy.detection import find_private_text
from tests.services.fakes import lines_of


@pytest.mark.parametrize(
    "lines",
    [
        ("- name: DB_PASSWORD", "  value: Otter-77"),
        ("<key>ApiSecret</key>", "<string>Otter-77-Candle</string>"),
        ("<name>mail.password</name>", "<value>Otter-77</value>"),
        ('"Name": "SmtpPassword",', '"Value": "Otter-77"'),
    ],
)
def test_the_value_under_the_name_of_a_secret_is_covered(lines: tuple[str, str]) -> None:
    ocr_result = lines_of(*lines)
    (finding,) = find_private_text(ocr_result)
    assert finding.name == "password"
    assert finding.rect.top == ocr_result.lines[1].rect.top


@pytest.mark.parametrize(
    "lines",
    [
        ("- name: LAMP_COLOUR", "  value: brass-77"),
        ("- name: DB_PASSWORD", "  valueFrom: secretKeyRef"),
        ("<key>PasswordPolicy</key>", "<string>strong-2026</string>"),
        ("name: password", "type: text"),
    ],
)
def test_other_pairs_are_left_alone(lines: tuple[str, str]) -> None:
    assert find_private_text(lines_of(*lines)) == ()
