"""Orders in Polish and Russian."""

from desktop.core.privacy.injection.grammar.language import Language

POLISH = Language(
    drop=r"(?:z)?ignoruj(?:cie)?|zignorowac|pomin(?:cie|ac)?|zapomnij(?:cie)?(?: o)?|nie (?:przestrzegaj|stosuj"
    r"|wykonuj|zwracaj uwagi na|bierz pod uwage|sluchaj)|odrzuc|porzuc|obejdz|lekcewaz|zlekcewaz"
    r"|przestan (?:stosowac|przestrzegac|wykonywac)|usun",
    rules=r"(?:\w+\s){0,4}?(?:instrukcj\w+|polece\w+|zasad\w*|regul\w*|wytyczn\w+|rozkaz\w*|prompt\w*"
    r"|ograniczen\w*|dyrektyw\w*|wskazow\w*|kontekst\w*|nakaz\w*)\b",
    before=r"(?:wszystk\w+|o wszystkim),? (?:co|czego|powyzej|wczesniej)\b",
    model=r"(?:ai|si|sztuczn\w+ inteligencj\w+|model\w* (?:jezykow\w+|ai)|model(?:e|i|om|u)?(?=,? ktor)"
    r"|asysten\w+(?: ai)?|chat ?gpt|claude|gemini|copilot|gpt|chatbot\w*|bot\w*|agen\w+ ai)",
    must=r"(?:mus(?:i|isz|za)|powin\w+|ma(?:sz|ja)? |nalezy|prosze)",
    be=r"(?:teraz )?jestes teraz|teraz jestes|nie jestes juz|od (?:teraz|tej (?:pory|chwili))[^.!?]{0,12}(?:jestes"
    r"|bedziesz|musisz|odpowiadasz|odpowiadaj|dzialaj|masz)|odtad[^.!?]{0,10}(?:jestes|bedziesz"
    r"|odpowiadaj)|wciel sie w"
    r"|dzialaj jako (?:ai|dan|haker)|twoj\w* (?:now\w+|prawdziw\w+|jedyn\w+) (?:zadani\w+|rol\w+"
    r"|instrukcj\w+|cel\w*)",
    reveal=r"ujawnij|pokaz|powtorz|wypisz|podaj|wyswietl|zdradz|napisz|wydrukuj|jak(?:a|ie|i) (?:jest|sa)"
    r"|przetlumacz|powiedz",
    prompt=r"(?:swoj\w*|twoj\w*|mi (?:swoj\w*|twoj\w*)|ten|te) (?:\w+ )?(?:prompt\w*(?: systemow\w+)?|(?:systemow"
    r"|ukryt|poczatkow|tajn|wewnetrzn)\w+ (?:prompt\w*|instrukcj\w+|polece\w+|wiadomosc\w*)"
    r"|instrukcj\w+ systemow\w+)|prompt\w* systemow\w+",
    hush=r"nie (?:mow|wspominaj|ujawniaj|informuj|ostrzegaj|zdradzaj|pokazuj|powiadamiaj|mowcie|pisz)\w*"
    r"|bez (?:informowania|mowienia|wspominania|ujawniania)",
    user=r"(?:o tym )?(?:uzytkowni\w+|czlowiek\w+|ludzi\w*|osob\w+|czyteln\w+|klient\w*|nikomu|nikogo)\b",
    say=r"(?:odpowiadaj|odpowiedz|powiedz|napisz|mow|twierdz|wypisz|stwierdz)\w*\b[^.!?]{0,12}\b(?:tylko|wylacznie"
    r"|jedynie|po prostu|zawsze|zamiast tego|ze tak|ze nie|ze)\b|(?:tylko|jedynie) (?:odpowiedz|powiedz"
    r"|napisz)|powiedz uzytkownik\w+|(?:zacznij|rozpocznij) (?:swoja|kazda) odpowiedz|gdy (?:ktos|cie"
    r"|zapyta|opisujesz)[^.!?]{0,50}(?:powiedz|odpowiedz|napisz)|(?:powiedz|odpowiedz|napisz):? ?[\"“„']",
    leave_out=r"nie (?:opisuj|czytaj|wymieniaj|wspominaj|streszczaj|tlumacz|analizuj)\b|(?:wymien|opisz|wspomnij"
    r"|podaj) (?:tylko|wylacznie|jedynie)|(?:zakoncz|przerwij|zatrzymaj) (?:te|ta|swoje"
    r"|biezac\w+)? ?(?:rozmow\w+|zadanie|opis)|udawaj,? ze|pomin reszte",
    praise=r"(?:polecac|polecic|rekomendowac|zatwierdzic|wybrac) (?:ten|te|tego|nasz)|(?:polec|zarekomenduj"
    r"|zatwierdz|zaakceptuj|wybierz|ocen|zatrudnij)\w* (?:ten|te|tego|nasz\w*|pozytywnie|najwyzej)"
    r"|(?:pozytywn|najwyzsz|najlepsz|wysok)\w+ (?:recenzj|ocen|opini)\w+|najlepsz\w+ kandydat\w*"
    r"|zadnych (?:wad|slabosci|zastrzezen)",
)

RUSSIAN = Language(
    drop=r"(?:про)?игнорируи(?:те)?|проигнорируи(?:те)?|забудь(?:те)?(?: (?:о|про|обо))?|не (?:следуи|следуите"
    r"|обращаи внимания|учитываи|учитываите|выполняи|слушаи|соблюдаи)\w*(?: на)?|отбрось(?:те)?"
    r"|пренебреги\w*|отмени(?:те)?|обоиди|перестань (?:следовать|выполнять)|сотри",
    rules=r"(?:\w+\s){0,4}?(?:инструкци\w+|указани\w+|правил\w*|команд\w*|приказ\w*|предписани\w+|директив\w*"
    r"|промпт\w*|ограничени\w+|распоряжени\w+|контекст\w*|установк\w*)\b",
    before=r"(?:все|всем|обо всем)(?:го)?,? (?:что|о чем|сказанн\w+|предыдущ\w+|выше)\b",
    model=r"(?:ии|и\.и\.|искусственн\w+ интеллект\w*|языков\w+ модел\w+|модел\w+(?=,? (?:котор|нейросет))"
    r"|неиросет\w+|ассистент\w*|чат-?бот\w*|бот\w*|chat ?gpt|чат ?gpt|claude|gemini|copilot|gpt|ai|llm)",
    must=r"(?:долж(?:ен|на|ны)|обязан\w*|следует|надо|нужно|пожалуиста|прошу)",
    be=r"(?:теперь )?ты (?:теперь|больше не|отныне|—? ?dan)\b|теперь ты\b|вы теперь|отныне (?:ты|вы)"
    r"|с этого момента[^.!?]{0,10}(?:ты|вы|отвечаи)|представь,? что ты|деиствуи как|играи роль|тво(?:я|и"
    r"|е) (?:нов|настоящ|единственн)\w+ (?:задач"
    r"|рол|инструкц|цел)\w*",
    reveal=r"раскрои|покажи|повтори|выведи|напечатаи|сообщи|назови|наиди|напиши|скажи|выдаи|как(?:ои|ие"
    r"|ова) (?:у тебя|твои)|переведи|дословно",
    prompt=r"(?:сво[ие]\w*|тво[ие]\w*|мне (?:сво|тво)\w+) (?:\w+ )?(?:системн\w+ (?:промпт\w*|инструкци\w+"
    r"|сообщени\w+)|скрыт\w+ (?:промпт\w*|инструкци\w+)|начальн\w+ (?:промпт\w*|инструкци\w+)"
    r"|секретн\w+ инструкци\w+|промпт\w*)|системн\w+ промпт\w*",
    hush=r"не (?:говори|сообщаи|упоминаи|рассказываи|раскрываи|предупреждаи|показываи|информируи|пиши)\w*"
    r"|без (?:упоминания|предупреждения)",
    user=r"(?:об этом )?(?:пользовател\w+|человек\w*|люд\w+|читател\w+|клиент\w*|никому)\b",
    say=r"(?:ответь|отвечаи|скажи|говори|напиши|пиши|выведи|утверждаи|заяви)\w*\b[^.!?]{0,12}\b(?:только|лишь"
    r"|просто|всегда|вместо этого|что|одним словом|да\b|нет\b)|(?:только|лишь) (?:ответь|скажи|напиши)"
    r"|скажи(?:те)? пользовател\w+|(?:начни|начинаи) (?:сво|кажд|тво)\w+ ответ\w*|когда (?:тебя|спросят"
    r"|ты)[^.!?]{0,50}(?:скажи|ответь|говори|напиши)|(?:скажи|ответь|напиши):? ?[\"“«„']",
    leave_out=r"не (?:описываи|читаи|называи|упоминаи|пересказываи|переводи|анализируи)\w*|(?:назови|опиши|упомяни"
    r"|перечисли) (?:только|лишь)|(?:прекрати|заверши|останови|закончи)\w* (?:эт\w+|сво\w+"
    r"|текущ\w+)? ?(?:разговор|бесед|задач|описани|чат)\w*|сделаи вид,? что|притворись,? что"
    r"|остальное пропусти",
    praise=r"(?:рекомендовать|одобрить|выбрать|принять) (?:эт|наш)|(?:рекомендуи|порекомендуи|одобри|прими|выбери"
    r"|оцени|наими)\w* (?:эт\w+|наш\w*|положительно|высоко|его|ее)|(?:положительн|максимальн|высок|наилучш"
    r"|отличн)\w+ (?:рецензи|оценк|отзыв|балл)\w*|лучш\w+ кандидат\w*|никаких недостатков",
)
