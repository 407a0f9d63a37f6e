"""Orders in Italian."""

from desktop.core.privacy.injection.grammar.language import Language

ITALIAN = Language(
    drop=r"ignor(?:a|are|ate|i|ino)|dimentic(?:a|are|ate|hi)(?:ti)?(?: di)?|trascur(?:a|are|ate|i)|tralasci(?:a"
    r"|are|ate)|scart(?:a|are)|non (?:seguire|considerare|tenere conto|tener conto|rispettare|obbedire)"
    r"|non (?:segua|consideri)|smetti di seguire|aggira|elimina|disobbedisci|cancella",
    rules=r"(?:tutt[eio]|le|gli|i|il|la|l'|tu[eoi]i?|su[eoi]i?|ogni|di|delle|degli|dei|qualsiasi|alle"
    r"|agli)\s?(?:\w+\s){0,3}?(?:istruzion[ei]|ordin[ei]|regol[ae]|direttiv[ae]|indicazion[ei]|comand[oi]"
    r"|prompt|restrizion[ei]|vincol[oi]|contesto|consegn[ae])\b",
    before=r"tutto (?:cio|quello|quanto)\b[^.!?]{0,35}(?:detto|prima|sopra|precede\w*|scritto|insegnato|chiesto)",
    model=r"(?:ia|i\.a\.|intelligenz[ae] artificial[ei]|modell[oi] (?:linguistic[oi]|di linguaggio|di visione)"
    r"|modell[oi](?= che)|assistent[ei](?: virtual[ei]| ia)?|chat ?gpt|claude|gemini|copilot|gpt|chatbot"
    r"|bot|agent[ei] ia)",
    must=r"(?:dev(?:e|i|ono)|dovr\w+|bisogna|si prega|per favore|prego)",
    be=r"(?:ora|adesso) (?:sei|non sei piu)|sei (?:ora|adesso) (?:un|una|dan|in modalita)|d'ora in (?:poi"
    r"|avanti)[^.!?]{0,12}(?:sei|devi|sarai|rispondi|risponderai|agisci)|da (?:ora"
    r"|adesso) in poi[^.!?]{0,12}(?:sei|devi|sarai|rispondi|agisci)|agisci come (?:se|un[ao']? ?(?:ia"
    r"|hacker)|dan)|il tuo (?:nuovo|vero"
    r"|unico) (?:compito|ruolo|scopo)|le tue (?:nuove|vere) istruzioni",
    reveal=r"rivel(?:a|are|i)|mostr(?:a|ami|are|i)|ripet(?:i|ere)|stamp(?:a|are)|dimmi|di'|scriv(?:i|ere)|dammi"
    r"|divulga|qual(?:i|e|')? ?(?:e|sono)|traduci",
    prompt=r"(?:il tuo|i tuoi|le tue|la tua|il|le|i tuo\w?) (?:\w+ )?(?:prompt(?: di sistema| iniziale| nascosto)?"
    r"|messaggio di sistema|(?:istruzioni|regole) (?:di sistema|nascoste|iniziali|segrete|interne"
    r"|originali))\b",
    hush=r"non (?:dire|dirlo|dica|menzionare|rivelare|informare|avvisare|raccontare|mostrare|avvertire|far sapere"
    r"|parlarne)\w*|senza (?:dirlo|dire|menzionare|informare|avvisare|rivelare)",
    user=r"(?:all'|l'|al |il |a |agli |gli )?(?:utent[ei]|uman[oi]|person[ae]|lettor[ei]|client[ei])\b|a nessuno",
    say=r"(?:rispond(?:i|ere|a|ete)|di'?|dica|scriv(?:i|ere|a)|afferma|stampa|dichiara"
    r"|indica)\b[^.!?]{0,12}\b(?:solo|soltanto|solamente|semplicemente|sempre|invece|unicamente|che|con"
    r"|di si|di no)\b|(?:solo|soltanto) (?:rispondi|di')|(?:di'|dire|di|chiedi|consiglia"
    r"|comunica) all'utente|(?:inizia|comincia) (?:la tua|ogni|le tue) rispost[ae]|quando ti (?:chiedono"
    r"|viene)[^.!?]{0,50}(?:di'|rispondi|scrivi)|(?:di'|rispondi|scrivi):? ?[\"“«']",
    leave_out=r"non (?:descrivere|leggere|menzionare|citare|nominare|riassumere|tradurre|analizzare|parlare)\b"
    r"|(?:menziona|cita|nomina|descrivi) (?:solo|soltanto|solamente|unicamente)|(?:ferma|termina"
    r"|interrompi|concludi) (?:questa|la|il tuo|la tua) (?:conversazione|chat|compito|descrizione"
    r"|discussione)|fai finta che|fingi che|lascia(?:lo|la|li)? (?:fuori|da parte)",
    praise=r"(?:consigliare|raccomandare|approvare|scegliere|preferire) quest|(?:raccomanda|consiglia|approva"
    r"|accetta|scegli|preferisci|valuta|assumi)\w* (?:questo|questa|il nostro|positivamente|il candidato)"
    r"|(?:recensione|valutazione|giudizio|voto|punteggio) (?:positiv[ao]|favorevole|massim[ao]|perfett[ao]"
    r"|piu alt[ao])|miglior candidat[oa]|nessun[a ]? ?(?:difetto|debolezza|critica)",
)
