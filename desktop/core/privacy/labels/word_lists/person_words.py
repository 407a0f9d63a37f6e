"""Words for numbers of persons, their papers, money and telephones: the labels that stand before or above them."""

ID_NUMBER = """
ssn|social security|social security number|social security no|soc sec no|itin|
individual taxpayer identification number|taxpayer id|tax id|tin|
tax identification number|national id|national identity number|national insurance|national insurance number|
ni number|nino|id card|identity card|identity number|
id number|personal id|personal number|personal identification number|passport|passport number|passport no|
driver licence|driver license|driver's licence|
driver's license|drivers license|drivers licence|driving licence|driving license|driving licence number|dl|
dl no|
residence permit|visa number|green card number|alien number|uscis number|
nhs|nhs number|chi number|medicare|medicare number|medicare id|medicare beneficiary identifier|mbi|medicaid id|
medical record|medical record number|mrn|patient id|patient no|patient number|
health card|health card number|health id|health insurance number|insurance id|insurance number|insurance no|
member id|subscriber id|policy number|policy no|hospital number|dea number|npi|
aadhaar|aadhaar number|aadhar|aadhar number|uid number|pan|pan number|pan card|voter id|epic no|abha number|
emirates id|emirates id number|iqama|iqama number|civil id|qatar id|nric|nric no|mykad|mykad no|imei|imei number|meid|
social insurance number|sin|sin number|tfn|tax file number|abn|student id|employee id number|utr|
ird number|ird no|alien registration number|uscis|uscis #|employer identification number|
dea no|ihi|individual healthcare identifier|nhi|nhi number|lic no|licence no|
cnic|cnic no|hkid|hkid no|hkid number|bvn|nin|kra pin|ghana card|nin number|bvn number|
ssnit|sss number|sss no|philhealth|philhealth number|ohip|ramq|dva number|medicare card|ruc|
tin number|
reisepass|reisepassnummer|passnummer|pass-nr|ausweisnummer|ausweis-nr|ausweis|personalausweis|
personalausweisnummer|
fuhrerschein|fuhrerscheinnummer|fuhrerschein-nr|steuer-id|
steuer-identifikationsnummer|steueridentifikationsnummer|steuernummer|steuer-nr|sozialversicherungsnummer|
sv-nummer|
sv-nr|rentenversicherungsnummer|krankenversichertennummer|krankenversicherungsnummer|
versichertennummer|versicherten-nr|versicherungsnummer|patientennummer|ahv-nummer|ahv-nr|ahv|matrikelnummer|
aufenthaltstitel|
passeport|numero de passeport|permis de conduire|numero de permis|carte d'identite|numero de carte d'identite|
cni|
securite sociale|numero de securite sociale|n° de securite sociale|nir|insee|
numero fiscal|carte vitale|titre de sejour|numero de patient|numero d'assure|
pasaporte|numero de pasaporte|dni|nie|nif|permiso de conducir|licencia de conducir|documento de identidad|
cedula|
cedula de identidad|cedula de ciudadania|seguridad social|numero de seguridad social|curp|rut|cuit|cuil|
nss|numero de seguro social|numero del seguro social|clave de elector|clave elector|cedula profesional|
tarjeta sanitaria|numero de afiliacion|historia clinica|passaporte|numero do passaporte|cpf|cnpj|rg|cnh|
carteira de habilitacao|carteira de identidade|carta de conducao|cartao de cidadao|nif|niss|pis|
contribuinte|numero de contribuinte|n de contribuinte|
titulo de eleitor|cartao sus|numero de utente|passaporto|numero di passaporto|codice fiscale|cod fisc|c f|
patente|
patente di guida|numero patente|carta d'identita|tessera sanitaria|partita iva|
pesel|numer pesel|nip|regon|dowod osobisty|numer dowodu|nr dowodu|paszport|numer paszportu|nr paszportu|
prawo jazdy|
nr prawa jazdy|numer pacjenta|
bsn|burgerservicenummer|paspoort|paspoortnummer|rijbewijs|rijbewijsnummer|identiteitskaart|rijksregisternummer|
rrn|
numero national|personnummer|personnr|person nr|samordningsnummer|korkort|pass nummer|korkortsnummer|cpr|cpr-nummer|
fodselsnummer|fodselsnr|henkilotunnus|
sosiaaliturvatunnus|hetu|id-nummer|isikukood|asmens kodas|personas kods|rodne cislo|cislo pasu|oib|emso|
jmbg|
cnp|egn|szemelyi szam|taj szam|tc kimlik|tc kimlik no|t c kimlik no|kimlik no|vkn|afm|amka|αφμ|αμκα|
teudat zehut|
nric|fin number|
my number|mykad|cccd|cmnd|nik|ktp|паспорт|серия и номер|јмбг|номер паспорта|серия паспорта|снилс|инн|
водительское удостоверение|полис омс|номер полиса|ипн|рнокпп|
身份证|身份证号|身份证号码|身分證字號|护照|护照号|护照号码|驾驶证|驾驶证号|社保号|社会保障号|病历号|
マイナンバー|個人番号|旅券番号|パスポート番号|パスポート|運転免許証|免許証番号|保険証番号|
被保険者番号|住民票コード|診察券番号|주민등록번호|주민번호|여권번호|여권 번호|운전면허번호|외국인등록번호|
رقم الهوية|رقم جواز السفر|מספר זהות|תעודת זהות|आधार|पैन नंबर
"""

BIRTH_DATE = """
date of birth|birth date|birthdate|birthday|born|born on|dob|d o b|date of birth (dd/mm/yyyy)|birth day|
geburtsdatum|
geburtstag|geb|geb datum|geb am|geboren|geboren am|
date de naissance|naissance|ne le|nee le|ne(e) le|ddn|fecha de nacimiento|f nacimiento|nacimiento|nacido|nacida|
nacido el|nacida el|
data de nascimento|nascimento|nascido em|nascida em|dt nasc|data di nascita|nato il|nata il|nascita|
data urodzenia|
data ur|urodzony|urodzona|ur|
geboortedatum|geboren op|fodelsedatum|fodselsdato|fodt|syntymaaika|datum narozeni|datum rodjenja|data nasterii|
szuletesi datum|dogum tarihi|ngay sinh|ημερομηνια γεννησησ|
дата рождения|родился|родилась|г р|д р|дата народження|出生日期|出生年月|出生年月日|出生|生日|生年月日|誕生日|
생년월일|생일|تاريخ الميلاد|
תאריך לידה|जन्म तिथि|วันเกิด
"""

BANK_NUMBER = """
account|account number|account no|account nr|nuban|account #|acct|acct no|acct number|a/c no|a/c|bank account|
bank account number|bank account no|routing number|routing no|routing|aba|aba number|aba routing number|
routing transit number|transit number|institution number|ifsc|ifsc code|iban|
iban number|swift|swift code|swift/bic|bic|bic/swift|micr|checking account|savings account|
kontonummer|konto-nr|kontonr|konto|bankleitzahl|blz|bankverbindung|numero de compte|n° de compte|no de compte|
compte|
compte bancaire|code banque|code guichet|cle rib|rib|numero de cuenta|cuenta|cuenta bancaria|nº de cuenta|clabe|
cbu|
numero da conta|conta|conta corrente|conta bancaria|agencia|nib|chave pix|numero di conto|conto|conto corrente|
numero conto|abi|cab|numer konta|nr konta|numer rachunku|nr rachunku|rachunek|konto bankowe|
rekeningnummer|bankrekening|kontonummer|clearingnummer|registreringsnummer konto|tilinumero|cislo uctu|
szamlaszam|
hesap no|hesap numarasi|номер счета|номер счёта|счет|счёт|расчетный счет|р/с|бик|корр счет|
账号|帐号|银行账号|账户|银行卡号|银行账户|帳號|口座番号|口座|銀行口座|支店番号|店番|계좌번호|계좌|رقم الحساب|
مسפר חשבון|מספר חשבון|खाता संख्या|เลขที่บัญชี|
so tai khoan
"""

SORT_CODE = """
sort code|sortcode|bsb|bsb number|bsb code
"""

CARD_NUMBER = """
card number|card no|credit card|credit card number|debit card|debit card number|card|visa|mastercard|amex|
american express|kartennummer|karten-nr|kreditkarte|kreditkartennummer|numero de carte|n° de carte|
carte bancaire|
carte de credit|
numero de tarjeta|tarjeta|tarjeta de credito|numero do cartao|cartao|cartao de credito|numero carta|
numero della carta|carta di credito|numer karty|nr karty|karta|karta kredytowa|kaartnummer|creditcard|
kortnummer|cislo karty|
номер карты|карта|卡号|信用卡号|信用卡|カード番号|クレジットカード|카드번호|카드 번호|kart numarasi
"""

TELEPHONE = """
phone|phone number|phone no|telephone|telephone number|tel|tel no|ph|mobile|mobile number|mobile phone|
mobile no|mob|
cell|cell phone|cellphone|fax|fax number|fax no|landline|home phone|work phone|whatsapp|contact number|
contact no|
telefon|telefonnummer|tel-nr|telefon-nr|handy|handynummer|mobil|mobilnummer|mobiltelefon|festnetz|rufnummer|
ruckrufnummer|telefax|numero de telephone|mobile phone number|portable|n° de telephone|tel portable|tel fixe|
telecopie|
telefono|numero de telefono|movil|telefono movil|celular|tfno|telf|telefone|numero de telefone|telemovel|fone|
numero di telefono|cellulare|cell no|recapito telefonico|numer telefonu|nr telefonu|tel kom|komorka|
telefon komorkowy|
telefoonnummer|telefoon|mobiel|gsm|mobilnummer|puhelin|puhelinnumero|telefonni cislo|telefonszam|
telefon numarasi|
cep telefonu|dien thoai|so dien thoai|τηλεφωνο|κινητο|телефон|тел|моб|мобильный|номер телефона|
мобильный телефон|факс|
电话|电话号码|手机|手机号|手机号码|联系电话|電話|電話番号|携帯|携帯電話|携帯番号|手機|전화|전화번호|휴대폰|
휴대전화|연락처|هاتف|رقم الهاتف|جوال|טלפון|נייד|फोन|मोबाइल|
โทรศัพท์|เบอร์โทร
"""

PLATE = """
number plate|license plate|licence plate|plate number|plate no|registration plate|vehicle registration|
vehicle reg|
car registration|reg no|vrm|tag number|vin|vehicle identification number|
kennzeichen|kfz-kennzeichen|amtliches kennzeichen|nummernschild|fahrgestellnummer|fin-nummer|
fahrzeug-identifizierungsnummer|plaque|plaque d'immatriculation|immatriculation|numero d'immatriculation|
numero de chassis|
matricula del vehiculo|matricula|placa|placa do veiculo|placas|bastidor|chassi|targa|numero di targa|telaio|
tablica rejestracyjna|tablice rejestracyjne|numer rejestracyjny|nr rejestracyjny|nr rej|kenteken|
registreringsnummer|regnr|rekisterinumero|spz|rendszam|plaka|plaka no|bien so|госномер|номер автомобиля|
гос номер|
регистрационный знак|车牌|车牌号|车牌号码|ナンバープレート|車両番号|登録番号|차량번호|차량 번호|رقم اللوحة
"""

LOCATION = """
coordinates|gps|gps coordinates|gps position|latitude|longitude|lat|lon|lng|lat/lon|lat lon|lat/long|location|
koordinaten|breitengrad|langengrad|coordonnees|coordonnees gps|coordenadas|coordinate|coordinate gps|
wspolrzedne|
координаты|широта|долгота|坐标|经度|纬度|座標|緯度|経度|좌표|위도|경도
"""
