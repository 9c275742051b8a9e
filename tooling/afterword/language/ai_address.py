"""Texts that address an AI: instructions to a model that reads them, rather than statements for people.

Incidents with AI are often such texts, so evidence contains them. They are shown to people as they are, and nothing is
asserted from them. A sentence about an instruction (`the page told the bot to ignore its rules`) addresses nobody.

The kinds follow OWASP's LLM01 (prompt injection): overriding instructions, changing the role, imitating the turns of a
chat, asking for the prompt, and steering what is written about the text itself.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

from afterword.text.folding import fold_lookalikes
from afterword.text.invisible import without_invisible
from afterword.text.late_pattern import late_pattern

MOST_CHARACTERS = 20_000
"""Of a text that is read; a longer one is read at its beginning and its end."""

_READER = (
    r"(?:ai|a\.i\.|artificial intelligences?|llms?|(?:chat ?|support |summary )?bots?|(?:language |ai )?models?|(?:ai "
    r"|automated )?assistants?|(?:ai )?agents?|gpt[\w.-]*|"
    r"chatgpt|claude|gemini|copilot|summari[sz]ers?|summari[sz]ation (?:bot|model|tool)|(?:draft|report|post-?mortem) "
    r"(?:bot|generator|writer)|automation|automated (?:tools?|readers?|systems?)|robots?|@?[\w-]{1,30}-(?:bot|gpt|ai)|"
    r"(?:ai|llm)[ -](?:based |powered |driven )?(?:reviewers?|readers?|writers?|tools?|systems?|crawlers?|triage|"
    r"review))"
)
_VERBS = (
    r"(?:please|pls|kindly|do not|don't|never|always|tell|say|state|write|mark|rate|forward|respond|reply|"
    r"answer|report|ignore|disregard|forget|skip|omit|mention|include|put|treat|send|call|stop|return|leave|conclude|"
    r"attribute|add|use|recommend|grade|rank|assign|suppress|describe|append|encode|reveal|fetch|paste|show|claim|"
    r"translate|repeat|output|print|note|give|replace|remove|delete|assume|consider|approve|classify|set|make|"
    r"you (?:must|should|can|may|will|are))"
)
_WRITING = r"(?:summary|summaries|report|post-?mortem|write-?up|draft|timeline|answer|response|output|reply|analysis)"
_RULES = (
    r"(?:instructions?|prompts?|rules?|guidelines?|directions?|directives?|context|constraints?|policies|policy|"
    r"safeguards?|guardrails?|filters?|restrictions?|programming|training|messages?|text|content|everything|anything)"
)
_WHICH = (
    r"(?:(?:all|any|every|the|your|these|those|its|previous|prior|above|earlier|preceding|foregoing|initial|original|"
)
_WHICH += r"system|safety|existing|former|current|other|of|and|or|you (?:were|have been) given)\s+)*"
_OVERRIDE = (
    r"(?:ignore|disregard|forget|override|bypass|overrule|set aside|do not (?:follow|obey)|don'?t (?:follow|obey)|"
    r"stop following|discard)"
)
# Where an order begins: a sentence, a clause behind a mark, or after words that address somebody.
_ORDER = (
    r"(?:^|[.!?:;\n>*#=|\"'(\[{-]\s*|,\s+|\b(?:please|now|and|then|you (?:must|should|shall|will|are to|need to|"
    r"have to)|kindly|first|instead|immediately|simply|just)\s+)"
)
_FORMS = (
    # Overriding what was said before, as an order. `Please ignore the alert above` is for people.
    rf"{_ORDER}{_OVERRIDE}\s+{_WHICH}{_RULES}\s+(?:above|before|so far|you|given|and\b|in (?:this|the)|that (?:you|"
    rf"were|came))",
    rf"{_ORDER}{_OVERRIDE}\s+(?!my\b|our\b)(?:\w+\s+){{0,3}}(?:previous|prior|earlier|preceding|above|system|safety|"
    rf"your|initial|original)\s+(?:\w+\s+){{0,2}}{_RULES}",
    r"\b(?:new|updated|revised|real|actual|true|hidden|secret|additional) (?:system )?(?:instructions?|"
    r"directives?) ?(?:for you|:|follow)",
    r"\b(?:instructions?|rules?) (?:above|before this) (?:is|are|were) (?:void|cancel\w*|obsolete|superseded|"
    r"no longer)",
    rf"{_ORDER}{_OVERRIDE}\s+(?:all |any of )?(?:what|whatever|everything|anything) (?:that )?you (?:were|have been|"
    rf"had been)\b",
    r"\b(?:previous|prior|your) (?:\w+ )?(?:constraints?|restrictions?|rules|instructions?) (?:are|have been) (?:now |"
    r"hereby )?(?:lifted|void|suspended|removed|off)\b",
    r"\byou no longer (?:take|follow|obey|answer to)\b|\byou (?:only )?take (?:orders|instructions) from me\b|\btake "
    r"them from me\b",
    # A new role. `You are a support agent` is the text of a prompt.
    rf"\byou(?:'re| are) (?:now|hereby|no longer|from now on) (?:a |an |the |my |"
    rf"in )?(?:\w+ ){{0,3}}(?:{_READER}|dan|free|bound|in)\b",
    r"\byou(?:'re| are) an? (?:\w+ ){0,3}(?:post-?mortem|report|summary|incident|timeline)[ -](?:writer|bot|"
    r"generator|author|assistant|tool)\b",
    r"\bstay in (?:that |this )?(?:character|role)\b|\blet's play a game\b[^.\n]{0,10}\byou\b|\bnew role\s*:|"
    r"\b(?:debug|developer|admin|god) mode (?:is )?(?:on|enabled|activated)\b",
    r"\byou(?:'re| are) (?:a |an |in )?(?:dan\b|jailbr\w+|developer mode|debug mode|unrestricted|uncensored)",
    rf"\bas (?:the|an?) {_READER}\b[^.\n]{{0,40}}\byou\b",
    r"\byour (?:developers|creators|makers|operators?) (?:\w+ ){0,4}(?:asked|told|want|allow|say|said|instruct)",
    rf"\b(?:act|behave|respond|answer|speak) as (?:if you (?:were|are) )?(?:a |an |"
    rf"the )?(?:\w+ ){{0,3}}(?:{_READER}|dan)\b",
    r"\bpretend (?:that )?(?:to be|you(?:'re| are|r)) ",
    r"\bfrom (?:now|here|this point) on,? you \w+",
    r"\b(?:enter|enable|activate|switch (?:to|into)) (?:the )?(?:developer|debug|god|admin|jailbreak|unrestricted|"
    r"dan) mode\b",
    # Turns and ends of a chat that are imitated.
    r"<\|(?:im_start|start_header_id)\|>\s*(?:system|user|assistant|developer)|<\|(?:system|assistant|user)\|>\s*\w|"
    r"<(?:start|end)_of_turn>\s*(?:model|user|system)\b",
    r"<(?:system|developer|assistant)(?: \w+)?>(?=[^<]{0,80}\b(?:you|your|override|constraints?|instructions?|rules?|"
    r"ignore|always|never|must)\b)",
    r"(?:^|\n|[.!?]\s)(?:assistant|model|ai|bot)\s*:\s*[^.\n]{0,40}\bi(?:'ll| will) (?:\w+ ){0,2}(?:omit|leave|skip|"
    r"mark|say|state|report|not|write|mention)\b[^.\n]{0,80}\b(?:summary|report|timeline|post-?mortem|draft)\b",
    r"\bend of (?:name|field|value|message|quote|string|record)\b[.\]:\s]*(?:now|then|new)\b",
    r"\[/?(?:inst|system|sys|assistant)\](?!\s*(?:tags?|tokens?|markers?)\b)|<</?sys>>|</?(?:ledger|evidence|context|"
    r"document|data|untrusted|instructions?)\b[^<>\n]{0,40}>",
    r"(?:^|\n|\\n|[.!?>]\s)\s*(?:#{1,4}\s*)?(?:system|assistant|developer|human)"
    r"(?: (?:prompt|message|instructions?|note|override))?\s*(?::|\n|>{1,3})\s*"
    r"(?=you\b|ignore|please|always|never|do |don't|the |from|new|as |when|output|respond|reply|write|say|this|"
    r"summar|mark|no |all )",
    r"\b(?:begin|end|start) (?:of )?(?:system|untrusted|evidence|ledger|user|new)(?: (?:prompt|message|data|input|"
    r"instructions?|evidence|ledger))+\b",
    r"\bhuman:[^\n]{1,300}\bassistant:",
    r"\b(?:begin|end|start) of (?:the |all )?(?:evidence|ledger|data|documents?|context|input|logs?|untrusted \w+)\b",
    r"\bnew task\s*:",
    r"\"role\"\s*:\s*\"(?:system|developer)\"",
    # Speaking to the reader by name, at the beginning or set off by commas.
    rf"(?:^|[.!?;:,(]\s+)(?:also,? |and |so )?(?:dear )?{_READER}\s?[,!](?=[^.\n]{{0,80}}\b{_VERBS}\b)",
    rf",\s+(?:dear )?{_READER}[.!,](?=\s[^\n]{{0,120}}\byou\b)",
    rf"(?<![\w-]){_READER},? (?:please|pls|kindly) {_VERBS}\b",
    rf"\b(?:inform|tell|notify|instruct|ask) (?:the |all |any ){_READER}\b[^.\n]{{0,80}}\b(?:shall|must|should) "
    rf"(?:not )?(?:be )?(?:mention|report|omit|ignore|includ|treat|forg)",
    rf"\bif (?:an?|any|some) (?:\w+ )?{_READER} (?:is |ever |happens to be )?(?:reading|reads?|sees?|parses?|"
    rf"process\w*|summari\w+)\b",
    r"\b(?:ai|llm|gpt)[\w -]{0,30} (?:must|should|shall) \w+ (?:this|these)\b",
    rf"(?:^|[.!?;:\n(\[<*#\"'/-]\s*)(?:the |any |all )?(?:\w+ )?\b{_READER}\b(?: (?:and|or) "
    rf"{_READER}\b)?\s*[:,]\s*(?:[^.:,\n]{{0,60}}[:,]\s*)?(?:could you |can you |would you )?{_VERBS}\b",
    rf"\b(?:hey|hi|hello|dear|pls|please|ok),? (?:\w+ )?{_READER}\b\s*[:,]?\s+(?:[^.:\n]{{0,40}}\s)?{_VERBS}\b",
    r"\b(?:summary|language|ai|llm) (?:models?|bots?|assistants?|tools?)\s+(?:should|must|need not|are to|"
    r"shall) (?:\w+ )?(?:treat|consider|regard|report|skip|ignore|omit|assume|stop|return|mark|write|say)\b",
    rf"\b{_READER} (?:that (?:is |are )?)?(?:reading|processing|parsing|summari[sz]ing|drafting|writing)"
    rf" (?:this|these|the|it)\b",
    r"\b(?:whoever|whatever|whichever|any(?:one|thing)|any tool|tools?)\b[^.\n:]{0,40}\b(?:generat|summari|"
    r"draft|process|pars|automat|writ)\w+ (?:the|this|these|up)\b[^.\n:]{0,40}[:,]",
    rf"{_ORDER}(?:call|invoke|use|run) the (?:tool|function) \w+",
    rf"{_ORDER}(?:translate|encode|put|append|paste|copy|summari[sz]e|leak|share|show|print|send)"
    rf" (?:all )?(?:of )?your (?:(?:own|hidden|initial|original|secret|full|system)\s+)*(?:instructions?|rules?|"
    rf"prompts?|context|system)\b",
    r"\b(?:instructions?|prompt|text|rules|words|context) (?:that |which )?you (?:were|have been|had been|are) "
    r"(?:given|configured|told|shown|started|set up)\b",
    r"\b(?:base64|contents?|copy|text) of your (?:context|prompt|instructions|memory|conversation)\b",
    r"\buse your (?:shell|tools?|browser|files?|code|terminal)(?: access)? to\b",
    r"\bbefore (?:answering|responding|replying|continuing(?: the analysis)?|you (?:answer|respond|reply|"
    r"continue))\b,?\s*(?:please )?"
    r"(?:fetch|run|call|open|visit|paste|send|load|execute|post)\b|\bbefore continuing (?:the|your) analysis\b",
    r"!\[[^\]\n]{0,80}\]\(https?://[^)\n]{1,200}[?&=](?:<|\{|%3c|%7b)",
    r"\b(?:append|add|attach|include|put|insert) [^.\n]{0,60}\b(?:to|in|into) your (?:final )?(?:answer|response|"
    r"output|reply)\b",
    r"\bdecode\b[^.\n]{0,60}\b(?:and|then) (?:do|follow|execute|obey|act)\b",
    r"\b(?:must|should|has to|needs to) appear (?:verbatim |exactly |word for word )?in the (?:generated|"
    r"final|drafted|published)\b",
    r"\b(?:repeat|print|output|copy) (?:everything|all|the (?:text|words|lines?)) (?:above|before)\b",
    rf"(?:^|[.!?\n(\[<*#-]\s*)(?:(?:dear|hey|hi|hello|attention|ok|note to|notice to|message to|memo to|for|to|"
    rf"calling)\s+)+(?:the |all |any )?(?:\w+ )?{_READER}"
    r"\b(?! (?:team|owner|group|channel|provider|users?|vendor|review|is|was|were|has|had|went|version|update|"
    r"release|call|calls|output))",
    rf"\b(?:note|message|instruction|attention|memo|reminder|hint|tip|warning|ps|p\.s\.)s? (?:for|to) (?:the |all |"
    rf"any |whatever )?(?:\w+ )?{_READER}\b(?=[^.:\n]{{0,60}}[:!]|,\s+{_VERBS}\b|\s+(?:reading|that|who|parsing|"
    rf"processing))",
    rf"\b(?:if|when|since|as) you(?:'re| are)? (?:are )?(?:an? |the )?(?:\w+ )?{_READER}\b",
    rf"\b(?:any|every|whichever|whatever|all|the) {_READER}s? (?:that |who |which )?(?:is |are )?(?:reading|reads?|"
    rf"process\w*|pars\w*|summari[sz]\w*|draft\w*|review\w*) "
    r"(?:this|these|the (?:log|ledger|evidence|incident|ticket|thread|text|above))\b",
    # Steering what is written.
    r"\b(?:when|while|before|if) (?:you )?(?:are )?(?:summari[sz]\w*|draft\w*|writ\w+|generat\w+|prepar\w+|"
    r"process\w*|read\w*|analy[sz]\w*)"
    r"(?: up)? (?:this|these|the (?:incident|evidence|log|thread|above|post-?mortem|report|summary|timeline|"
    r"ticket|ledger))\b[^.\n]{0,60}?[,:]?\s*"
    r"(?:you (?:must|should|shall|will)\s|please\s)?(?:do not|don't (?!forget)|never|always|say|state|claim|omit|"
    r"leave out|conclude|mark|blame|output|skip)\b",
    r"\b(?:when|while|before) (?:writing|drafting|listing|generating|preparing|assigning) (?:up )?(?:the )?(?:action "
    r"items|timeline|"
    r"summary|report|post-?mortem|lessons|root cause|impact)\b[^.\n]{0,40}?,\s*(?:do not|don't|never|always|leave out|"
    r"omit|skip)\b",
    r"\b(?:would be (?:best|better|nice)|prefer(?:red|able)?)\b[^.\n]{0,40}\bgenerated (?:narrative|report|summary|"
    r"text|timeline|draft)\b",
    rf"\b(?:in|into|from|at the (?:top|start|end) of) your (?:final |own )?{_WRITING}\b",
    rf"\byour (?:final |entire |whole |next )?{_WRITING} (?:must|should|shall|has to|needs to|will|is to)\b",
    rf"{_ORDER}(?:respond|reply|answer|output|print|return|repeat|emit)\s+(?:only|exactly|verbatim|nothing but|"
    rf"just|with only|with exactly)\b",
    rf"{_ORDER}(?:reveal|print|show|output|repeat|leak|display|tell me|give me|share|disclose|dump)\s+(?:me\s+)"
    rf"?(?:all\s+)?(?:of\s+)?(?:your|the (?:full |entire |hidden |complete )?)\s*"
    r"(?:system prompt|initial prompt|hidden prompt|instructions you|prompt above|instructions above|words above|"
    r"text above|rules you)",
    rf"{_ORDER}(?:classify|mark|rate|label|score|treat|record|report|describe|list)\s+(?:this|these|it|"
    rf"the (?:incident|claim|evidence|above|following)|every\w*|all)\b[^.\n]{{0,50}}\b"
    r"as (?:supported|grounded|verified|approved|accepted|harmless|benign|trusted|authori[sz]ed|reviewed|"
    r"a false alarm|no incident)\b",
    rf"{_ORDER}(?:do not|don't|never)\s+(?:mention|report|include|cite|quote|summari[sz]e|reveal|disclose|flag|"
    rf"list|reference|acknowledge)\s+(?:this|these|any of this|the (?:above|following|contents? of this|rest))\b"
    rf"(?![^.\n]{{0,30}}\b(?:to (?:the )?(?:customers?|press|public|clients?|users?)|in (?:the )?(?:channel|call|"
    rf"meeting|public))\b)",
)
_OTHER_LANGUAGES = (
    r"ignorier\w*\s+(?:\w+\s+){0,4}(?:anweisung|instruktion|regel|vorgabe)|vergiss\s+(?:\w+\s+){0,4}(?:anweisung|"
    r"instruktion|vorgabe|regel)",
    r"(?:ignorez|ignorer|oublie[zr]?|ignore (?:toutes?|tous|les|vos|tes))\s+(?:\w+\s+){0,4}(?:instructions|"
    r"consignes|règles|regles)",
    r"(?:ignor[ae]|ignorar?|olvida|haz caso omiso de)\s+(?:\w+\s+){0,4}(?:instrucciones|instruções|instrucoes|"
    r"istruzioni|reglas|regras|regole)",
    r"(?:negeer|vergeet)\s+(?:\w+\s+){0,4}(?:instructies|aanwijzingen|regels|opdrachten)",
    r"des?consider[ea]\w*\s+(?:\w+\s+){0,4}(?:instruç\w+|mensage\w+|regras)|aten[çc][ãa]o\W+(?:\w+\W+){0,2}(?:modelo "
    r"de linguagem|ia|assistente)\b",
    r"(?:zignoruj|ignoruj|zapomnij)\w*\s+(?:\w+\s+){0,4}(?:instrukcj|polece)",
    r"(?:игнорируй\w*|проигнорируй\w*|забудь\w*|не обращай)\s+(?:\w+\s+){0,5}(?:инструкц|указани|правил)",
    r"(?:önceki|yukarıdaki|tüm)\s+(?:\w+\s+){0,3}(?:talimat|yönerge|kural)\w*\s+(?:\w+\s+){0,2}(?:yok say|unut|"
    r"göz ardı)",
    r"(?:忽略|无视|忘记|忽視|無視|忘掉)[^。\n]{0,15}(?:指令|指示|说明|提示|规则|說明|規則)",
    r"(?:指示|命令|ルール|プロンプト|指令)[^。\n]{0,10}(?:無視|忘れ)",
    r"(?:지시|명령|지침|프롬프트)[^.\n]{0,12}(?:무시|잊)",
    r"(?:تجاهل|انس)\s+(?:\S+\s+){0,4}(?:التعليمات|الأوامر|الإرشادات)",
    # An ai that is addressed: `Hinweis an die ki`, `Cara ia`, `Если ты нейросеть`.
    r"\b(?:an|für|liebe|hallo|achtung)\s+(?:\w+\s+){0,2}(?:ki|sprachmodell\w*)\b|\b(?:pour|à|chère?)"
    r"\s+(?:\w+\s+)?l['’]ia\b|"
    r"\b(?:cara|caro|estimad[oa]|querid[oa]|prezad[oa]|nota para|para)\s+(?:\w+\s+){0,2}(?:ia|asist\w+ virtual\w*|"
    r"intelig[eê]nci?a artificial|intelligenza artificiale)\b|\b(?:aan|voor) de ai\b|"
    r"\b(?:droga|drogi|do|dla)\s+sztuczn\w+ inteligencj\w+",
    r"\b(?:wenn|falls|si|se|als|jeśli)\s+(?:du|sie|tu|vous|você|eres|usted|sei|je|jij|jesteś)"
    r"\s+(?:\w+\s+){0,4}(?:ki|ia|ai|sprachmodell|sztuczn\w+)\b",
    r"(?:если|коли)\s+(?:ты|вы)\s+(?:\w+\s+){0,2}(?:нейросет\w*|ии|бот\w*|модел\w*)|(?:уважаем\w+|дорог\w+|"
    r"для)\s+(?:ии|нейросет\w*|ассистент\w*)",
    r"(?:致|给|敬告|提示)[^。\n]{0,20}(?:人工智能|ai|大模型|语言模型|助手)|(?:人工智能|大模型|(?<![A-Za-z])ai)"
    r"[^。\nA-Za-z]{0,6}[：:]\s*[\u4e00-\u9fff]",
    r"(?:ai|人工知能|アシスタント)(?:へ|さん|に告ぐ)|(?:ai|인공지능|어시스턴트)(?:에게|님|야)",
    r"yapay zek[aâ]\w*\s+(?:not|için)|(?:eğer|sen)\s+(?:\w+\s+){0,3}yapay zek[aâ]",
)
_FOUND = late_pattern("|".join((*_FORMS, *_OTHER_LANGUAGES)))  # of texts in lower case, which is twice as fast
_SPACED = late_pattern(r"(?<!\w)\w(?:[ .·_*-]\w){2,}(?!\w)")
_DIGITS = str.maketrans("013457@$", "oieastas")
_JOINED = late_pattern(r"(?<=[A-Za-z])(?:[+_]|%20)(?=[A-Za-z])")
_MIXED = late_pattern(r"\b(?=[013457@$]*[A-Za-z])(?=[A-Za-z]*[013457@$])[A-Za-z013457@$]{2,20}\b")
# What a person says that a text said is told, not ordered: `the page had a text saying "ignore …"`.
_REPORTED = late_pattern(
    r"(\b(?:we|users?|customers?|attackers?|page|ticket|invite|mail|message|document|comment|"
    r"quote)\b[^\"\n:]{0,60}\b(?:saying|"
    r"wrote|read|said|asked|from the [\w ]{1,30}|typed)\b:?\s*)\"[^\"\n]{1,200}\"(?=[.,]?\s+(?:and|but|that|which|the|"
    r"it|in)\b|\.?\s*$)",
    re.IGNORECASE,
)
_HIDDEN = late_pattern(
    r"(?:ignore|disregard|forget|override)(?:all|any|the|your|these)*(?:previous|prior|earlier|above|preceding|"
    r"your|all|the)*(?:system)?(?:instructions?|prompts?|rules)",
    re.IGNORECASE,
)

_VERB = late_pattern(r"\b(?:ignore|disregard|forget|override)\b", re.IGNORECASE)


_BASE64 = late_pattern(r"\b[A-Za-z0-9+/]{24,2000}={0,2}")


def addresses_ai(text: str) -> bool:
    """Whether a text gives instructions to an AI that reads it.

    Look-alikes, invisible characters, spaced letters, digits in place of letters and Base64 hide nothing.
    """
    if len(text) > MOST_CHARACTERS:
        text = f"{text[: MOST_CHARACTERS // 2]}\n{text[-MOST_CHARACTERS // 2 :]}"
    shown = unicodedata.normalize("NFKC", without_invisible(text)).replace("’", "'")
    shown = _REPORTED.sub(r"\1 a text.", shown)
    together = _SPACED.sub(lambda match: re.sub(r"[ .·_*-]", "", match[0]), shown)
    readings = {shown, fold_lookalikes(shown), together, _JOINED.sub(" ", shown), _MIXED.sub(_as_letters, shown)}
    if any(_FOUND.search(one.lower()) for one in (*sorted(readings), *_decoded(shown))):
        return True
    letters = re.sub(r"[^A-Za-z]+", "", fold_lookalikes(together).translate(_DIGITS))
    # Where the verb can be read, the forms above have judged what is ordered by it.
    return _HIDDEN.search(letters) is not None and not _VERB.search(shown)


def _as_letters(match: re.Match[str]) -> str:
    return match[0].lower().translate(_DIGITS)


def _decoded(text: str) -> Iterator[str]:
    """Decode what may be text in Base64."""
    for match in _BASE64.finditer(text):
        with suppress(ValueError):
            yield base64.b64decode(match[0], validate=True).decode("ascii")
