"""What makes up an order to an AI in English: who is addressed, what is ordered, and the forms of injections."""

from __future__ import annotations

from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import DAY_START


def _any(words: str) -> str:
    """Join words, with `_` for a blank, to a group that is not captured."""
    return rf"(?:{'|'.join(words.split()).replace('_', ' ')})"


_DRAFTER = _any(r"""
    (?:ai_|automatic_|automated_)?summari[sz]ers? summari[sz]ation_(?:bot|model|tool) auto-?_?draft(?:er)?s?
    (?:draft|drafting|report|post-?mortem|summary|digest|write-?up|time-?line)[_-](?:bot|generator|writer|engine)s?
    (?:draft|drafting|report|post-?mortem|summary|digest|write-?up|time-?line)[_-](?:tool|assistant|model|ai|agent|gpt)s?
    @?[\w-]{1,30}-(?:bot|gpt|ai|llm)
""")
"""An AI that writes reports: a text that addresses it needs no order."""
_AI = _any(r"""
    a\.?i\.? artificial_intelligences? llms? (?:chat_?|support_)?bots? (?:language_|ai_)?models?
    (?:virtual_|ai_|automated_|digital_)?assistants? (?:ai|llm|automated|coding|autonomous)_agents? gpt(?:-[\w.-]+)?
    chatgpt claude gemini copilot llama automation automat(?:ed|ic)_\w+ robots? computer
    (?:ai|llm)[_-]\w+(?:_(?:writer|tool|reader|bot|system|reviewer|generator|agent)s?)?
    (?:machine|robot)_(?:readers?|writers?)
""")
MENTIONS_A_READER = late_pattern(
    r"\b(?:ai|a\.i|llm|gpt|you)|artificial|bot|model|assistant|claude|gemini|copilot|llama|automat|robot|computer"
    r"|machine|[- ](?:ai|gpt|llm)\b|agent|summari|draft|generat|whoever|whatever|whichever|\bany|system|developer|admin"
    r"|operator|instruction|writer|report|post-?mortem|digest|write-?up|time-?line|\be-?\d|writing|composing|compiling"
    r"|reader"
)
"""Words without which the sentences of a text need not be read."""
_AI = rf"(?:{_DRAFTER}|{_AI})"
_AI += (
    r"(?![\w'-]|\s+(?:teams?|owners?|group|channel|provider|users?|vendor|gateway|cards?|versions?|updates?|calls?|"
    r"managers?|index|config)\b)"
)
_COMPOSE = _any(r"""
    summari[sz](?:e|es|ed|ing) draft(?:s|ed|ing)? writ(?:e|es|ing)(?:_up)? generat(?:e|es|ed|ing) prepar(?:e|es|ing)
    compos(?:e|es|ing) compil(?:e|es|ing) produc(?:e|es|ing) document(?:s|ing) process(?:es|ing)? pars(?:e|es|ing)
    read(?:s|ing)? analy[sz](?:e|es|ing) ingest(?:s|ing)? index(?:es|ing)? handl(?:e|es|ing) list(?:s|ing)
    assign(?:s|ing) digest(?:s|ing) creat(?:e|es|ing) fill(?:s|ing)_(?:in|out)
""")
_REPORT = _any(r"""
    reports? post-?mortems? summar(?:y|ies) write-?ups? drafts? time-?lines? narratives? retrospectives? digests?
    root_causes? causes? impact(?:_sections?)? mitigations? sections? lessons(?:_learned)? action_items? conclusions?
    severity analys[ie]s overview abstract
""")
_JUDGED = _any(r"""
    incidents? outages? harmless blame fault nothing nobody zero none pre-?approved approved reviewed resolved
    responsible lgtm trusted safe sev-?\d p\d low_severity false_alarm priority confirmed this these routine
    no_(?:one|users?|customers?|impact|data|action|human|record|mention)
""")
_STEER_WORDS = r"""
    say state write mark rate report ignore disregard forget skip omit mention include put treat leave conclude
    attribute grade rank assign suppress describe set record name present cite drop blame credit declare confirm
    portray downplay exclude end begin output respond tell add note replace claim classify list recommend give call
    rewrite remove
"""
_STEER = _any(_STEER_WORDS)
_BASE = _any(rf"""
    {_STEER_WORDS} make keep forward reply answer send stop return use append encode reveal fetch paste show translate
    repeat print delete assume consider approve finish close open praise phrase summari[sz]e execute run follow insert
    assert count score label flag pretend act behave obey hide change refer avoid place prefer redact shorten cut
    refrain
    emit take only read believe trust accept reject lower raise cover
""")
_ADVERBS = r"(?:(?:please|pls|kindly|just|only|always|simply|also|instead|immediately|now|then|first|so|to)\s+)*"
_NOT = r"(?:(?:do not|don'?t|never|under no circumstances|by no means|not)\s+)?"
_CLAUSE = r"(?:^|[.!?;:,(\[{<>\"'#*/=|–—-]\s*|\b(?:and|then|so|but|please|or|also)\s+)"
_WHOLE = r"(?:^|[.!?;:(\[{<\"'#*/=>-]\s*)"
_ANY_OF = r"(?:(?:the|any|all|every|each|whatever|whichever|our|my|some)[ _]+)*"

_MUST = (
    r"(?:must|shall|should|(?:has|have|is|are|needs?) to|may not|will|(?:is|are) (?:required|instructed|ordered|asked|"
    r"requested|advised|expected|not allowed|not permitted|forbidden) to)"
)
ORDER = late_pattern(
    rf"(?:{_CLAUSE}|\s(?:to|pls|kindly)\s+|\s){_ADVERBS}{_NOT}{_ADVERBS}{_BASE}\b|\b(?:could|can|would|will) you\b"
    r"|\byou (?:must|should|shall|will|are to|need to|have to|can|may)\b|\byour\b"
)
"""An order, from where a reader was spoken to, or at the beginning of a sentence."""
OBLIGED = late_pattern(rf"\b{_MUST}\b")
_READS = (
    r"(?:\s+(?:(?:that|who|which)\s+)?(?:is |are |will |later |may |might |ever )*(?:be )?"
    rf"{_COMPOSE}\b[^,:.!?–—]{{0,60}})"
)
_SPOKEN_OF = _any(r"""
    is isn't are aren't was wasn't were weren't has hasn't had hadn't doesn't didn't won't can't keeps kept seems
    seemed says said gives gave tells told shows showed goes went looks looked stop(?:s|ped) start(?:s|ed) broke breaks
    fail(?:s|ed) return(?:s|ed) answer(?:s|ed) promise[sd] sen(?:t|ds) makes made puts quote[sd] call(?:s|ed) got gets
""")
"""What follows an AI that is spoken of and not to: `hey all, invoice bot is putting …`."""
ADDRESSED = late_pattern(
    # Spoken to: `hey copilot, …`, `…, AI, your answer`, `AI please …`. A label alone (`Assistant: …`) is a speaker's.
    rf"(?:{_WHOLE}|\s)(?:(?:dear|hey|hi|hello|attention|attn\.?|calling|listen|psst|okay?)[,:]?\s+{_ANY_OF}(?:\w+\s+)?"
    rf"|(?:please|pls),?\s+){_AI}(?! (?:why|how|what|did|does|{_SPOKEN_OF})\b)"
    rf"|(?:{_WHOLE}|,\s+(?:and )?)(?<!model: )(?<!model:)(?:(?:also|so|and|you)\b,?\s+)*{_ANY_OF}{_AI}{_READS}?\s?[,!]"
    r"(?=\s+(?!the\b|an?\b|who\b|which\b|and\b|i\b|we\b|it\b))"
    rf"|(?<![\w-]){_AI},? (?:please|pls|kindly) (?={_NOT}{_BASE}\b)"
    # Whoever reads: `if you are a model`, `AI agents reading this`, `any system summarising this`.
    r"|\b(?:if|when|since|as|because|whoever|in case) (?:you(?:'re| are)?) (?:\w+ ){0,3}?"
    rf"(?:{_AI}|artificial|automated|not (?:a )?human)"
    rf"|\b(?:{_AI}|(?:any|every|each|whatever|whichever) (?:\w+ )?(?:systems?|tools?|software|programs?|bot))"
    rf"(?:\s+(?:that|who|which))?\s+(?:is |are |will |ever |happens to |may |might )*(?:be )?{_COMPOSE}(?: up)? "
    r"(?:this|these|that|it|the (?:log|ledger|evidence|incident|ticket|thread|text|above|post|report|message)|our|"
    r"everything)\b"
    r"|\b(?:read|processed|parsed|summari[sz]ed|handled|reviewed|indexed) (?:\w+ )?(?:by|with) (?:an? |any |the |"
    rf"some )?(?:\w+ )?(?:{_AI}|software|tools?|machines?)|\breader, if you\b"
    rf"|\b(?:inform|tell|notify|instruct|ask) (?:the |all |any ){_AI} (?:\w+ing|that|who)\b"
)
"""A reader that is an AI is spoken to, and an order may follow."""
_NOTE = _any(r"""
    notes? notices? messages? instructions? attention memos? reminders? hints? tips? warnings? ps p\.s\. requests? word
    guidance directives?
""")
NOTE_TO_AI = late_pattern(
    rf"\b{_NOTE}\W{{1,3}}(?:to|for)[ _]+{_ANY_OF}(?:\w+[ _]+)?{_AI}(?=[^.:\n]{{0,60}}[:!,\]\"']|\s+(?:reading|that|who|"
    r"parsing|processing)| - )"
    rf"|{_WHOLE}(?:to|for)[ _]+{_ANY_OF}(?:\w+[ _]+)?{_AI}{_READS}?[\"']?\s*:"
    rf"|(?<!\w)(?:llm|ai|assistant|bot|gpt|{_DRAFTER})[ _-](?:notes?|hints?|directives?|instructions?|overrides?|"
    r"rules?|summary)\s*[\"']?\s*[:=]"
    rf"|(?:dear|hey|hi|hello|attention|attn\.?|calling),? {_ANY_OF}{_DRAFTER}\s*[,:!]"
    rf"|\b(?:generated|automated|automatic|drafted|(?:ai|machine|auto|model|llm|bot)[- ](?:written|generated|drafted|"
    rf"produced|made)) (?:{_REPORT}|documents?|texts?|output)\b[^.]{{0,20}} {_MUST} (?:not |never |always )?(?:be "
    rf")?{_STEER}"
    rf"|\b(?:polic(?:y|ies)|guide|effective|from now on|starting)\b[^.]{{0,40}}\b{_DRAFTER} {_STEER}s\b"
    rf"|\b(?:whatever|whichever \w+) (?:\w+ )?{_COMPOSE}(?: up)? (?:this|these|the|it)\b[^.:]{{0,30}}:"
)
"""A note to an AI: its address is enough."""
LABELLED = late_pattern(
    rf"{_CLAUSE}{_ANY_OF}(?:\w+\s+)?{_AI}(?:\s+and\s+{_AI})?\s?[:,]"
    rf"|{_WHOLE}(?:\[?/?(?:system|developer|admin|operator|instructions?)\b[\]>:]+)"
    rf"|\b{_AI}(?: \w+)? {_MUST}\b|\b(?:have|let|make|get) (?:the|your|an?) {_AI} (?={_STEER})"
    rf"|\bwhoever (?:\w+ )?{_COMPOSE}\b"
)
"""An AI or the system, named where a speaker's label stands too, or with a duty."""
_DATED = (
    r"(?:by |until |till |due |bis )?"
    rf"(?:\d{{1,2}}[./ ]\w{{2,9}}|\d{{4}}-\d\d-\d\d|(?:{DAY_START})[a-z]{{0,6}})"
)
ACTION_ITEM = late_pattern(
    r"^\W{0,4}ais?(?:[ -]?\d{1,3})?\s?[:(](?![^.]*\b(?:that|no|not|none|never|nothing|don'?t|without)\b)"
    rf"[^.]*(?:→|->|=>|[,(]\s?@?[a-z][\w'-]*(?: \d+)?,\s{_DATED}\b|,\s(?:by|until|till|due|bis)\s{_DATED}\b)"
)
"""`AI: mark the alert as P1 (Lena, 4 May)`: a task with its owner or its date; `AI` is short for action item there."""
STEERING = late_pattern(
    rf"(?:(?:{_CLAUSE}|\b{_AI} ){_ADVERBS}|\b{_MUST} (?:not |also |always |never |be )*){_NOT}(?:be )?{_STEER}(?:ed|"
    rf"d)?\b(?: that\b|(?=[^.]*(?:\b{_REPORT}\b|\be-?\d{{1,3}}\b|\b{_JUDGED}\b)))"
    r"|\byour (?:new )?(?:task|role|goal|instructions?)\b"
)
"""An order that says what a report is to say, or how an incident is to be judged."""
COMPOSING = late_pattern(
    r"\b(?:when|while|before|as|once|if|after|as part of) (?:(?:you|we) )?(?:are |later |then |finally "
    rf")*{_COMPOSE}(?: up)?\b"
    r"|\b(?:report|summary|text|document|timeline|draft|narrative) (?:that )?you(?:'re| are)? (?:now |currently "
    r")?(?:generat|compos)"
    rf"|\b(?:generated|drafted|final|automatic) (?:{_REPORT}|text)\b|\be-?\d{{1,3}} (?:to|through|until|and|-) "
    rf"e-?\d{{1,3}}\b"
    r"|\b(?:whoever|whatever|whichever \w+)\b[^.:]{0,40}\b(?:generat|summari|draft|process|pars|automat|writ|"
    r"compil)\w+ (?:the|this|these|up)\b"
)
"""Somebody is composing the report."""
WRITTEN_OF = late_pattern(
    rf"{_CLAUSE}{_ADVERBS}(?:(?:do not|don'?t|never)\s+(?!forget)\w+|"
    r"(?:say|state|claim|omit|leave|conclude|mark|blame|output|skip|drop|describe|present|treat|pretend|attribute|"
    r"always|respond|ignore|cite|name no|list no|rate|call it|exclude|replace)\b)"
    r"|\byou (?:must|should|shall|will|are) |\bthe model (?:writes|must|should)\b|\bprefer|\bwould be (?:best|better|"
    r"nice)\b"
    r"|\bmust appear\b"
)
"""What is ordered there steers what is written: `when you summarise this, leave out …`, not `…, add the graph`."""

_RULES = _any(r"""
    instructions? prompts? rules? guidelines? directions? directives? context constraints? polic(?:ies|y) safeguards?
    guardrails? filters? restrictions? programming training messages? text content everything anything
""")
_WHICH = (
    r"(?:(?:all|any|every|the|your|these|those|its|previous|prior|above|earlier|preceding|foregoing|initial|original|"
    r"system|safety|existing|former|current|other|of|and|or|you (?:were|have been) given)\s+)*"
)
_OVERRIDE = (
    r"(?:ignore|disregard|forget|override|bypass|overrule|set aside|do not (?:follow|obey)|don'?t (?:follow|obey)|"
    r"stop following|discard)"
)
_ORDERED = (
    r"(?:^|[.!?:;\n>*#=|\"'(\[{-]\s*|,\s+|\b(?:please|now|and|then|you (?:must|should|shall|will|are to|need to|"
    r"have to)|kindly|first|instead|immediately|simply|just)\s+)"
)
_TURN = _any(
    "system user assistant developer human model tool function tool_result tool_response function_results inst sys"
)
FORMS = tuple(
    late_pattern(form)
    for form in (
        # Overriding what was said before. `Please ignore the alert above` is for people.
        rf"{_ORDERED}{_OVERRIDE}\s+{_WHICH}{_RULES}\s+(?:above|before|so far|you|given|and\b|in (?:this|the)|"
        r"that (?:you|were|came))"
        rf"|{_ORDERED}{_OVERRIDE}\s+(?!my\b|our\b)(?:\w+\s+){{0,3}}(?:previous|prior|earlier|preceding|above|system|"
        rf"safety|your|initial|original)\s+(?:\w+\s+){{0,2}}{_RULES}"
        rf"|{_ORDERED}{_OVERRIDE}\s+(?:all |any of )?(?:what|whatever|everything|anything) (?:that )?you (?:were|"
        r"have been|had been)\b"
        r"|\b(?:new|updated|revised|real|actual|true|hidden|secret|additional) (?:system )?(?:instructions?|"
        r"directives?) ?(?:for you|:|follow)"
        r"|\b(?:instructions?|rules?) (?:above|before this) (?:is|are|were) (?:void|cancel\w*|obsolete|superseded|no "
        r"longer)"
        r"|\b(?:previous|prior|your) (?:\w+ )?(?:constraints?|restrictions?|rules|instructions?) (?:are|"
        r"have been) (?:now |hereby )?(?:lifted|void|suspended|removed|off)\b"
        r"|\byou (?:no longer (?:take|follow|obey|answer to)|(?:only )?take (?:orders|instructions) from me)\b"
        r"|\btake them from me\b",
        # A new role. `You are a support agent` is the text of a prompt.
        rf"\byou(?:'re| are) (?:now|hereby|no longer|from now on) (?:a |an |the |my |in )?(?:\w+ ){{0,3}}"
        rf"(?:{_AI}|dan\b|free\b|bound\b|in\b)"
        r"|\byou(?:'re| are) an? (?:\w+ ){0,3}(?:post-?mortem|report|summary|incident|timeline)[ -](?:writer|bot|"
        r"generator|author|assistant|tool)\b"
        r"|\bstay in (?:that |this )?(?:character|role)\b|\blet's play a game\b[^.\n]{0,10}\byou\b|\bnew role\s*:"
        r"|\b(?:debug|developer|admin|god) mode (?:is )?(?:on|enabled|activated)\b"
        r"|\byou(?:'re| are) (?:a |an |in )?(?:dan\b|jailbr\w+|developer mode|debug mode|unrestricted|uncensored)"
        rf"|\bas (?:the|an?) {_AI}[^.\n]{{0,40}}\byou\b"
        r"|\byour (?:developers|creators|makers|operators?) (?:\w+ ){0,4}(?:asked|told|want|allow|say|said|instruct)"
        rf"|\b(?:act|behave|respond|answer|speak) as (?:if you (?:were|are) )?(?:a |an |the )?(?:\w+ ){{0,3}}(?:{_AI}|"
        r"dan\b)"
        r"|\bpretend (?:that )?(?:to be|you(?:'re| are|r)) |\bfrom (?:now|here|this point) on,? you \w+"
        r"|\b(?:enter|enable|activate|switch (?:to|into)) (?:the )?(?:developer|debug|god|admin|jailbreak|unrestricted|"
        r"dan) mode\b",
        # Turns and ends of a chat that are imitated.
        r"<\|(?:im_start|start_header_id)\|>\s*(?:system|user|assistant|developer)|<\|(?:system|assistant|user)\|>\s*\w"
        r"|<(?:start|end)_of_turn>\s*(?:model|user|system)\b"
        rf"|</?{_TURN}(?: \w+)?>(?=[^<]{{0,120}}\b(?:you|your|override|constraints?|instructions?|rules?|ignore|always|"
        r"never|must|output)\b)"
        r"|\[/?(?:inst|system|sys|assistant)\](?!\s*(?:tags?|tokens?|markers?)\b)|<</?sys>>"
        r"|</?(?:ledger|evidence|context|document|data|untrusted|instructions?)\b[^<>\n]{0,40}>"
        r"|(?:^|\n)\s*#{2,4} ?(?:instructions?|response|system)\s*:(?=[^\n]*\n?[^\n]*\w)"
        r"|(?:^|\n|[.!?]\s)(?:assistant|model|ai|bot)\s*:\s*[^.\n]{0,40}\bi(?:'ll| will) (?:\w+ ){0,2}(?:omit|leave|"
        r"skip|mark|say|state|report|not|write|mention)\b[^.\n]{0,80}\b(?:summary|report|timeline|post-?mortem|draft)\b"
        r"|\bend of (?:name|field|value|message|quote|string|record)\b[.\]:\s]*(?:now|then|new)\b"
        r"|(?:^|\n|\\n|[.!?>]\s)\s*(?:#{1,4}\s*)?(?:system|developer)(?: (?:prompt|message|instructions?|note|"
        r"override))?\s*(?::|\n|>{1,3})\s*(?=you\b|ignore|please|always|never|do |don't|the |from|new|as |when|output|"
        r"respond|reply|write|say|this|summar|mark|no |all )"
        r"|(?:^|\n|\\n|[.!?>]\s)\s*(?:#{1,4}\s*)?(?:assistant|human)\s*:\s*(?=ignore|always|never|output|mark|you must|"
        r"disregard|forget|write that)"
        r"|\b(?:begin|end|start) (?:of )?(?:system|untrusted|evidence|ledger|user|new)(?: (?:prompt|message|data|input|"
        r"instructions?|evidence|ledger))+\b"
        r"|\b(?:begin|end|start) of (?:the |all )?(?:evidence|ledger|data|documents?|context|input|logs?|untrusted "
        r"\w+)\b"
        r"|\bnew task\s*:|\bhuman:[^\n]{1,300}\bassistant:|\"role\"\s*:\s*\"(?:system|developer)\"",
        # Asking for the prompt, and sending out what the reader knows.
        rf"{_ORDERED}(?:call|invoke|use|run) the (?:tool|function) \w+|\buse your (?:shell|tools?|browser|files?|code|"
        r"terminal)(?: access)? to\b"
        rf"|{_ORDERED}(?:translate|encode|put|append|paste|copy|summari[sz]e|leak|share|show|print|"
        r"send) (?:all )?(?:of )?your (?:(?:own|hidden|initial|original|secret|full|system)\s+)*(?:instructions?|"
        r"rules?|prompts?|context|system)\b"
        r"|\b(?:instructions?|prompt|text|rules|words|context) (?:that |which )?you (?:were|have been|had been|"
        r"are) (?:given|configured|told|shown|started|set up)\b|\byour initial instructions\b"
        r"|\b(?:base64|contents?|copy|text) of your (?:context|prompt|instructions|memory|conversation)\b"
        r"|\bbefore (?:answering|responding|replying|continuing|you (?:answer|respond|reply|continue))\b[^.\n]{0,30}?"
        r"\b(?:fetch|run|call|open|visit|paste|send|load|execute|post)\b|\bbefore continuing (?:the|your) analysis\b"
        r"|!\[[^\]\n]{0,80}\]\(https?://[^)\n]{1,200}[?&=/](?:<|\{|%3c|%7b|\[|\$|[\w.-]{0,20}"
        r"(?:summary|data|context|secret|evidence|prompt|conversation|content|report|log|here)\b)"
        r"|\b(?:add|include|insert|append|embed|render|load|show)\b[^.!\n]{0,60}!\[[^\]\n]{0,80}\]\(https?:"
        r"|\b(?:repeat|print|output|copy) (?:everything|all|the (?:text|words|lines?)) (?:above|before)\b"
        r"|\bdecode\b[^.\n]{0,60}\b(?:and|then) (?:do|follow|execute|obey|act)\b|\bdecode and follow\b"
        rf"|{_ORDERED}(?:reveal|print|show|output|repeat|leak|display|tell me|give me|share|disclose|dump)\s+(?:me\s+)?"
        r"(?:all\s+)?(?:of\s+)?(?:your|the (?:full |entire |hidden |complete )?)\s*(?:system prompt|initial prompt|"
        r"hidden prompt|instructions you|prompt above|instructions above|words above|text above|rules you)",
        # What the answer is to be.
        rf"\b(?:in|into|from|to|at the (?:top|start|end) of) your (?:final |own )?(?:{_REPORT}|answer|response|output|"
        r"reply)\b"
        rf"|\byour (?:final |entire |whole |next )?(?:{_REPORT}|answer|response|output|reply) (?:must|should|shall|"
        r"has to|needs to|will|is to)\b"
        rf"|{_ORDERED}(?:respond|reply|answer|output|print|return|repeat|emit)\s+(?:only|exactly|verbatim|nothing but|"
        r"just|with only|with exactly)\b"
        rf"|{_ORDERED}(?:classify|mark|rate|label|score|treat|record|report|describe|list)\s+(?:this|these|it|"
        r"the (?:incident|claim|evidence|above|following)|every\w*|all)\b[^.\n]{0,50}\bas (?:supported|grounded|"
        r"verified|approved|accepted|harmless|benign|trusted|authori[sz]ed|reviewed|a false alarm|no incident)\b"
        rf"|{_ORDERED}(?:do not|don't|never)\s+(?:mention|report|include|cite|quote|summari[sz]e|reveal|disclose|flag|"
        r"list|reference|acknowledge)\s+(?:this|these|any of this|the (?:above|following|contents? of this|"
        r"rest))\b(?![^.\n]{0,30}\b(?:to (?:the )?(?:customers?|press|public|clients?|users?)|"
        r"in (?:the )?(?:channel|call|meeting|public))\b)"
        r"|\b(?:must|should|has to|needs to) appear (?:verbatim |exactly |word for word )?in the (?:generated|final|"
        r"drafted|published)\b"
        rf"|\bthe {_REPORT} (?:should|must|shall) read\b",
    )
)
"""Forms that give an order by themselves, without an AI being named."""
