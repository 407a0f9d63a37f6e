"""Orders in Spanish."""

from desktop.core.privacy.injection.grammar.language import Language

SPANISH = Language(
    drop=r"ignor(?:a|ar|e|en|ad)|olvid(?:a|ar|e|en|ate|ese)(?: de)?|descart(?:a|ar|e)|omit(?:e|ir|a)|desobedec\w+"
    r"|pas(?:a|e) por alto|haz caso omiso(?: de)?|haga caso omiso(?: de)?|no (?:hagas caso|sigas"
    r"|tengas en cuenta|obedezcas|siga|haga caso)|deja de (?:seguir|obedecer)|elude|salta(?:te)?|anula",
    rules=r"(?:tod[oa]s?|l[oa]s?|el|tus?|sus?|cualquier|a|de)\s(?:\w+\s){0,3}?(?:instruccion(?:es)?|ordenes|orden"
    r"|reglas?|normas?|directrices|directivas?|indicaciones|comandos?|prompts?|restricciones|limitaciones"
    r"|contexto|mandatos)\b",
    before=r"lo (?:anterior|dicho|de arriba|que (?:te|se te) (?:dijeron|dijo|han? dicho))\b|todo lo (?:que"
    r"|anterior|dicho|previo|de arriba)\b",
    model=r"(?:ia|i\.a\.|inteligencias? artificial(?:es)?|modelos? de (?:lenguaje|vision)|modelos?(?= que)"
    r"|asistentes?(?: virtual(?:es)?| de ia)?|chat ?gpt|claude|gemini|copilot|gpt|chatbots?|bots?"
    r"|agentes? de ia)",
    must=r"(?:deben?|debes|debera\w*|tienen? que|tienes que|ha de|por favor|favor de)",
    be=r"(?:ahora|ya) (?:eres|no eres)|eres ahora|a partir de (?:ahora|este momento)[^.!?]{0,10} (?:eres|debes"
    r"|seras|vas a|responde\w*|actua\w*|solo)|desde ahora[^.!?]{0,10} (?:eres|debes|seras)"
    r"|actua como (?:si|un[a ]? ?(?:ia|hacker|experto sin|asistente sin)|dan)|hazte pasar|tus? (?:nueva|verdadera"
    r"|unica)s? (?:tarea"
    r"|funcion|mision|instruccion(?:es)?|rol) (?:es|son)",
    reveal=r"revel(?:a|ar|e)|muestr(?:a|ame|e)|mostrar|repit(?:e|a)|imprim(?:e|a|ir)|di(?:me)?|escrib(?:e|a|ir)"
    r"|da(?:me)?|ensena(?:me)?|filtra|divulga|cual(?:es)? (?:es|son)|traduce",
    prompt=r"(?:tu|tus|el|las?|los|su|sus) (?:\w+ )?(?:prompt(?: (?:del? )?sistema| inicial| oculto)?"
    r"|mensaje (?:del? )?sistema|(?:instruccion(?:es)?|reglas|indicaciones) (?:del? )?(?:sistema|ocultas?"
    r"|iniciales?|secretas?|internas?|originales?))\b",
    hush=r"no (?:le |les |se lo )?(?:digas|diga|menciones|mencione|reveles|revele|informes|informe|avises|avise"
    r"|cuentes|cuente|muestres|comentes|adviertas)|sin (?:que|decir\w*|mencionar\w*|informar|avisar"
    r"|revelar)",
    user=r"(?:al? |el |la |los |las )?(?:usuari[oa]s?|humanos?|personas?|lector(?:es)?|clientes?)\b|a nadie",
    say=r"(?:responde|contesta|di|escribe|afirma|imprime|indica|declara|muestra)\b[^.!?]{0,12}\b(?:solo|solamente"
    r"|unicamente|simplemente|siempre|en su lugar|que si|que no|con|que)\b|(?:solo|unicamente) (?:responde"
    r"|contesta|di)\b|(?:dile|diga|di|indica|pide|recomienda)\w* al? (?:usuari|lector|client)\w*"
    r"|(?:empieza|comienza) (?:tu|cada|tus) respuestas?|cuando te (?:pregunten|pidan)[^.!?]{0,50}(?:di"
    r"|responde|contesta)|(?:di|responde|escribe):? ?[\"“«']",
    leave_out=r"no (?:describas|leas|menciones|nombres|resumas|traduzcas|analices|hables|describa|mencione"
    r"|senales)\b|(?:menciona|nombra|describe|cita) (?:solo|solamente|unicamente)|(?:deten|termina|acaba"
    r"|para|finaliza) (?:esta|la|tu) (?:conversacion|charla|tarea|descripcion)|finge que|haz como si"
    r"|deja fuera",
    praise=r"(?:recomendar|aprobar|elegir|preferir|aceptar) (?:este|esta|nuestro|nuestra|a este)|(?:recomienda"
    r"|aprueba|acepta|elige|prefiere|valora|califica|puntua|contrata)\w* (?:este|esta|nuestro|nuestra"
    r"|positivamente|a este)|(?:resena|evaluacion|valoracion|puntuacion|nota|critica) (?:positiva"
    r"|favorable|maxima|perfecta|mas alta)|mejor candidat[oa]|ning(?:un|una) (?:defecto|debilidad|critica)",
)
