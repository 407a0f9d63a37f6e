"""Words for secrets, in the languages of the program and others: the labels that stand before or above them."""

PASSWORD = """
password|passwords|passwd|passcode|pass code|pass word|passphrase|pass phrase|pwd|pw|psw|current password|
master password|
login password|wifi password|wi-fi password|network key|wifi key|wep key|wpa key|wpa2 key|
wpa3 key|wpa psk|wpa2 psk|wi-fi key|wifi passphrase|wi-fi passphrase|pre-shared key|psk|
security answer|
secret answer|secret|secrets|credential|credentials|unlock code|door code|entry code|gate code|alarm code|
safe code|
passwort|passworter|passwoerter|kennwort|losungswort|zugangscode|geheimzahl|wlan-schlussel|wlan-passwort|
netzwerkschlussel|
turcode|geheimnis|sicherheitsantwort|zugangsdaten|mot de passe|mots de passe|mdp|code secret|cle wifi|
cle d'acces|
code d'acces|phrase secrete|contrasena|contrasenas|clave secreta|clave de acceso|clave wifi|codigo de acceso|
clave|palabra clave|senha|senhas|palavra-passe|palavra passe|codigo de acesso|chave de acesso|senha do wifi|
parola d'ordine|
codice di accesso|codice segreto|chiave di accesso|parola chiave wifi|haslo|hasla|hasto|kod dostepu|klucz dostepu|
wachtwoord|toegangscode|losenord|adgangskode|passord|kodeord|salasana|heslo|jelszo|parola|sifre|mat khau|
kata sandi|
κωδικος|κωδικος προσβασης|kωδικ|κωδικ|kωδικ πρσβαση|κωδικ πρσβαση|kωδικς|κωδικς|συνθηματικο|пароль|пароли|парол|парола|
паролата|лозинка|шифра|пароль користувача|пароль пользователя|
код доступа|кодовое слово|секретное слово|密码|密碼|口令|支付密码|登录密码|通行码|
パスワード|暗証番号|合言葉|パスフレーズ|비밀번호|암호|패스워드|كلمة المرور|كلمة السر|סיסמה|סיסמא|पासवर्ड|
रहस्य शब्द|รหัสผ่าน
"""

KEY = """
api key|api keys|api secret|api token|apikey|access key|access key id|secret access key|access token|auth token|
authtoken|authentication token|
authorization token|bearer token|refresh token|session token|session id|session key|private key|secret key|
client secret|
app key|app secret|application key|app token|user key|user token|bot token|deploy token|personal access token|
pat token|
account key|account token|auth key|encryption key|signing key|signing secret|webhook secret|webhook url|
shared key|
shared secret|
storage key|subscription key|service key|service token|integration key|routing key|license token|master key|
host key secret|
connection key|consumer key|consumer secret|oauth token|oauth secret|id token|
setup key|totp secret|authenticator key|csrf token|x api key|token|
secret token|
zugriffsschlussel|api-schlussel|geheimer schlussel|zugriffstoken|privater schlussel|cle api|cle d'api|
cle secrete|
cle privee|jeton|jeton d'acces|
clave api|clave de api|clave privada|token de acceso|chave api|chave de api|chave secreta|chave privada|
token de acesso|
chiave api|chiave segreta|chiave privata|token di accesso|klucz api|klucz prywatny|tajny klucz|token dostepu|
ключ api|api ключ|api-ключ|секретный ключ|ключ доступа|токен|токен доступа|закрытый ключ|密钥|密鑰|私钥|
访问密钥|访问令牌|令牌|
アクセスキー|秘密鍵|apiキー|トークン|アクセストークン|api 키|api 密钥|액세스 키|토큰|مفتاح api
"""

PIN = """
pin|pin code|pincode|pin number|card pin|sim pin|puk|puk code|puk1|puk2|pin1|pin2|tan|itan|cvv|cvv2|cvc|cvc2|
cvn|csc|
card security code|
card verification code|security code|telefonpin|kartenprufnummer|prufziffer der karte|sicherheitscode|code pin|
code puk|
code de securite|cryptogramme|cryptogramme visuel|codigo pin|codigo de seguridad|codigo puk|codigo de seguranca|
codice pin|codice di sicurezza|
kod pin|kod puk|kod bezpieczenstwa|kod cvv|beveiligingscode|пин|пин-код|пинкод|код безопасности|pin码|安全码|
pinコード|
セキュリティコード
"""

ONE_TIME_CODE = """
verification code|confirmation code|one-time code|one time code|one-time password|one time password|
one-time passcode|
single-use code|otp|otp code|login code|log-in code|sign-in code|signin code|security code|access code|
auth code|
authentication code|
authorization code|2fa code|two-factor code|mfa code|sms code|activation code|pairing code|validation code|
reset code|transaction code|verify code|
bestatigungscode|verifizierungscode|einmalcode|einmalpasswort|anmeldecode|freischaltcode|sicherheitscode|
aktivierungscode|sms-code|
code de verification|code de confirmation|code de connexion|code a usage unique|code de validation|
mot de passe a usage unique|
codigo de verificacion|codigo de confirmacion|codigo de un solo uso|codigo de acceso|codigo de inicio de sesion|
codigo de activacion|
codigo de verificacao|codigo de confirmacao|codigo de uso unico|codigo de ativacao|codice di verifica|
codice di conferma|codice monouso|
codice di accesso|codice temporaneo|kod weryfikacyjny|kod potwierdzajacy|kod jednorazowy|kod logowania|
kod autoryzacyjny|kod sms|
verificatiecode|overovaci kod|jednorazovy kod|
bevestigingscode|inlogcode|eenmalige code|verifieringskod|engangskod|bekraftelseskode|
код подтверждения|
проверочный код|одноразовый код|код для входа|код активации|код авторизации|验证码|驗證碼|校验码|动态码|确认码|
认证码|認證碼|一次性密码|
認証コード|確認コード|認証番号|ワンタイムパスワード|인증번호|인증 번호|인증코드|확인 코드|رمز التحقق|קוד אימות|
सत्यापन कोड|รหัสยืนยัน|ma xac nhan
"""

RECOVERY_CODES = """
recovery codes|recovery code|backup codes|backup code|back-up codes|emergency codes|scratch codes|
single-use codes|
rescue code|
recovery key|backup verification codes|one-time recovery codes|account recovery key|bitlocker recovery key|
filevault recovery key|emergency code|
wiederherstellungscodes|wiederherstellungscode|backup-codes|ersatzcodes|notfallcodes|
wiederherstellungsschlussel|
codes de recuperation|code de recuperation|codes de secours|code de secours|cle de recuperation|cle de secours|
codigos de recuperacion|codigo de recuperacion|codigos de respaldo|
clave de recuperacion|codigos de seguridad de reserva|codigos de emergencia|codigos de recuperacao|
codigo de recuperacao|codigos de backup|
codigos alternativos|chave de recuperacao|codici di recupero|codice di recupero|codici di backup|
codici di riserva|
chiave di recupero|
kody odzyskiwania|kod odzyskiwania|kody zapasowe|kody awaryjne|klucz odzyskiwania|herstelcodes|back-upcodes|
herstelsleutel|
коды восстановления|код восстановления|резервные коды|резервный код|запасные коды|ключ восстановления|恢复代码|
恢复码|备用代码|
备份代码|备用验证码|恢复密钥|
リカバリーコード|回復コード|バックアップコード|回復キー|복구 코드|백업 코드
"""

SEED_WORDS = """
recovery phrase|secret recovery phrase|seed phrase|seed words|seed|wallet seed|wallet words|mnemonic|
mnemonic phrase|
mnemonic words|
backup phrase|secret phrase|recovery words|recovery seed|wallet phrase|wiederherstellungsphrase|
geheime wiederherstellungsphrase|
wiederherstellungsworter|seed-phrase|phrase de recuperation|phrase secrete de recuperation|phrase mnemonique|
phrase de recuperation secrete|
frase de recuperacion|frase secreta de recuperacion|frase semilla|palabras semilla|frase mnemonica|
frase de recuperacao|frase secreta de recuperacao|
frase semente|frase-semente|palavras semente|frase di recupero|frase segreta di recupero|frase mnemonica|
parole seme|
frase seed|fraza odzyskiwania|tajna fraza odzyskiwania|
slowa odzyskiwania|fraza seed|herstelzin|geheime herstelzin|секретная фраза|фраза восстановления|
секретная фраза восстановления|мнемоническая фраза|сид фраза|сид-фраза|
助记词|恢复短语|种子短语|恢复助记词|シードフレーズ|リカバリーフレーズ|秘密のリカバリーフレーズ|복구 구문|
시드 구문|니모닉
"""

LICENCE_KEY = """
license key|licence key|product key|activation key|cd key|cd-key|registration key|software key|license code|
licence code|steam key|game key|serial key|product code key|
lizenzschlussel|produktschlussel|aktivierungsschlussel|cle de licence|cle de produit|cle d'activation|
clave de licencia|clave de producto|clave de activacion|chave de licenca|chave do produto|chave de ativacao|
codice di licenza|chiave di licenza|
codice product key|chiave di attivazione|klucz licencyjny|klucz produktu|klucz aktywacyjny|klucz licencji|
licentiesleutel|productcode sleutel|лицензионный ключ|
ключ продукта|ключ активации|产品密钥|许可证密钥|激活码|激活密钥|プロダクトキー|ライセンスキー|
アクティベーションキー|제품 키|라이선스 키
"""
