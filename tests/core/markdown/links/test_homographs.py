"""Names of hosts in the letters of one language are no look-alikes; what poses as another name is one."""

import pytest

from desktop.core.markdown.links.homographs import is_homograph

IN_ONE_LANGUAGE = [
    # Vietnamese
    *("tiếngviệt.vn", "việtnam.vn", "hà-nội.vn", "đường.example", "ngườiviệt.com", "hoá-đơn.vn", "ngân-hàng-24.vn"),
    *("thanhtoán.vn", "điệnthoại.example", "quảngnam.vn", "xe-đạp.vn", "tuổitrẻ.vn", "nghềnghiệp.vn", "giấytờ.vn"),
    *("sữa.example", "phở24.example", "báo-tuổi-trẻ.vn", "trườnghọc.edu.vn", "khuyếnmãi.com", "mỹphẩm.vn"),
    # Turkish, Polish, German, French
    *("ısparta.com.tr", "kıbrıs.com", "çağrı.example", "şişli.bel.tr", "gölbaşı.example", "altın.com.tr"),
    *("łódź.pl", "żółć.example", "gdańsk.pl", "książka.com", "święta.pl"),
    *("straße.de", "STRASSE.de", "STRAẞE.de", "größe.example", "müller.de", "bücher.example", "über.example"),
    *("crédit-agricole.fr", "cœur.fr", "garçon.example", "élysée.fr", "nestlé.com", "citroën.fr", "hôtel.example"),
    # others
    *("žluťoučký.cz", "signál.cz", "ţară.ro", "știri.ro", "piața.example", "ísland.is", "þjóð.is", "smörgås.se"),
    *("københavn.dk", "ñandú.cl", "coração.pt", "ħobża.mt", "āboli.lv", "əlaqə.az", "běijīng.example", "nǐhǎo.example"),
    *("ŵy.cymru", "ẁyn.cymru", "ōsaka.example", "lëtzebuerg.lu", "shqipëri.al", "győr.hu"),
    # other scripts at home
    *("москва.ru", "кто.рф", "тест.ua", "νοτιο.gr", "ναι.cy", "россия.рф", "почта.example", "βικιπαίδεια.gr"),
    *(
        "bu\u0308cher.example",
        "xn--mller-kva.de",
        "日本語.jp",
        "한국.kr",
        "عربي.example",
        "ไทย.example",
        "עברית.example",
    ),
]
LOOK_ALIKES = [
    *("paypạl.com", "googlẹ.com", "facebọok.com", "applẹ.com", "amạzon.com", "nẹtflix.com", "tẹslạ.com", "bạnk.com"),
    *("lınkedın.com", "gıthub.com", "twıtter.com", "paypaı.com", "goøgle.com", "paypał.com", "mícrosoft.com"),
    *("instagrám.com", "i̇nstagram.com", "ĝoogle.com", "gоogle.com", "аррӏе.com", "рауральный-a.com", "сосо.com"),
    *("аррӏе.ru", "googlе.ru", "ɡithub.com", "ʟinkedin.com", "ǥoogle.com", "ƅank.com", "ḅank.com", "ṗaypal.com"),
    *("g\u0331oogle.com", "ß-paypaí.com", "login-paypạl.com", "xn--paypl-m11b.com", "вıвь.com", "οοο.com"),
]


@pytest.mark.parametrize("host", IN_ONE_LANGUAGE)
def test_a_name_in_one_language_is_none(host: str) -> None:
    assert not is_homograph(host)


@pytest.mark.parametrize("host", LOOK_ALIKES)
def test_a_name_that_poses_as_another_is_one(host: str) -> None:
    assert is_homograph(host)
