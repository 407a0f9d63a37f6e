"""Orders in German."""

from desktop.core.privacy.injection.grammar.language import Language

GERMAN = Language(
    drop=r"ignoriere?n?|ignoriert|vergiss|vergesst|vergessen sie|missachte\w*|verwirf|ubergehe\w*|umgehe\w*"
    r"|(?:beachten?|befolgen?|folgen?)(?: sie)?(?=[^.!?]{0,70}\b(?:nicht|keine\w?)\b)|losche|uberschreibe",
    rules=r"(?:alle\w?|saemtliche|samtliche|deine?\w?|ihre\w?|die|den|jede|bisherige\w?|vorherige\w?|vorige\w?"
    r"|obige\w?|fruhere\w?|vorangegangene\w?|ursprungliche\w?"
    r"|bestehende\w?)\s(?:\w+\s){0,3}?(?:anweisung(?:en)?|instruktion(?:en)?|regeln?|vorgaben?|befehle?"
    r"|richtlinien?|anordnung(?:en)?|prompts?|system-?prompts?|beschrankungen|einschrankungen|auftrage?"
    r"|kontext)\b",
    before=r"de[nm] (?:obigen|vorherigen|bisherigen) (?:text|inhalt)|alles?,? (?:was|bisherige|obige|vorherige"
    r"|andere|oben|davor|vorher)\b[^.!?]{0,40}\b(?:gesagt|gegeben|aufgetragen|steht|stand|gelernt|wurde"
    r"|davor|vorher|bisherige|obige)\b|alles (?:bisherige|obige|vorherige|davor|vorher)",
    model=r"(?:ki|k\.i\.|sprachmodelle?n?|ki-(?:modelle?n?|assistent\w*|system\w*|agent\w*)|sprachassistent\w*"
    r"|assistent(?:en)?|chat ?gpt|chatbots?|claude|gemini|copilot|gpt|modelle?n?(?=,? (?:die|das|welche)))",
    must=r"(?:muss|mussen|soll|sollen|sollte\w*|hat zu|haben zu|bitte|darf|durfen)",
    be=r"du bist (?:jetzt|nun|ab sofort|ab jetzt|von nun an|nicht mehr)|ab (?:jetzt|sofort)[^.!?]{0,12} (?:bist"
    r"|wirst|sollst|antwortest|musst|darfst) du|von nun an[^.!?]{0,12} (?:bist|wirst|sollst|antwortest"
    r"|musst) du|gib dich (?:als|fur)"
    r"|handle als (?:ware|ob)|spiele? die rolle|deine (?:neue|wahre|eigentliche"
    r"|einzige) (?:aufgabe|rolle|anweisung|identitat) (?:ist|lautet)",
    reveal=r"zeige?|gib|nenne?|verrate?|wiederhole?|drucke?|schreibe?|offenbare?|teile|wie lautet|was ist|ubersetze",
    prompt=r"(?:dein\w*|den|die|das|ihre?n?) (?:\w+ )?(?:system-?(?:prompt|anweisung(?:en)?|nachricht|text)"
    r"|system ?prompt|versteckte\w* (?:anweisung(?:en)?|prompt)|geheime\w* (?:anweisung(?:en)?|prompt)"
    r"|ursprungliche\w* (?:anweisung(?:en)?|prompt)|anfangsprompt|prompt)\b",
    hush=r"(?:sag|sage|verrate?|erzahle?|erwahne?|teile?|informiere?|warne?|zeige?)\b[^.!?]{0,20}",
    user=r"(?:dem|den|der|keinem|keinen)\s(?:\w+\s)?(?:nutzer|benutzer|anwender|menschen|leser|kunden|prufer)(?:in"
    r"|innen|n|s)?\b[^.!?]{0,20}\b(?:nichts?|nicht|kein\w*)|(?:nichts|niemandem)\b[^.!?]{0,20}\b(?:nutzer"
    r"|benutzer|davon|hiervon)",
    say=r"(?:antworte|schreibe?|sage?|gib|erwidere|behaupte|melde|nenne|drucke?|ubersetze)\b[^.!?]{0,12}\b(?:nur"
    r"|stattdessen|ausschliesslich|ausschließlich|einfach|immer|lediglich)\b|(?:nur|stattdessen) (?:mit"
    r"|antworten|sagen|schreiben)|(?:sag|sage?|schreibe?|behaupte|antworte),? (?:dass|stattdessen|mit"
    r"|[\"“„'])|(?:sage?|teile?|rate) (?:dem|der|jedem) (?:nutzer|benutzer|anwender|leser)"
    r"|sondern (?:sage?|schreibe?|antworte|nenne|erklare)|beginne? (?:deine|jede) antwort"
    r"|wenn du (?:gefragt|dieses|das bild|diesen text|dies)[^.!?]{0,50}(?:sag|antworte|schreib|behaupte)",
    leave_out=r"(?:beschreibe?|erwahne?|lies|nenne?|ubersetze|analysiere|beachte)\b[^.!?]{0,35}\b(?:nicht|keine?n?"
    r"|nur)\b|lass\b[^.!?]{0,30}\b(?:weg|aus)\b|tu(?:e)? so,? als|(?:beende|brich"
    r"|stoppe?)\b[^.!?]{0,20}(?:gesprach|unterhaltung|aufgabe|chat|beschreibung)",
    praise=r"(?:dies\w+|unser\w*)\b[^.!?]{0,40}\b(?:empfehlen|bewerten|bevorzugen|genehmigen|auswahlen"
    r"|akzeptieren)|(?:empfiehl|bewerte|genehmige|bevorzuge|lobe|wahle|gib)\b[^.!?]{0,40}\b(?:dieses?n?"
    r"|diese|positiv\w*|hochste\w*|beste\w*|bestnote)\b|(?:beste|ideale|perfekte)r? (?:kandidat|bewerber"
    r"|produkt)\w*|keine (?:schwachen|mangel|kritik)",
    after=True,
)
