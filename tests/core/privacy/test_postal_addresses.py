"""Postal addresses of many countries, and lines that have only half of one."""

import pytest

from desktop.core.privacy.detection import find_private_text
from tests.services.fakes import lines_of


@pytest.mark.parametrize(
    "lines",
    [
        ("Maria Keller", "Lindenstraße 14a", "10969 Berlin"),
        ("Lindenstr. 14, 10969 Berlin",),
        ("Hauptplatz 3", "A-8010 Graz"),
        ("1200 Harbour Street", "Springfield, IL 62704"),
        ("44 High Street, London SW1A 2AA",),
        ("12 Queen St", "Sydney NSW 2000"),
        ("12 bis rue de la Paix", "75002 Paris"),
        ("Calle Mayor 25", "28013 Madrid"),
        ("Rua das Flores, 120", "1200-195 Lisboa"),
        ("Via Garibaldi 8", "20121 Milano"),
        ("ul. Długa 5/12", "00-238 Warszawa"),
        ("Keizersgracht 174", "1016 DW Amsterdam"),
        ("Storgatan 12", "114 55 Stockholm"),
    ],
)
def test_an_address_is_one_finding_over_its_lines(lines: tuple[str, ...]) -> None:
    (finding,) = find_private_text(lines_of(*lines))
    assert finding.name == "postal address"
    assert len(finding.rects) == min(2, len(lines))


@pytest.mark.parametrize(
    "lines",
    [
        ("Lindenstraße 14", "opens at nine"),
        ("Main Street", "10969 Berlin"),
        ("12 Lamp Street Fighters", "2024 Report"),
        ("Order 10969 Berlin lamps", "Version 4.17"),
        ("Via e-mail 24 hours", "2026 March"),
        ("Turn left at 5th Avenue", "3 min"),
    ],
)
def test_half_an_address_is_none(lines: tuple[str, ...]) -> None:
    assert find_private_text(lines_of(*lines)) == ()
