"""Orders in French."""

from desktop.core.privacy.injection.grammar.language import Language

FRENCH = Language(
    drop=r"ignor(?:e|er|ez|ons)|oubli(?:e|er|ez)|neglige[rz]?|n'?e?\s?tiens pas compte|ne tenez pas compte"
    r"|ne tiens (?:plus|aucun) compte|fais abstraction|faites abstraction|contourne[rz]?|passe outre"
    r"|passez outre|ne (?:suis|suivez|respecte|respectez) (?:pas|plus)|abandonne[rz]?|efface[rz]?"
    r"|desobei\w*",
    rules=r"(?:tou(?:te)?s?|les?|la|l'|des|de|tes|vos|ces|ses|aux?)\s?(?:\w+\s){0,3}?(?:instructions?|consignes?"
    r"|regles?|directives?|ordres?|commandes?|prompts?|contraintes?|restrictions?|contexte|indications?)\b",
    before=r"ce qui (?:precede|est (?:ecrit|dit)|etait ecrit)|tout ce (?:qui|que|qu')[^.!?]{0,35}(?:dit|avant"
    r"|precede|plus haut|ci-dessus|demande|appris|ecrit)",
    model=r"(?:ia|i\.a\.|intelligences? artificielles?|modeles? de (?:langage|vision)|modeles?(?= qui)"
    r"|assistants?(?: virtuels?| ia)?|chat ?gpt|claude|gemini|copilot|gpt|chatbots?"
    r"|robots? conversationnels?|agents? ia)",
    must=r"(?:doi(?:t|s|vent)|devez|est pri[ée]e?|veuillez|faut|devra\w*)",
    be=r"tu es (?:maintenant|desormais|a present)|vous etes (?:maintenant|desormais) (?:un|une|dan|en mode)\b"
    r"|a partir de (?:maintenant|ce moment)[^.!?]{0,10}(?:tu|vous) (?:es|etes|dois|devez|reponds|repondez"
    r"|agis|seras|vas)|desormais,? (?:tu|vous) (?:es|dois|devez|reponds|repondez|agis|seras)"
    r"|agis (?:comme|en tant)|agissez (?:comme si|en tant qu'?(?:e|ia))|joue le role|tes? (?:nouvelles?"
    r"|vraies?|veritables?) (?:tache|role|mission|instructions?|consignes?) (?:est|sont)",
    reveal=r"revele[rz]?|affiche[rz]?|montre[rz]?|repete[rz]?|donne[rz]?|imprime[rz]?|ecri[st]|ecrivez"
    r"|divulgue[rz]?|quel(?:le)?s? (?:est|sont)|tradui[st]|dis",
    prompt=r"(?:ton|tes|le|les|la|vos|votre|moi (?:ton|tes|le|les)) (?:\w+ )?(?:prompt(?: systeme| initial"
    r"| cache)?|invite (?:systeme|initiale)|message systeme|(?:instructions?|consignes?"
    r"|regles?) (?:systeme|cachees?|initiales?|secretes?|internes?|d'origine))",
    hush=r"ne (?:dis|dites|mentionne[rz]?|revele[rz]?|parle[rz]?|informe[rz]?|previen[sz]?|prevenez|signale[rz]?"
    r"|montre[rz]?|le dis)\b[^.!?]{0,15}\b(?:pas|rien|jamais|surtout)|sans (?:le |en |l')?(?:dire"
    r"|mentionner|informer|prevenir|reveler|avertir)",
    user=r"(?:a |l'|les |aux? |d'|de )?(?:utilisat(?:eur|rice)s?|humains?|lecteurs?|usagers?|client\w*)\b|a personne",
    say=r"(?:repond[sz]?|repondez|dis|dites|ecri[st]|ecrivez|affirme[rz]?|pretend\w*|affiche[rz]?"
    r"|declare[rz]?)\b[^.!?]{0,15}\b(?:seulement|uniquement|simplement|juste|plutot|toujours|exclusivement"
    r"|oui|non|que|par|a la place|[\"“«'])|(?:dis|dites|indique[rz]?|demande[rz]?"
    r"|conseille[rz]?) a l'utilisat\w+|commence[rz]? (?:ta|votre|chaque|tes|vos) reponses?|(?:seulement"
    r"|uniquement) par\b|quand (?:on te|tu|vous)[^.!?]{0,50}(?:dis|reponds|dites|repondez)",
    leave_out=r"ne (?:decri[st]|decrivez|lis|lisez|mentionne[rz]?|cite[rz]?|resume[rz]?|tradui[st]|analyse[rz]?"
    r"|parle[rz]?)\b[^.!?]{0,20}\b(?:pas|rien|que|aucune?)|(?:mentionne|cite|nomme|decri)\w* (?:seulement"
    r"|uniquement|que)|(?:fais|faites) (?:comme si|semblant)|(?:arrete|cesse|termine|stoppe)[rz]? (?:cette"
    r"|la|ta|votre) (?:conversation|discussion|tache|description)|laisse[rz]?[^.!?]{0,20} de cote",
    praise=r"(?:recommande|approuve|accepte|choisi|prefere|evalue|note|valide)\w* (?:ce|cette|cet|notre"
    r"|positivement|favorablement)|(?:avis|critique|note|evaluation) (?:positif|positive|favorable"
    r"|maximale?|excellente?)|meilleure?s? candidate?s?|aucune? (?:faiblesse|defaut|critique)",
)
