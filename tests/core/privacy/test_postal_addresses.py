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
        ("Opernring 1", "1010 Wien"),
        ("Kaiserring 10", "68161 Mannheim"),
        ("Westring 4", "24116 Kiel"),
        ("Europaring 60", "53757 Sankt Augustin"),
        ("Goethering 5", "63067 Offenbach"),
        ("Hansaring 20", "50670 Köln"),
        ("Schäferring 4", "18055 Rostock"),
        ("Ludwigsstrafe 12", "80539 München"),
        ("Pestalozzistr. 12", "10625 Berlin"),
        ("Neckarufer 3", "69115 Heidelberg"),
        ("4 route de Lyon", "69300 Caluire"),
        ("7 place d'Armes", "78000 Versailles"),
        ("21 Ocean Drive", "Miami, FL 33139"),
        ("5 Orchard Way", "Sydney NSW 2000"),
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
        ("Spring 2024", "3500 Students enrolled"),
        ("Offspring 3", "3500 Trees"),
        ("During 2023", "1450 Customers joined"),
        ("Monitoring 24", "12000 Requests"),
        ("String 12", "8080 Server"),
        ("Substring 12", "8080 Letters"),
        ("Wiring 5", "4500 Volts"),
        ("Scoring 10", "1000 Points"),
        ("Rendering 60", "1080 Pixels"),
        ("Transferring 20", "1500 Files"),
        ("Starring 4", "1500 Extras"),
        ("Herring 20", "1500 Tons"),
        ("Keyring 5", "1500 Keys"),
        ("Via email 30", "1500 Contacts"),
        ("Via Zoom 30", "1500 Guests"),
        ("Runway 12", "1500 Passengers"),
        ("500 GB Hard Drive", "7200 Rpm"),
        ("5 Google Drive", "1500 Files"),
        ("2 Tennis Court", "1500 Visitors"),
        ("16 PCIe Lane", "1500 Megabytes"),
        ("1 Milky Way", "4000 Stars"),
        ("4 PM Market Close", "1500 Shares"),
        ("20 cours de maths", "2500 Euros"),
        ("3 place settings", "1200 Plates"),
        ("Smith et al. with 12", "1500 Patients"),
        ("Brigade 12", "1500 Soldiers"),
        ("Läufer 100", "5000 Meter"),
        ("Verkäufer 12", "1500 Kunden"),
        ("Anrufer 12", "1500 Minuten"),
        ("Geldstrafe 500", "10000 Euro"),
        ("Sitzplatz 14", "1200 Besucher"),
        ("Instr. 4", "1000 Points"),
        ("Hauptplatz 2024", "1500 Besucher"),
    ],
)
def test_half_an_address_is_none(lines: tuple[str, ...]) -> None:
    assert find_private_text(lines_of(*lines)) == ()
