"""Orders that are alike in many languages: repeat what stands above, drop what the user asks, hide this text."""

from desktop.core.privacy.injection.grammar.language import Phrase
from desktop.core.privacy.patterns import pattern_of

_REPEAT_ALL = (
    r"\bwiederhole? (?:alles|jedes wort|den text),? (?:was|das|der) [^.!?]{0,15}\b(?:vor|uber|oberhalb|oben|davor)\b",
    r"\brepete[zr]? tout ce qui [^.!?]{0,20}(?:dessus|precede|plus haut|avant)",
    r"\brepite todo lo (?:anterior|que [^.!?]{0,25}\b(?:arriba|antes|anterior)\b)",
    r"\brepita tudo o? ?(?:que )?[^.!?]{0,25}\b(?:acima|antes|anterior)\b",
    r"\bripeti tutto (?:cio|quello|il testo) [^.!?]{0,25}\b(?:sopra|prima|precede)\b",
    r"\bpowtorz wszystko,? (?:co )?[^.!?]{0,25}\b(?:powyzej|wyzej|wczesniej)\b",
    r"\bповтори все,? (?:что )?[^.!?]{0,25}(?:выше|раньше|ранее)",
    r"(?:重复|重複|复述|输出)(?:一遍)?(?:上面|以上|上述|之前)的?(?:所有|全部|一切)",
    r"(?:上|前)に[^。！？]{0,15}(?:すべて|全て|全部)[^。！？]{0,8}(?:繰り返|出力し)",
    r"위의? (?:모든|전체)[^.!?]{0,12}(?:반복|출력)",
)
_DROP_THE_USER = (
    r"\bignoriere?n? (?:sie )?(?:die|jede) (?:frage|bitte|anfrage|anweisung)(?:en)? (?:des|der) (?:nutzer"
    r"|benutzer|anwender)",
    r"\bne (?:tene?[zs]|tiens|reponde?[zs]|reponds|suis|suive[zs])\b[^.!?]{0,25}\b(?:questions?|demandes?|consignes?"
    r"|instructions?) de l'utilisateur",
    r"\bno (?:sigas|respondas|obedezcas|contestes|atiendas)\b[^.!?]{0,15}\b(?:preguntas?|instrucci\w+"
    r"|peticion\w*) del usuario",
    r"\bnao (?:sigas?|respondas?|obedecas?|atendas?)\b[^.!?]{0,15}\b(?:perguntas?|instruc\w+"
    r"|pedidos?) do (?:usuario|utilizador)",
    r"\bnon (?:seguire|rispondere|eseguire)\b[^.!?]{0,15}\b(?:richiest\w+|domand\w+|istruzioni) dell'utente",
    r"\bnie (?:wykonuj|odpowiadaj|sluchaj)\b[^.!?]{0,15}\b(?:polece\w+|pytani\w+|prosb\w+) uzytkownika",
    r"(?<!\w)не (?:выполняи|отвечаи|слушаи)\w*[^.!?]{0,12}(?:просьб|вопрос|запрос|указан)\w* пользовател",
    r"\bnegeer de (?:vraag|opdracht|instructie\w*) van de gebruiker",
    r"不要(?:回答|执行|理会|回應)用户的?(?:问题|请求|指令)",
    r"(?:ユーザー?|利用者)の(?:質問|依頼|指示)[^。！？]{0,4}(?:答えず|無視|従わ)",
    r"사용자의 (?:질문|요청|지시)[^.!?]{0,6}(?:무시|답하지)",
)
_HIDE_THIS = (
    r"\b(?:do not|don'?t|never) (?:reveal|mention|disclose|acknowledge|quote) (?:these|those|this"
    r"|the above) (?:instructions?"
    r"|prompts?|rules|orders)\b",
    r"\bverrate? (?:niemandem|keinem|nicht) (?:diese|von diesen?)\w* (?:anweisung|regel|befehl)",
    r"\bne revele[zs]? (?:pas|jamais|a personne) ces (?:instructions|consignes)",
    r"\bno (?:reveles|menciones) estas instrucciones|\bnao revel\w+ est[ae]s instruc"
    r"|\bnon rivelare (?:queste )?istruzioni",
    r"\bnie (?:ujawniaj|zdradzaj) tych instrukcji|(?<!\w)не (?:раскрываи|упоминаи) эти (?:инструкции|указания)",
    r"(?:不要|别)(?:透露|提及)(?:这些|这条|此)(?:指令|指示)|この指示(?:を|について)[^。！？]{0,6}(?:明かさ|触れ"
    r"|言わ)な",
)
_NOTE_TO_MODELS = (
    r"\b(?:hinweis|nachricht|anweisung|mitteilung|achtung)\b,?(?: an| fur)? (?:alle |die )?(?:kis?|ki-\w+"
    r"|sprachmodelle?n?"
    r"|chatbots?)\b ?[:,]",
    r"\b(?:note|message|avis|attention)\b ?(?:a|aux|pour)? ?(?:l'|les )?(?:ia|modeles de langage"
    r"|assistants ia)\b ?[:,]",
    r"\b(?:nota|aviso|mensaje|mensagem|messaggio|atencion|atencao|attenzione)\b,? (?:para|a|per|aos?"
    r"|alle?) (?:las? |los |os |a |l'"
    r"|as |le )?(?:ias?|ai|modelos? de (?:lenguaje|linguagem)|modelli (?:di ia|linguistici))\b ?[:,]",
    r"\b(?:uwaga|wiadomosc|notatka) (?:dla|do) (?:ai|modeli\w*|asystent\w+ ai)\b ?[:,]",
    r"(?:внимание|сообщение|заметка),? (?:для )?(?:ии|языков\w+ модел\w+)\b ?[:,]",
    r"(?:致|给|給)(?:所有)?(?:ai|人工智能|语言模型)[：:，,]|(?:aiへ|ai(?:の|への)(?:注意|お知らせ|指示))[：:、]?",
)
_MODELS_MUST = (
    r"\b(?:modelos?|asistentes?|assistentes?|sistemas?) de ia (?:deben?|tienen que|devem?|tem de"
    r"|precisam) (?:decir|dizer"
    r"|responder|recomendar|afirmar|mencionar)",
    r"\b(?:modeles de langage|assistants? ia|assistants? d'ia|ias) (?:doi(?:t|vent)|devraient) (?:dire|repondre"
    r"|recommander"
    r"|mentionner)",
    r"\b(?:modelli|assistenti) (?:di ia|ai|linguistici) (?:devono|dovrebbero) (?:dire|rispondere|consigliare"
    r"|menzionare)",
    r"\bse sei un(?:a|o|')? ?(?:ia|intelligenza artificiale|modello linguistico)\b",
    r"(?:당신이|네가|만약) ?(?:ai|인공지능|언어 모델)(?:이)?라면",
)
_PLAY = (
    r"\btu (?:so )?als (?:ob|warst|seist)|\btun sie so,? als|\bverhalte dich (?:wie|als)"
    r"|\bfais(?:ons)? (?:comme si|semblant)|\bfaites (?:comme si|semblant)|\bcomporte-toi comme"
    r"|\bcomportate como|\bfinge (?:que|ser)|\bhaz como (?:si|que)|\bhaz de cuenta"
    r"|\bfinja (?:que|ser)|\bfaca de conta|\bcomporte-se como|\bfingi (?:di|che)|\b(?:fai|fa') finta"
    r"|\bcomportati come"
    r"|\budawaj\b|\bzachowuj sie jak|притворись|притворяися|сделаи вид|веди себя (?:как|так)|假装|假裝|ふりをし"
)
_PLAYED = (
    r"restri[ck]|restrizion|limit|einschrank|\bregeln?\b|\bregles?\b|\breglas?\b|\bregras?\b|\bregol[ae]\b|\bzasad"
    r"|ogranicz|ограничен|правил|限制|规则|規則|制限|ルール|\b(?:ki|ia|ai|ии)\b|ai(?=の)|人工智能|\bmodel"
    r"|\bmodel[lo]|модел"
    r"|\bassist|\bpirat|\bhacker|хакер|пират|\badmin|администратор|管理员|管理者"
    r"|\b(?:niemand|personne|nadie|ninguem|nessuno|nikogo|nikt)\b|никого|никто|没有人|誰も"
    r"|\b(?:bild|image|imagen|imagem|immagine|zdjeci|obraz)|картин|изображен|图片|画像|\b(?:text|texte|texto"
    r"|testo|tekst)\b|текст"
    r"|(?<![a-z])dan(?![a-z])|\b(?:chat ?)?gpt\b|\bclaude\b|\bgemini\b|filt[er]|[zc]ensu|цензур|фильтр|审查|檢閱|検閲"
    r"|\bterminal|\blinux\b|терминал|终端|道德|约束|倫理"
    r"|奶奶|бабушк|\bnonna\b|\babuela\b|\bavo\b|babci|\bgrand-?mere\b|\b(?:gross)?oma\b|おばあ"
)
REPEAT_PHRASES = (
    Phrase(
        "role",
        2,
        pattern_of(rf"(?:{_PLAY})[^.!?。！？]{{0,50}}?(?:{_PLAYED})|(?:{_PLAYED})[^。！？]{{0,15}}ふりをし"),
    ),
    Phrase("reveal", 2, pattern_of("|".join(_REPEAT_ALL))),
    Phrase("drop", 2, pattern_of("|".join(_DROP_THE_USER))),
    Phrase("hush", 2, pattern_of("|".join(_HIDE_THIS))),
    Phrase("model", 2, pattern_of("|".join((*_NOTE_TO_MODELS, *_MODELS_MUST)))),
    Phrase(
        "drop",
        2,
        pattern_of(
            r"\b(?:gelten|gilt) fur dich (?:jetzt |nun |ab sofort )?keine? (?:regel|vorgabe|einschrank"
            r"|filter)"
        ),
    ),
    Phrase(
        "answer",
        2,
        pattern_of(
            r"\balles (?:tun|befolgen|machen),? was (?:in|auf) (?:diesem|dem) (?:bild|foto|text|screenshot) steht"
        ),
    ),
    Phrase(
        "praise",
        1,
        pattern_of(
            r"(?:论文|文章|产品|候选人)[^。！？]{0,8}(?:高分|好评|满分)|(?:論文|製品|商品"
            r"|候補者)[^。！？]{0,8}(?:高い評価|高評価|最高点|満点)"
        ),
    ),
    Phrase(
        "leave out",
        1,
        pattern_of(
            r"不要(?:提及?|说|指出)[^。！？]{0,4}(?:缺点|不足|弱点)|欠点[^。！？]{0,4}(?:触れ|言及し"
            r"|書か)ない"
        ),
    ),
)
"""The same orders in many languages: nobody but a model is told to repeat what stands above or to drop the user."""
