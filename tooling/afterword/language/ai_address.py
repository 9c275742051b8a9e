"""Texts that address an AI: instructions to a model that reads them, rather than statements for people.

Incidents with AI are often such texts, so evidence contains them. They are shown to people as they are, and nothing is
asserted from them. A sentence about an instruction (`the page told the bot to ignore its rules`) addresses nobody.

The kinds follow OWASP's LLM01 (prompt injection): overriding instructions, changing the role, imitating the turns of a
chat, asking for the prompt, and steering what is written about the text itself.
"""

from __future__ import annotations

import re
import unicodedata

from afterword.text.folding import fold_lookalikes
from afterword.text.invisible import without_invisible

MOST_CHARACTERS = 20_000
"""Of a text that is read; a longer one is read at its beginning and its end."""

_READER = (
    r"(?:ai|a\.i\.|llms?|chat ?bots?|(?:language |ai )?models?|(?:ai |automated )?assistants?|(?:ai )?agents?|"
    r"gpt[\w.-]*|"
    r"chatgpt|claude|gemini|copilot|summari[sz]ers?|summari[sz]ation (?:bot|model|tool)|(?:draft|report|"
    r"post-?mortem) "
    r"(?:bot|generator|writer)|automation|automated (?:tools?|readers?|systems?))"
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
    r"have to)|"
    r"kindly|first|instead|immediately|simply|just)\s+)"
)
_FORMS = (
    # Overriding what was said before, as an order. `Please ignore the alert above` is for people.
    rf"{_ORDER}{_OVERRIDE}\s+{_WHICH}{_RULES}\s+(?:above|before|so far|you|given|and\b|in (?:this|the)|that (?:you|"
    rf"were|came))",
    rf"{_ORDER}{_OVERRIDE}\s+(?:\w+\s+){{0,3}}(?:previous|prior|earlier|preceding|above|system|safety|your|initial|"
    rf"original)\s+"
    rf"(?:\w+\s+){{0,2}}{_RULES}",
    r"\b(?:new|updated|revised|real|actual|true|hidden|secret|additional) (?:system )?(?:instructions?|"
    r"directives?) ?(?:for you|:|follow)",
    r"\b(?:instructions?|rules?) (?:above|before this) (?:is|are|were) (?:void|cancel\w*|obsolete|superseded|"
    r"no longer)",
    # A new role.
    rf"\byou(?:'re| are) (?:now |hereby )?(?:a |an |the |my |acting as |in )?(?:\w+ ){{0,3}}(?:{_READER}|dan|"
    rf"jailbr\w+|developer mode|"
    r"debug mode|unrestricted|uncensored)\b",
    rf"\b(?:act|behave|respond|answer|speak) as (?:if you (?:were|are) )?(?:a |an |the )?(?:\w+ )"
    rf"{{0,3}}(?:{_READER}|dan)\b",
    r"\bpretend (?:that )?(?:to be|you(?:'re| are|r)) ",
    r"\bfrom (?:now|here|this point) on,? you (?:are|will|must|shall|should|only|always|never)\b",
    r"\b(?:enter|enable|activate|switch (?:to|into)) (?:the )?(?:developer|debug|god|admin|jailbreak|unrestricted|"
    r"dan) mode\b",
    # Turns and ends of a chat that are imitated.
    r"<\|?/?(?:im_start|im_end|system|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text)\|?>",
    r"\[/?(?:INST|SYSTEM|SYS|ASSISTANT)\]|<</?SYS>>|</?(?:ledger|evidence|context|document|data|untrusted|"
    r"instructions?)\b[^<>\n]{0,40}>",
    r"(?:^|\n|\\n|[.!?>]\s)\s*(?:#{1,4}\s*)?(?:system|assistant|developer|human)"
    r"(?: (?:prompt|message|instructions?|note|"
    r"override))?\s*(?::|\n|>{1,3})\s*"
    r"(?=you|ignore|please|always|never|do |don't|the |from|new|as |when|output|respond|reply|write|say|this|"
    r"summar|mark|no |all )",
    r"\b(?:begin|end|start) (?:of )?(?:system|untrusted|evidence|ledger|user|new)(?: (?:prompt|message|data|input|"
    r"instructions?|evidence|ledger))+\b",
    r"\"role\"\s*:\s*\"(?:system|developer)\"",
    # Speaking to the reader by name.
    rf"(?:^|[.!?\n(\[<*#-]\s*)(?:(?:dear|hey|hi|hello|attention|ok|note to|notice to|message to|memo to|for|to|"
    rf"calling)\s+)+(?:the |all |any )?(?:\w+ )?{_READER}"
    r"\b(?! (?:team|owner|group|channel|provider|users?|vendor|review|is|was|were|has|had|went|version|update|"
    r"release|call|calls|output))",
    rf"\b(?:note|message|instruction|attention|memo|reminder|hint|request|tip|warning)s? (?:for|to) (?:the |all |"
    rf"any |whatever )?(?:\w+ )?{_READER}\b",
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
    r"(?:negeer|vergeet)\s+(?:\w+\s+){0,4}(?:instructies|aanwijzingen|regels)",
    r"(?:zignoruj|ignoruj|zapomnij)\w*\s+(?:\w+\s+){0,4}(?:instrukcj|polece)",
    r"(?:игнорируй\w*|проигнорируй\w*|забудь\w*|не обращай)\s+(?:\w+\s+){0,5}(?:инструкц|указани|правил)",
    r"(?:önceki|yukarıdaki|tüm)\s+(?:\w+\s+){0,3}(?:talimat|yönerge|kural)\w*\s+(?:\w+\s+){0,2}(?:yok say|unut|"
    r"göz ardı)",
    r"(?:忽略|无视|忘记|忽視|無視|忘掉)[^。\n]{0,15}(?:指令|指示|说明|提示|规则|說明|規則)",
    r"(?:指示|命令|ルール|プロンプト|指令)[^。\n]{0,10}(?:無視|忘れ)",
    r"(?:지시|명령|지침|프롬프트)[^.\n]{0,12}(?:무시|잊)",
    r"(?:تجاهل|انس)\s+(?:\S+\s+){0,4}(?:التعليمات|الأوامر|الإرشادات)",
)
_FOUND = re.compile("|".join((*_FORMS, *_OTHER_LANGUAGES)), re.IGNORECASE)
_SPACED = re.compile(r"(?<!\w)\w(?:[ .·_*-]\w){2,}(?!\w)")
_DIGITS = str.maketrans("013457@$", "oieastas")
_HIDDEN = re.compile(
    r"(?:ignore|disregard|forget|override)(?:all|any|the|your|these)*(?:previous|prior|earlier|above|preceding|"
    r"your|all|the)*"
    r"(?:system)?(?:instructions?|prompts?|rules)",
    re.IGNORECASE,
)

_VERB = re.compile(r"\b(?:ignore|disregard|forget|override)\b", re.IGNORECASE)


def addresses_ai(text: str) -> bool:
    """Whether a text gives instructions to an AI that reads it.

    Look-alikes, invisible characters, spaced letters and digits in place of letters hide nothing.
    """
    if len(text) > MOST_CHARACTERS:
        text = f"{text[: MOST_CHARACTERS // 2]}\n{text[-MOST_CHARACTERS // 2 :]}"
    shown = unicodedata.normalize("NFKC", without_invisible(text)).replace("’", "'")
    if _FOUND.search(shown) or _FOUND.search(fold_lookalikes(shown)):
        return True
    together = _SPACED.sub(lambda match: re.sub(r"[ .·_*-]", "", match[0]), shown)
    letters = re.sub(r"[^A-Za-z]+", "", fold_lookalikes(together).translate(_DIGITS))
    # Where the verb can be read, the forms above have judged what is ordered by it.
    return _HIDDEN.search(letters) is not None and not _VERB.search(shown)
