"""The forms of a street with its number, of a postcode with its town, and of whole addresses in one line."""

import re

_NAME = r"[A-ZÀ-ÞĀ-Ž][\w.'’-]+"
_HOUSE = r"\d{1,4} ?[a-zA-Z]?(?: ?[-/] ?\d{1,4}[a-zA-Z]?)?\b"
_NO_STREET = (
    r"(?!\w*[aeiou](?<!uropa)(?<!onau)(?<!oethe)(?<!\b[Ss]ee)(?<!eide)(?<!ansa)(?<!ossa)ring\b"
    r"|\w*[Ss]pring\b|(?:\w*[bmtw])?[Ss]tring\b|[Bb]ring\b|[Kk]eyring\b|[Hh]erring\b|[Ee]rring\b|[Dd]eterring\b"
    r"|(?:[Rr]e|[Pp]re|[Tt]rans|[Ii]n|[Dd]e|[Cc]on)ferring\b|(?:[Oo]c|[Rr]e|[Ii]n)curring\b|(?:[Ss]ti|\w*[Bb]lu)rring\b"
    r"|(?:[BbEeJjMmTtWw]|[Ss][tpc]|[Cc]h)arring\b"
    r"|\w*äufer\b|(?:\w*n|\w*t)?[Rr]ufer\b|(?:[Bb]ri|[Rr]ene)gade\b|[Rr]egata\b|plein\b"
    r"|\w*(?:[Gg]eld|[Hh]aft|[Ff]reiheits|[Vv]ertrags|[Tt]odes|[Zz]eit|[Hh]öchst|[Mm]indest)strafe\b"
    r"|(?:[Ii]n|[Cc]on|[Rr]egi|[Mm]agi|[Mm]ini|[Aa]dmini)str\."
    r"|\w*(?:[Aa]rbeits|[Ss]itz|[Ss]teh|[Pp]ark|[Ss]tell|[Ss]peicher|[Tt]abellen|[Ss]tart|[Ss]tudien)platz\b)"
)
"""Words that end as the names of streets do, but are none: “Monitoring 24”, “Käufer 12”.

Where it looks behind itself there are such streets: Europaring, Goethering, Hansaring.
"""
_NO_WAY = (
    r"(?!(?:\S+ ){0,2}(?:(?:Hard|Flash|Disk|Google|Thumb|USB|Tape|State|Optical|Pen|SSD|External|Test|DVD|CD) Drive"
    r"|(?:High|Supreme|Tennis|Food|District|Basketball|Federal|Circuit|Crown|County) Court"
    r"|(?:Bus|Fast|Slow|Bike|PCIe|Single|Traffic|Swimming|Left|Right) Lane|(?:Off|Rail) Road"
    r"|(?:One|Two|Three|Four|Milky|Right|Wrong|Only|Best|Better|Easy|Half) Way"
    r"|(?:Market|Early|Auto|Tab) Close|(?:Root|Least|Chi|Mean) Square)\b)"
)
_NO_VIA = r"(?! (?:E-?[Mm]ail|Zoom|Teams|Slack|SMS|USB|API|HTTPS?|Bluetooth|WhatsApp|PayPal|VPN|SSH|Web|Chat)\b)"
_NO_NAME = (
    r"(?!(?:Erste|Zweite|Dritte|Vierte|Letzte|Nächste|Freie|Rechte|Linke|Beste|Gute|Jede|Diese|Eine?|Keine?|Ihre?|Meine?"
    r"|Unsere?|Neue Wege|Der|Die|Das|Den|Dem|Des|Pro|Am Start)[rsmn]? )"
)
_NO_PLACE = (
    r"(?!(?:Mon|Diens|Donners|Frei|Sams|Sonn|Werk|Feier|Mit|Nachmit|Vormit)tag|Mittwoch|Sonnabend|Morgen|Abend|Wochenende"
    r"|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahr|Monat|Quartal|Sommer"
    r"|Winter|Herbst|Frühjahr|Ende|Anfang|Start|Ziel|Preis|Wert|Schnitt|Durchschnitt|Mittel|Test|Ergebnis|Bild|Text"
    r"|Tabelle|Spalte|Zeile|Liste|Regel|Version|Seite|Kapitel|Abschnitt|Vergleich|Vorjahr|Raum|Saal|Gruppe|Klasse|Team"
    r"|Lager|Bestand|Umlauf|Einsatz|Dienst|Stunde|Minute|Sekunde|Woche|Summe|Anzahl|Menge)"
)
_OF = r"(?:(?:de|del|de la|de los|de las|da|do|dos|das|di|della|dei|degli|delle|la|el|los|las|na|św\.|gen\.|ks\.) )*"
_STREETS = (
    rf"\b{_NO_NAME}{_NAME} (?:Straße|Strasse|Strafe|Str\.|Gasse|Allee|Chaussee|Damm|Ufer|Weg|Platz|Ring|Markt|Steig"
    rf"|Straat|Laan|Gracht|Kade|Plein|gate|gata|gatan|vei|veien|vej|väg|vägen|gränd|plass|plads|torg|utca|útja?|tere?"
    rf"|körút|ulice|ulica|cesta|trg|třída),? (?!(?:19|20)\d\d\b){_HOUSE}",  # “Lange Straße 12”
    r"^(?:Am|An der|An den|An dem|Auf der|Auf dem|Auf den|Im|In der|In den|In dem|Zum|Zur|Unter den|Hinter der"
    rf"|Hinter dem|Vor dem|Vor der|Bei der|Beim) {_NO_PLACE}[A-ZÄÖÜ][a-zäöüß-]{{2,}},? (?!(?:19|20)\d\d\b){_HOUSE}$",
    rf"(?:\bC/ ?|\b(?:C\.|Av\.|Avda|Camino|Carretera|Ctra\.|Ronda|Glorieta|Travesía|Pza\.|Pl\.|pl\.|Plac|R\.|Largo"
    rf"|Estrada|Rodovia|Strada|Str\.|Piazzale|Lungo[a-z]+|Contrada|Borgo|Al\.|Aleja|Aleje|Osiedle|Rondo|Calea|Bd\."
    rf"|nám\.|náměstí) (?={_OF}[A-ZÀ-ÞĀ-Ž]))[^\d,;:]{{2,40}},? (?:n[º°.]? ?)?{_HOUSE}",
    rf"\b[A-ZÄÖÅ]\w{{3,}}(?:katu|kuja|polku|aukio|bulevardi|ntie) {_HOUSE}",
    r"(?:\b(?:ул|вул|пр|пер|бул|пл|наб|ш)\. ?|\b(?:улица|вулиця|проспект|пр-т|переулок|бульвар|площадь|шоссе) )"
    r"[А-ЯЄІЇҐ\d][^\d;:]{1,40},? ?(?:д\. ?|дом |буд\. ?|№ ?)?\d{1,4}",
    r"\b(?:Οδός|Λεωφ\.|Λεωφόρος) [Α-ΩΆ-Ώ][^\d;:]{1,40} \d{1,4}",
    rf"\b{_NO_STREET}\w*(?:straße|strasse|strafe|str\.|weg|gasse|allee|platz|ring|damm|ufer|straat|laan|gracht|plein"
    rf"|gatan|vägen|vej|gade|veien|gata)\.?,? (?!(?:19|20)\d\d\b){_HOUSE}",
    # after its name, with the number last, which is no year; OCR reads ß as f, too
    rf"\b\d{{1,5}}[A-Za-z]?,? (?:[NSEW]\.? )?{_NO_WAY}(?:{_NAME} ){{1,3}}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive"
    r"|Dr|Boulevard|Blvd|Court|Ct|Square|Sq|Terrace|Way|Close|Crescent|Gardens|Parkway|Pkwy|Highway)\b",
    r"\b\d{1,4}(?: ?(?:bis|ter))?,? (?:(?:rue|avenue|av\.|boulevard|bd|chemin|impasse|allée|quai)\b \w"
    r"|(?:place|route|cours) (?:(?:de|du|des|la|le|les) |[dl]['’]){0,2}[A-ZÀ-Þ\d])",
    r"\b(?:[Cc]alle|[Aa]venida|[Aa]vda\.?|[Pp]aseo|[Pp]laza|[Rr]ua|[Tt]ravessa|[Pp]raça|[Aa]lameda"
    rf"|[Vv]ia(?= [A-ZÀ-Þ]){_NO_VIA}|[Vv]iale|[Pp]iazza|[Cc]orso|[Vv]icolo|ul\.|[Uu]lica|(?<!\bet )al\.|os\.)"
    rf"\s[^\d,;:]{{2,40}},? (?:n[º°.]? ?)?{_HOUSE}",
)
_TOWNS = (
    r"(?<![\w.,+-])(?:(?:D|A|CH|F|B|L|I|E|PL|NL|S|DK|CZ)[- ])?(?:\d{5}(?:-\d{3})?|\d{2}-\d{3}|\d{3} \d{2}"
    r"|(?!(?:19|20)\d\d )\d{4}(?:-\d{3}| ?[A-Z]{2})?) {1,2}[A-ZÀ-ÞĀ-Ž][^\W\d]{2,}",  # postcode and town
    rf"{_NAME},? [A-Z]{{2}},? \d{{5}}(?:-\d{{4}})?\b",  # the United States
    r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b",  # the United Kingdom
    r"\b[A-Z]\d[A-Z] \d[A-Z]\d\b",  # Canada
    r"\b\d{5,6},? (?:(?:г|м|гр|гор)\. ?)?[А-ЯЄІЇҐ][а-яєіїґ]{2,}|\b(?:г|м|гр)\. ?[А-ЯЄІЇҐ][а-яєіїґ]{2,}",
    r"\b\d{3} \d{2},? [Α-ΩΆ-Ώ][^\W\d]{2,}",  # Greece
    rf"{_NAME},? (?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT) \d{{4}}\b",  # Australia
)
_WHOLES = (
    r"(?:〒 ?\d{3}[-‐–ー]?\d{4} ?)?(?:東京都|北海道|(?:京都|大阪)府|[一-鿿]{2,3}県)[一-鿿ぁ-んァ-ヶ]{1,10}"
    r"[市区町村郡]\S{0,20}\d",
    r"[一-鿿]{2,12}(?:市|区|區|县|縣|镇)[一-鿿]{1,12}(?:路|街|大道|巷|弄|胡同|村)[一-鿿]{0,3}\d{1,5}(?:弄|号|號)",
    r"[가-힣]{2,8}(?:시|도) (?:[가-힣]{1,8}(?:시|구|군|읍|면) ?){1,3}[가-힣\d]{1,12}(?:로|길) ?\d{1,4}",
)
STREET, TOWN, WHOLE = (re.compile("|".join(forms)) for forms in (_STREETS, _TOWNS, _WHOLES))
