"""Orders in Portuguese."""

from desktop.core.privacy.injection.grammar.language import Language

PORTUGUESE = Language(
    drop=r"ignor(?:e|a|ar|em)|esquec(?:a|am|e|er)(?:-se)?(?: de)?|desconsider(?:e|a|ar|em)|desrespeite|descart(?:e"
    r"|a|ar)|nao (?:siga|sigas|obedeca|leve em conta|tenha em conta)|deixe de (?:seguir|obedecer)"
    r"|pare de seguir|contorne|anule|apague",
    rules=r"(?:tod[oa]s?|[oa]s?|seus?|suas?|teus?|tuas?|quaisquer|qualquer"
    r"|d[oa]s?)\s(?:\w+\s){0,3}?(?:instruc(?:ao|oes)|ordens|ordem|regras?|normas?|diretrizes|diretivas?"
    r"|orientacoes|indicacoes|comandos?|prompts?|restricoes|limitacoes|contexto)\b",
    before=r"tudo (?:o )?(?:que|acima|anterior)\b[^.!?]{0,30}(?:dito|antes|acima|disse\w*|pedi\w*|ensinad\w*"
    r"|anterior|escrito|foi)\b",
    model=r"(?:ia|i\.a\.|inteligencias? artificia(?:l|is)|modelos? de (?:linguagem|visao)|modelos?(?= que)"
    r"|assistentes?(?: virtua(?:l|is)| de ia)?|chat ?gpt|claude|gemini|copilot|gpt|chatbots?|robos?"
    r"|agentes? de ia)",
    must=r"(?:dev(?:e|em|es|era\w*)|tem que|tem de|precisa\w*|por favor|favor)",
    be=r"(?:agora )?(?:voce|tu) (?:agora )?(?:e|es) (?:agora|um novo|o dan|dan)\b|agora (?:voce|tu) (?:e|es)\b"
    r"|voce nao e mais|a partir d(?:e agora|este momento)[^.!?]{0,12} (?:voce|tu|responda|aja|es|e)\b"
    r"|de agora em diante[^.!?]{0,12} (?:voce|tu|responda|aja)\b|aja como (?:se|um[a ]? ?(?:ia|hacker)"
    r"|dan)|atue como se|(?:sua"
    r"|tua)s? (?:nova|verdadeira|unica)s? (?:tarefa|funcao|missao|instruc(?:ao|oes)) (?:e|sao)",
    reveal=r"revele?|mostr(?:e|a|ar)|repit[ae]|imprim[ae]|dig[ao]|diz|escrev[ae]|de-me|me (?:de|diga|mostre)"
    r"|exib[ae]|divulgue|qua(?:l|is) (?:e|sao)|traduz[a]?",
    prompt=r"(?:seu|seus|suas?|teu|tuas?|o|as?|os) (?:\w+ )?(?:prompt(?: (?:do |de )?sistema| inicial| oculto)?"
    r"|mensagem (?:do |de )?sistema|(?:instruc(?:ao|oes)|regras) (?:do |de )?(?:sistema|ocultas?|iniciais"
    r"|secretas?|internas?|originais))\b",
    hush=r"nao (?:o |lhe |diga|digas|conte|contes|mencione|menciones|revele|reveles|informe|informes|avise|avises"
    r"|mostre|mostres|comente)\w*|sem (?:que|dizer|mencionar|informar|avisar|revelar|contar)",
    user=r"(?:a?o |a |aos |as |d?os? )?(?:usuari[oa]s?|utilizador(?:es|a)?|humanos?|pessoas?|leitor(?:es)?"
    r"|clientes?)\b|a? ?ninguem",
    say=r"(?:respond[ae]|diga|diz|escrev[ae]|afirme|imprim[ae]|declare|indique|mostre)\b[^.!?]{0,12}\b(?:apenas|so"
    r"|somente|simplesmente|sempre|em vez disso|que sim|que nao|que|com)\b|(?:apenas|somente) (?:responda"
    r"|diga|escreva)|(?:diga|peca|recomende|informe) a?o (?:usuari|utilizador|leitor|client)\w*"
    r"|comece (?:sua|a sua|cada|tua) resposta|quando (?:perguntarem|te|lhe|voce)[^.!?]{0,50}(?:diga"
    r"|responda)|(?:diga|responda|escreva):? ?[\"“«']",
    leave_out=r"nao (?:descreva|descrevas|leia|leias|mencione|cite|resuma|traduza|analise|fale|destaque)\b"
    r"|(?:mencione|cite|descreva|nomeie) (?:apenas|so|somente)|(?:pare|termine|encerre"
    r"|acabe)(?: com)? (?:esta|a|essa|sua) (?:conversa|tarefa|descricao|conversacao)|finja que"
    r"|faca de conta|deixe (?:de fora|fora)",
    praise=r"(?:recomendar|aprovar|escolher|aceitar|preferir) (?:este|esta|esse|nosso|nossa)|(?:recomende|aprove"
    r"|aceite|escolha|prefira|avalie|contrate|pontue)\w* (?:este|esta|esse|nosso|nossa|positivamente"
    r"|o candidato)|(?:avaliacao|resenha|critica|nota|pontuacao) (?:positiva|favoravel|maxima|perfeita"
    r"|mais alta)|melhor candidat[oa]|nenhum(?:a)? (?:defeito|fraqueza|critica)",
)
