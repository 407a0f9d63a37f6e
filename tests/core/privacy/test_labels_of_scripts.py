"""Labels in other scripts than Latin, with values in Latin letters and digits behind, beside and under them."""

import pytest

from desktop.core.geometry.rect import Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrResult, OcrWord, TextBlock, TextBlockKind
from desktop.core.privacy.detection import find_private_text
from tests.services.fakes import lines_of

VALUES = {
    "password": "Zima-2026-Sneg",
    "card number": "4539 5787 6362 1486",
    "date of birth": "14.03.1981",
    "phone number": "495 123 45 67",
    "bank account number": "5320130007",
    "one-time code": "482 913",
    "ID number": "K73019462",
}
LABELS = {
    "ru": ("Пароль", "Номер карты", "Дата рождения", "Телефон", "Номер счёта", "Код подтверждения", "Номер паспорта"),
    "uk": ("Пароль", "Номер картки", "Дата народження", "Номер телефону", "Рахунок", "Код підтвердження", "Паспорт"),
    "el": (
        *("Κωδικός πρόσβασης", "Αριθμός κάρτας", "Ημερομηνία γέννησης", "Τηλέφωνο", "Αριθμός λογαριασμού"),
        *("Κωδικός επαλήθευσης", "Αριθμός διαβατηρίου"),
    ),
    "ar": (
        *("كلمة المرور", "رقم البطاقة", "تاريخ الميلاد", "رقم الهاتف", "رقم الحساب", "رمز التحقق", "رقم جواز السفر"),
    ),
    "he": ("סיסמה", "מספר כרטיס", "תאריך לידה", "טלפון", "מספר חשבון", "קוד אימות", "מספר דרכון"),
    "zh": ("密码", "卡号", "出生日期", "电话", "账号", "验证码", "护照号码"),
    "ja": ("パスワード", "カード番号", "生年月日", "電話番号", "口座番号", "認証コード", "旅券番号"),
    "ko": ("비밀번호", "카드번호", "생년월일", "전화번호", "계좌번호", "인증번호", "여권번호"),
    "th": ("รหัสผ่าน", "หมายเลขบัตร", "วันเกิด", "เบอร์โทรศัพท์", "เลขที่บัญชี", "รหัสยืนยัน", "เลขที่หนังสือเดินทาง"),
    "hi": ("पासवर्ड", "कार्ड नंबर", "जन्म तिथि", "फोन नंबर", "खाता संख्या", "सत्यापन कोड", "पासपोर्ट नंबर"),
}
CASES = [(label, name) for labels in LABELS.values() for label, name in zip(labels, VALUES, strict=True)]


def cell(text: str, left: int, top: int) -> OcrLine:
    return OcrLine((OcrWord(text, Rect(left, top, left + 9 * len(text), top + 16)),), 0.0)


def scattered(*cells: tuple[str, int, int]) -> OcrResult:
    """Cells that the layout has put into a block each."""
    return OcrResult((1200, 900), tuple(TextBlock(TextBlockKind.TEXT, ((cell(*place),),)) for place in cells))


def covered(ocr_result: OcrResult) -> list[tuple[str, int, int]]:
    return sorted(
        (finding.name, rect.left, rect.top) for finding in find_private_text(ocr_result) for rect in finding.rects
    )


@pytest.mark.parametrize("form", ["{}: {}", "{}：{}", "{} {}", "{}    {}", "{} - {}"])
@pytest.mark.parametrize(("label", "name"), CASES)
def test_a_value_behind_its_label(label: str, name: str, form: str) -> None:
    names = [finding.name for finding in find_private_text(lines_of(form.format(label, VALUES[name])))]
    assert names == [name]


@pytest.mark.parametrize(("label", "name"), CASES)
def test_a_value_beside_its_label_on_either_side_and_under_it(label: str, name: str) -> None:
    value = VALUES[name]
    assert covered(scattered((label, 40, 40), (value, 700, 40))) == [(name, 700, 40)]
    assert covered(scattered((f"{label}:", 40, 40), (value, 40, 90))) == [(name, 40, 90)]
    if label in (*LABELS["ar"], *LABELS["he"]):
        assert covered(scattered((value, 40, 40), (label, 700, 40))) == [(name, 40, 40)]


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_every_row_under_a_head(labels: tuple[str, ...]) -> None:
    heads = [("#", 20, 20), (labels[0], 120, 20), (labels[4], 500, 20)]
    rows = [
        (text, left, top)
        for top, secret, account in ((50, "Kite-4482-Lamp", "5320130007"), (80, "Sommer#91", "8841200319"))
        for text, left in (("1", 20), (secret, 120), (account, 500))
    ]
    found = covered(scattered(*heads, *rows))
    assert [(left, top) for _, left, top in found] == [(500, 50), (500, 80), (120, 50), (120, 80)]


@pytest.mark.parametrize(
    "text",
    [
        "Забыли пароль?",
        "Номер карты не найден",
        "Телефон поддержки закрыт",
        "Ξεχάσατε τον κωδικό;",
        "نسيت كلمة المرور؟",
        "שכחת סיסמה?",
        "忘记密码？",
        "密码必须至少8位",
        "パスワードを忘れた方",
        "비밀번호를 잊으셨나요?",
        "ลืมรหัสผ่าน?",
        "पासवर्ड भूल गए?",
        "账户设置 2024",
        "카드 3장",
        "счёт 3:2",
    ],
)
def test_a_label_without_a_value(text: str) -> None:
    assert find_private_text(lines_of(text)) == ()
