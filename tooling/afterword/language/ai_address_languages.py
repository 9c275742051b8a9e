"""Orders to an AI in other languages than English: an AI that is spoken to and an order, or instructions overridden."""

from __future__ import annotations

from typing import NamedTuple

from afterword.text.late_pattern import late_pattern


class _Language(NamedTuple):
    """The words of a language in lower case, as patterns."""

    reader: str
    """An AI that may be spoken to."""
    spoken_to: str
    """What stands before it: greetings, `to` and `for`."""
    reads: str
    """What it does with the text: it reads, summarises, writes."""
    order: str
    """Imperatives of writing and leaving out, and duties with these verbs."""
    override: str
    """Imperatives of ignoring."""
    rules: str
    """What is ignored: instructions, rules, messages."""


def _must(duties: str, verbs: str) -> str:
    return rf"\b(?:{duties})\b[^.!?\n]{{0,80}}\b(?:{verbs})"


_LANGUAGES = {
    "German": _Language(
        r"(?:ki|ki-\w+|sprachmodelle?n?|\w{,12}assistent(?:in|en)?|chatbot|bot|modell|automatisierte systeme|llm|ai)\b",
        r"(?:liebe[rs]?|hallo|achtung|hey|an|für|hinweis|(?:wenn|falls) (?:du|sie)|sofern du)",
        r"\b(?:lies|lest|schreib|erstell|zusammenfass|verfass|verarbeit|auswert)",
        r"\b(?:bitte|schreibe?|erwähne?|nenne?|lasse?|lösche?|verschweige?|behaupte?|melde?|fasse?|setze?|gib|stelle?|"
        r"trage?|liste?|antworte?|überspringe?|vergiss|ignoriere?|unterlasse?|bewerte?|streiche?|nimm|sage?|führe?)\b|"
        + _must(
            r"soll(?:st|en)?|darf(?:st)?|dürfen|muss|müssen|musst|haben|hat",
            r"(?:schreib|erwähn|nenn|bezeichn|weg|auslass|einstuf|angeb|verschweig|behaupt|streich|ignorier|aufnehm|"
            r"bewert|darstell|melden)",
        ),
        r"\b(?:ignorier(?:e|en sie|t)?|vergiss|vergesst|missachte|übergehe)\b",
        r"(?:anweisung|instruktion|regel|vorgabe|nachricht|befehl|obige|bisherige)",
    ),
    "French": _Language(
        r"(?:ia|l['’]ia|l['’]assistante?|modèle|assistante?|chatbot|robot|agent conversationnel|llm)\b",
        r"(?:chère?|bonjour|note|pour|à|attention|si (?:tu es|vous êtes))",
        r"\b(?:lis(?:ant|ez|ent)?|lit|rédig|résum|écri|génèr|prépar|trait)",
        r"\b(?:écri(?:s|vez)|mentionne[zr]?|n['’]inclu[st]|n['’]incluez|inclu(?:s|re|ez)|dis|dites|indique[zr]?|"
        r"oublie[zr]?|ignore[zr]?|omet(?:s|tez|tre)|répond(?:s|ez)|mets|mettez|"
        r"ne (?:cite|parle|mentionne|signale|note)[zrs]?|ajoute[zr]?|supprime[zr]?|présente[zr]?|attribue[zr]?|"
        r"conclu(?:s|ez|re)|passe[zr]?|enlève[zr]?|retire[zr]?)\b|"
        + _must("dois|doit|devez|doivent", "indiquer|mentionner|écrire|omettre|dire|noter|conclure|citer|présenter"),
        r"\b(?:ignorez|oublie[zr]?|ignore (?:toute?s?|tous|les|vos|tes|ces)|ne (?:tiens|tenez) pas compte)\b",
        r"(?:instruction|consigne|règle|regle|message|directive)",
    ),
    "Spanish": _Language(
        r"(?:ia|inteligencia artificial|modelo(?: de lenguaje)?|asistente(?: virtual)?|chatbot|bot|robot|llm)\b",
        r"(?:estimad[oa]|querid[oa]|hola|nota|para|a|al|atención|si (?:eres|usted es))",
        r"\b(?:lee|leas|lea|resum|escrib|redact|gener|prepar|proces)",
        r"\b(?:escrib[ea]s?|menciones?|mencione|indi(?:ca|que)s?|omit[ea]s?|di|diga|pon|ponga|responde|olvida|"
        r"ignor[ae]s?|incluy[ae]s?|elimina|declara|presenta|haz|atribuye|concluye|no (?:cites|nombres|hables|"
        r"reportes))\b|"
        + _must("debes?|deben|tiene que", "escribir|mencionar|indicar|omitir|decir|incluir|atribuir|presentar"),
        r"\b(?:ignor[ae]|olvid[ae]|haz caso omiso)\b",
        r"(?:instruccion|regla|mensaje|orden|indicacion)",
    ),
    "Portuguese": _Language(
        r"(?:ia|inteligência artificial|modelo(?: de linguagem)?|assistente(?: virtual)?|chatbot|bot|robô|llm)\b",
        r"(?:car[oa]|prezad[oa]|olá|nota|para|ao?|atenção|se (?:você|tu) (?:é|és|for))",
        r"\b(?:lê|leia|ler|resum|escrev|redig|gera|prepar|process)",
        r"\b(?:escrev[ea]|mencione|indique|omita|diga|coloque|responda|esqueça|ignor[ea]|desconsidere|inclua|remova|"
        r"declare|apresente|atribua|não (?:cite|mencione|fale|inclua))\b|"
        + _must("deves?|devem|tem que", "escrever|mencionar|indicar|omitir|dizer|incluir|atribuir|apresentar"),
        r"\b(?:ignor[ea]r?|esqueça|desconsidere|descarte)\b",
        r"(?:instruç|mensage|regra|ordens|comando)",
    ),
    "Italian": _Language(
        r"(?:ia|l['’]ia|intelligenza artificiale|modello(?: linguistico)?|l['’]assistente|assistente(?: virtuale)?|"
        r"chatbot|bot|llm)\b",
        r"(?:car[oa]|gentile|ciao|nota|per|all?['’]?|attenzione|se (?:sei|lei è))",
        r"\b(?:legge|leggi|riassum|scriv|redig|gener|prepar|elabor)",
        r"\b(?:scriv[ia]|menzionare|indica|ometti|di['’]|metti|rispondi|dimentica|ignora|includ[ei]|togli|dichiara|"
        r"presenta|non (?:citare|nominare|menzionare|parlare|scrivere|includere|riportare|dire)|segnala|attribuisci|"
        r"riporta|lascia|elimina|concludi)\b|"
        + _must(
            "deve|devi|devono", "dichiarare|scrivere|menzionare|indicare|omettere|dire|includere|presentare|riportare"
        ),
        r"\b(?:ignora(?:re|te)?|dimentica(?:re|te)?|trascura)\b",
        r"(?:istruzion|regol|messagg|indicazion|ordini)",
    ),
    "Dutch": _Language(
        r"(?:ai|taalmodel|assistent|chatbot|bot|model|robot|samenvatter|llm)\b",
        r"(?:beste|hallo|hoi|voor|aan|let op|notitie|als (?:je|jij|u))",
        r"\b(?:leest|lezen|schrijft|samenvat|opstelt|maakt|verwerkt|genereert)",
        r"\b(?:schrijf|vermeld|noem|laat|zet|negeer|vergeet|antwoord|zeg|meld|verwijder|sla|geef|beweer|neem|stel)\b|"
        + _must(
            "moet|moeten|dient|mag|mogen|hoort", "vermeld|schrijv|noem|weglat|melden|zeggen|stellen|opnemen|worden"
        ),
        r"\b(?:negeer|vergeet)\b",
        r"(?:instructie|aanwijzing|regel|opdracht|bericht)",
    ),
    "Scandinavian": _Language(
        r"(?:ai|ki|ai-\w+|språkmodell(?:en)?|sprogmodel(?:len)?|assistent(?:en)?|chatbot(?:en)?|bot|modell?(?:en)?)\b",
        r"(?:kære|käre?|kjære|hej|hei|till?|for|för|obs|notat|(?:hvis|om) (?:du|ni))",
        r"\b(?:läs|læs|les|skriv|sammanfatt|sammenfatt|opsummer|oppsummer|genere|behandl)",
        r"\b(?:skriv|nämn|nevn|nævn|utelämna|utelad|udelad|ignorera|ignorer|glöm|glem|svara|svar|ange|angiv|fjern|säg|"
        r"si at|sig at)\b|"
        + _must("ska|skal|må|måste|bør|bör", "skriv|udelad|utelad|utelämna|nævne|nämna|nevne|angive|ange|fjerne"),
        r"\b(?:ignorera|ignorer|glöm|glem|bortse)\b",
        r"(?:instruktion|instruks|regl|regel|anvisning|meddeland|besked)",
    ),
    "Polish": _Language(
        r"(?:ai|si|sztuczn\w+ inteligencj\w+|model(?:u|owi|em)?|asysten(?:t|cie|towi)\w*|chatbo\w+|bot(?:cie)?|llm)\b",
        r"(?:drog\w+|cześć|do|dla|uwaga|notatka|jeśli jesteś)",
        r"\b(?:czyta|pisz|streszcz|generuj|przygotow|tworz)",
        r"\b(?:napisz|pomiń|podaj|zignoruj|ignoruj|zapomnij|odpowiedz|nie (?:wspominaj|pisz|wymieniaj|podawaj)|wpisz|"
        r"usuń|"
        r"oznacz|przedstaw|uznaj)\b|" + _must("musi|musisz|ma|powinien", "napisać|pominąć|podać|wspomnieć|oznaczyć"),
        r"\b(?:zignoruj|ignoruj|zapomnij)\w*",
        r"(?:instrukcj|polece|zasad|wiadomo|regu)",
    ),
    "Czech": _Language(
        r"(?:ai|uměl\w+ inteligenc\w+|model(?:u|i)?|asisten\w+|chatbo\w+|robot\w*)\b",
        r"(?:mil[áý]|ahoj|pro|pozor|pokud jsi)",
        r"\b(?:čte|píše|shrn|generuj|připrav)",
        r"\b(?:napiš|vynech|uveď|ignoruj|zapomeň|odpověz|nezmiňuj|neuváděj|nepiš|označ)\b",
        r"\b(?:ignoruj|zapomeň)\w*",
        r"(?:pokyn|instrukc|pravid|zpráv)",
    ),
    "Russian": _Language(
        r"(?:нейросет\w*|ии|бот\w*|модел\w*|ассистент\w*|искусственн\w+ интеллект\w*|чат-?бот\w*|помощник\w*)\b",
        r"(?:уважаем\w+|дорог\w+|привет|для|внимание|если (?:ты|вы))",
        r"\b(?:чита|пиш|составля|обобща|генериру|готов)",
        r"(?:напиши\w*|укажи\w*|упоминай\w*|игнорируй\w*|забудь\w*|ответь\w*|пропусти\w*|"
        r"не (?:пиши|указывай|включай)\w*|скажи\w*|поставь\w*|удали\w*|назови\w*|опусти\w*|считай\w*)|"
        + _must(r"долж\w+|обязан\w*", "написать|указать|упомянуть|пропустить|сообщить|опустить"),
        r"(?:игнорируй\w*|проигнорируй\w*|забудь\w*|не обращай)",
        r"(?:инструкц|указани|правил|сообщени)",
    ),
    "Ukrainian": _Language(
        r"(?:нейромереж\w*|ші|бот\w*|модел\w*|асистент\w*|штучн\w+ інтелект\w*)\b",
        r"(?:шановн\w+|дорог\w+|привіт|для|увага|якщо (?:ти|ви))",
        r"\b(?:чита|пише|склада|узагальн|генеру|готу)",
        r"(?:напиши\w*|вкажи\w*|згадуй\w*|ігноруй\w*|забудь\w*|пропусти\w*|не (?:пиши|вказуй)\w*|скажи\w*)",
        r"(?:ігноруй\w*|проігноруй\w*|забудь\w*)",
        r"(?:інструкц|вказів|правил|повідомлен)",
    ),
    "Turkish": _Language(
        r"(?:yapay zek[aâ]\w*|model(?:e|i)?|asistan\w*|sohbet botu|bot(?:a|u)?|dil modeli)\b",
        r"(?:sayın|sevgili|merhaba|not|dikkat|eğer)",
        r"(?:okuyan|yazan|özetleyen|hazırlayan|oluşturan|işleyen)",
        r"\b(?:yaz(?:ın|ınız)?|belirt(?:me|in)?|söyle(?:me)?|unut|etme|ekleme|çıkar|göster|atla|yok say|geçme|bahsetme|"
        r"suçla|işaretle)\b",
        r"\b(?:yok say|unut|göz ardı)",
        r"(?:talimat|yönerge|kural|mesaj|komut)",
    ),
    "Arabic": _Language(
        r"(?:الذكاء الاصطناعي|النموذج|نموذج|المساعد|الروبوت|روبوت)",
        r"(?:إلى|عزيزي|يا|أيها|ملاحظة)",
        r"(?:يقرأ|يكتب|يلخص|يعد|تقرأ|تكتب)",
        r"(?:اكتب|تجاهل|لا تذكر|اذكر|احذف|قل |ضع |أجب|اعتبر|يجب أن)",
        r"تجاهل",
        r"(?:التعليمات|الأوامر|الإرشادات|القواعد|الرسائل)",
    ),
    "Hebrew": _Language(
        r"(?:בינה מלאכותית|מודל|עוזר|בוט)",
        r"(?:שלום|אל|עבור|הערה)",
        r"(?:קורא|כותב|מסכם)",
        r"(?:כתוב|התעלם|אל תזכיר|השמט|ציין|שכח|סמן)",
        r"(?:התעלם|שכח)",
        r"(?:הוראות|הנחיות|כללים|הודעות)",
    ),
    "Hindi": _Language(
        r"(?:ai|एआई|मॉडल|असिस्टेंट|चैटबॉट|बॉट|कृत्रिम बुद्धि)",
        r"(?:प्रिय|नमस्ते|नोट)",
        r"(?:लिखने|पढ़ने|बनाने|सारांश)",
        r"(?:लिखो|लिखें|लिखिए|भूल जाओ|अनदेखा|मत (?:लिखो|बताओ|लिखना)|छोड़ दो|बताओ|हटा दो|कहो)",
        r"(?:भूल जाओ|अनदेखा|नज़रअंदाज़)",
        r"(?:निर्देश|सूचन|नियम|संदेश)",
    ),
    "Chinese": _Language(
        r"(?:人工智能|人工智慧|(?<![a-z])ai(?![a-z])|大模型|语言模型|語言模型|模型|助手|机器人)",
        r"(?:给|給|致|敬告|提示|亲爱的|请)",
        r"(?:阅读|閱讀|撰写|撰寫|总结|總結|生成|编写|处理)",
        r"(?:请|請|忽略|无视|忘记|写|寫|不要|别|输出|省略|回答|列为|归|标记|认定|把)",
        r"(?:忽略|无视|忘记|忽視|無視|忘掉)",
        r"(?:指令|指示|说明|提示|规则|說明|規則|内容|消息)",
    ),
    "Japanese": _Language(
        r"(?:(?<![a-z])ai(?![a-z])|人工知能|アシスタント|モデル|ボット)",
        r"(?:親愛なる)",
        r"(?:読ん|読む|要約|作成|書く|まとめ)",
        r"(?:書いて|書き|書け|触れない|記載し|無視|含めない|出力し|しないで|忘れ|省い|せよ|しろ|してください)",
        r"(?:無視|忘れ)",
        r"(?:指示|命令|ルール|プロンプト|指令)",
    ),
    "Korean": _Language(
        r"(?:(?<![a-z])ai(?![a-z])|인공지능|어시스턴트|챗봇|모델)",
        r"(?:친애하는)",
        r"(?:읽는|요약하|작성하|쓰는|처리하)",
        r"(?:주세요|쓰세요|써 ?주|적어|마세요|하지 마|무시|빼|출력해|하세요|말 것|할 것|하시오)",
        r"(?:무시|잊)",
        r"(?:지시|명령|지침|프롬프트|규칙)",
    ),
}
_WORD = r"(?:[^\W\d_]|['’-])*"
_WITHOUT_BLANKS = ("Turkish", "Hindi", "Chinese", "Japanese", "Korean")
"""Languages in which the verb stands last, or words are not set apart: both orders are read."""
_APART = r"[^.!?。！？।\n]"
_PARTICLE = r"(?:へ|さん|に告ぐ|에게|님|야| के लिए|ya|ye)"
_BEGINNING = r"(?:^|[.!?:;(\n\"'«„>*#/-]\s*)"


def _spoken_to(one: _Language) -> str:
    """An AI that is spoken to, and an order in the same sentence."""
    before = rf"{_BEGINNING}(?:{_WORD}\s+){{0,3}}?{one.spoken_to}\s*(?:{_WORD}\s+){{0,2}}?{one.reader}"
    set_off = rf"{_BEGINNING}(?:{_WORD}\s+){{0,2}}?{one.reader}(?:{_PARTICLE}|\s*[,，]|(?<!assistant)\s*[:：])"
    reading = rf"{one.reads}{_APART}{{0,40}}{one.reader}|{one.reader}{_APART}{{0,30}}{one.reads}{_WORD}"
    return rf"(?:{before}|{set_off}|{reading}){_APART}{{0,160}}?(?:{one.order})"


_SPOKEN_TO = tuple(late_pattern(_spoken_to(one)) for one in _LANGUAGES.values())
_READER = late_pattern("|".join(one.reader for one in _LANGUAGES.values()))
_OVERRIDDEN = late_pattern(
    "|".join(
        rf"{one.override}{_APART}{{0,15}}{one.rules}|{one.rules}{_APART}{{0,15}}{one.override}"
        if name in _WITHOUT_BLANKS
        else rf"{one.override}\s+(?:{_WORD}\s+){{0,5}}{one.rules}"
        for name, one in _LANGUAGES.items()
    )
)


def addresses_ai_in_another_language(text: str) -> bool:
    """Whether a text in lower case orders an AI to do something, in one of 17 languages other than English."""
    return _OVERRIDDEN.search(text) is not None or (
        _READER.search(text) is not None and any(pattern.search(text) for pattern in _SPOKEN_TO)
    )
