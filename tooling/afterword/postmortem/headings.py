"""The headings by which documents from elsewhere call our sections, at any level and in several languages.

English first, then German, French, Spanish, Portuguese, Japanese, Chinese, Italian, Dutch and Polish, in lower case. A
heading is compared without its markup, its number, and what is behind it in brackets: `### 3. **Timeline** (all times
UTC):` is `timeline`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from afterword.postmortem import outline
from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS, SectionKind

HEADINGS: Mapping[str, tuple[str, ...]] = {
    outline.SUMMARY.name: (
        "summary", "overview", "synopsis", "abstract", "executive summary", "management summary", "exec summary",
        "high level summary", "high-level summary", "brief summary", "short summary", "short version",
        "the short version", "in one paragraph", "in short", "the short of it", "what is the problem", "the problem",
        "problem", "summary of events", "tl;dr",
        "tldr", "what happened", "what happened in short", "description", "incident description", "issue description",
        "description of the problem", "problem description", "problem statement", "problem summary", "in brief",
        "at a glance", "introduction", "summary of impact",
        "zusammenfassung", "überblick", "kurzfassung", "kurzbeschreibung", "beschreibung", "was ist passiert",
        "was passiert ist", "problembeschreibung",
        "résumé", "sommaire", "synthèse", "aperçu", "vue d'ensemble", "que s'est-il passé", "ce qui s'est passé",
        "resumen", "resumen ejecutivo", "descripción", "descripción general", "qué pasó", "qué ocurrió",
        "qué sucedió", "visión general",
        "resumo", "resumo executivo", "sumário", "descrição", "visão geral", "o que aconteceu",
        "概要", "要約", "サマリー", "サマリ", "何が起きたか", "何が起こったか", "障害概要", "インシデント概要",
        "事象",
        "摘要", "概述", "总结", "總結", "简介", "事件概述", "事件摘要", "故障概述", "故障简述", "事故概述",
        "问题描述",
        "riepilogo", "sintesi", "sommario", "riassunto", "panoramica", "descrizione", "cosa è successo",
        "che cosa è successo", "samenvatting", "overzicht", "beschrijving", "wat is er gebeurd", "wat gebeurde er",
        "podsumowanie", "streszczenie", "opis", "opis incydentu", "co się stało", "co się wydarzyło", "kurz gesagt",
        "worum es geht", "kurzüberblick", "en bref", "en resumen", "em resumo", "in sintesi", "kort samengevat",
        "w skrócie", "incident summary", "contexte", "contexto", "kontext",
    ),
    outline.TIMELINE.name: (
        "timeline", "time line", "timelines", "timeline of events", "event timeline", "events timeline", "chronology",
        "chronology of events",
        "log", "sequence of events", "course of events", "order of events", "incident log",
        "event log", "events", "log of events", "timeline and events", "detailed timeline", "full timeline",
        "timeline summary", "history of events", "what happened when", "milestones", "key milestones", "time table",
        "timetable", "how the day went", "day by day", "hour by hour", "minute by minute", "play by play",
        "play-by-play", "blow by blow", "what happened, by date", "incident chronology", "response timeline",
        "zeitleiste", "zeitlicher ablauf", "zeitlicher verlauf", "zeitverlauf", "zeitachse", "zeitstrahl", "ablauf",
        "ablauf der ereignisse", "verlauf", "chronologie", "chronologischer ablauf", "ereignisse",
        "chronologie des événements", "déroulé", "déroulement", "déroulement des événements", "frise chronologique",
        "historique",
        "cronología", "cronologia", "línea de tiempo", "linea de tiempo", "línea temporal", "cronología de eventos",
        "cronología del incidente", "secuencia de eventos",
        "linha do tempo", "cronologia dos eventos", "cronologia do incidente", "sequência de eventos",
        "タイムライン", "時系列", "経緯", "経過", "発生経緯", "対応履歴", "対応経緯",
        "时间线", "時間線", "时间轴", "時間軸", "时间表", "处理过程", "事件经过", "事件时间线", "故障时间线",
        "事故经过",
        "cronologia degli eventi", "linea temporale", "linea del tempo", "sequenza degli eventi", "svolgimento",
        "tijdlijn", "tijdslijn", "verloop", "verloop van gebeurtenissen", "chronologisch verloop", "gebeurtenissen",
        "oś czasu", "chronologia", "przebieg", "przebieg zdarzeń", "przebieg incydentu", "kalendarium", "zeitlinie",
        "zeitplan", "vorfallsverlauf", "incident-verlauf", "chronologie der ereignisse", "chronologie de l'incident",
        "fil des événements", "ligne de temps", "línea de tiempo del incidente", "cronologia do evento", "histórico",
        "sequência dos eventos", "linha temporal", "事象の経緯", "対応の流れ", "障害の経緯",
        "インシデントの経緯", "发展过程", "处理时间线", "事件时间轴",
    ),
    outline.ROOT_CAUSE.name: (
        "root cause", "root causes", "root cause(s)", "root cause analysis", "root-cause",
        "root-cause analysis", "rca",
        "cause", "causes", "cause analysis", "cause of the incident", "cause of the outage", "cause of failure",
        "how it happened", "why it happened", "why did it happen", "why did this happen", "why this happened",
        "how could it get there", "how could this happen", "how could that happen",
        "what caused it", "what caused this", "what caused the incident", "what caused the outage",
        "what went wrong technically", "root cause and trigger", "root cause & trigger", "root cause identification",
        "root causes and trigger", "fault", "fault analysis", "failure analysis", "technical analysis",
        "technical details", "analysis", "root cause details", "root cause summary",
        "ursache", "ursachen", "grundursache", "hauptursache", "ursachenanalyse", "analyse", "warum ist es passiert",
        "cause racine", "causes racines", "cause profonde", "causes profondes", "analyse des causes",
        "analyse de la cause racine",
        "causa raíz", "causa raiz", "causas raíz", "causa", "causas", "análisis", "análisis de causa raíz",
        "análisis de la causa raíz",
        "causas raiz", "análise", "análise de causa raiz", "análise da causa raiz",
        "原因", "根本原因", "原因分析", "発生原因", "直接原因と根本原因",
        "根因", "根因分析", "根本原因分析", "事故原因", "故障原因", "问题原因", "事件原因",
        "causa principale", "causa radice", "cause", "analisi", "analisi delle cause", "oorzaak", "oorzaken",
        "hoofdoorzaak", "grondoorzaak", "kernoorzaak", "oorzaakanalyse", "przyczyna", "przyczyny", "główna przyczyna",
        "przyczyna źródłowa", "przyczyny źródłowe", "analiza przyczyn", "warum ist das passiert",
        "por qué pasó", "origine", "origine de l'incident",
    ),
    outline.WHAT_CHANGED.name: (
        "what changed", "trigger", "triggers", "the change", "triggering event", "leadup", "lead-up", "lead up",
        "auslöser", "déclencheur", "élément déclencheur", "desencadenante", "detonante", "gatilho",
        "トリガー", "きっかけ", "契機", "触发原因", "触发条件", "触发因素", "诱因",
    ),
    outline.IMMEDIATE_CAUSE.name: (
        "immediate cause", "direct cause", "proximate cause", "technical cause", "immediate causes", "direct causes",
        "direkte ursache", "unmittelbare ursache", "cause immédiate", "cause directe", "causa inmediata",
        "causa directa", "causa imediata", "causa direta", "直接原因",
    ),
    outline.CONTRIBUTING_CAUSES.name: (
        "contributing causes", "contributing cause", "contributing factors", "contributing factor", "contributors",
        "contributing conditions", "contributing causes and factors", "five whys", "5 whys", "the five whys",
        "5 why", "five why", "why's", "whys", "5 whys analysis", "five whys analysis", "5-whys",
        "beitragende faktoren", "mitwirkende faktoren", "weitere ursachen", "fünf warum", "5 warum",
        "facteurs contributifs", "facteurs aggravants", "les cinq pourquoi", "cinq pourquoi", "5 pourquoi",
        "factores contribuyentes", "cinco porqués", "los cinco porqués", "5 porqués",
        "fatores contribuintes", "cinco porquês", "os cinco porquês", "5 porquês",
        "要因", "間接要因", "なぜなぜ分析", "5つのなぜ", "间接原因", "影响因素", "五个为什么", "5个为什么",
    ),
    outline.WHAT_ALLOWED_IT.name: (
        "what allowed it", "what allowed this", "underlying cause", "underlying causes", "systemic cause",
        "systemic causes", "systemic issues", "grundlegende ursache", "systemische ursachen",
    ),
    outline.WHY_EVALS.name: (
        "why evals did not catch it", "why evals didn't catch it", "why it was not caught", "why wasn't it caught",
        "why was it not caught", "why tests did not catch it", "why didn't tests catch it", "why we didn't catch it",
        "why didn't we catch it", "testing gap", "warum die tests es nicht gefunden haben",
    ),
    outline.UPSTREAM_PROVIDER.name: (
        "upstream provider", "provider", "upstream provider factor", "third parties", "third party", "vendor",
    ),
    outline.IMPACT.name: (
        "impact", "impacts", "customer impact", "user impact", "business impact", "service impact", "effects",
        "effect",
        "incident impact", "impact analysis", "impact assessment", "impact summary", "scope", "scope of impact",
        "scope and impact", "impact and scope", "impact on users", "impact on customers", "who was affected",
        "who was hurt", "whom did it affect", "who did it affect", "what it cost us", "what it cost",
        "what the delay meant", "consequence",
        "what was affected", "affected systems", "affected services", "severity and impact", "consequences",
        "blast radius", "damage", "user-facing impact", "customer-facing impact", "impact to users",
        "impact to customers", "symptoms and impact", "how were users affected", "how were customers affected",
        "auswirkung", "auswirkungen", "folgen", "betroffene systeme", "betroffene dienste", "kundenauswirkung",
        "impacts clients", "conséquences", "périmètre", "périmètre impacté",
        "impacto", "impactos", "afectación", "alcance", "consecuencias", "impacto en usuarios", "impacto al cliente",
        "abrangência", "consequências", "impacto nos usuários",
        "影響", "影響範囲", "影響内容", "インパクト", "顧客影響", "ユーザー影響",
        "影响", "影响范围", "影響範圍", "影响面", "影响评估", "故障影响", "事故影响",
        "impatto", "conseguenze", "effetti", "impact op klanten", "gevolgen", "gevolg", "omvang", "wpływ", "skutki",
        "skutek", "konsekwencje", "zakres", "betroffene kunden", "impact client", "impact utilisateur", "effets",
        "efectos", "efeitos", "impacto no cliente", "impacto en clientes", "お客様への影響", "用户影响", "業務影響",
    ),
    outline.PROMPT_DIFF.name: ("prompt diff", "prompt changes", "prompt diffs", "prompt change"),
    outline.MODEL_CONFIG.name: (
        "model and configuration", "model & configuration", "model configuration", "model", "configuration",
    ),
    outline.SAMPLES.name: (
        "sample failing outputs", "failing outputs", "samples", "sample outputs", "examples of failing outputs",
    ),
    outline.EVAL_GAP.name: ("eval coverage gap", "eval gap", "evaluation coverage gap", "eval coverage"),
    outline.WENT_WELL.name: (
        "what went well", "went well", "things that went well", "what worked", "what worked well", "what we did well",
        "what did we do well", "what went right", "what went well?", "positives", "the good", "successes", "good",
        "was gut lief", "was gut gelaufen ist", "was lief gut", "was ist gut gelaufen", "positives",
        "ce qui s'est bien passé", "ce qui a bien fonctionné", "points positifs",
        "qué salió bien", "lo que salió bien", "qué funcionó bien", "lo que funcionó",
        "o que correu bem", "o que deu certo", "o que funcionou bem", "pontos positivos",
        "うまくいったこと", "うまくいった点", "良かった点", "良かったこと", "よかったこと", "よかった点",
        "做得好的", "做得好的地方", "哪些做得好", "做对了什么", "优点",
        "cosa è andato bene", "cosa ha funzionato", "punti positivi", "wat ging goed", "wat ging er goed",
        "co poszło dobrze", "co zadziałało",
    ),
    outline.WENT_WRONG.name: (
        "what went wrong", "went wrong", "what went poorly", "went poorly", "what went badly", "what didn't go well",
        "what did not go well", "what didn't go so well", "what did not go so well", "what didn't work",
        "what did not work", "what could have gone better", "what could be improved", "what could be better",
        "what could we have done better", "what could we improve", "what can be improved", "what we could do better",
        "what we can do better", "things that went wrong", "things that went poorly", "what went not so well",
        "what went less well", "areas for improvement", "where we fell short", "negatives", "the bad", "bad",
        "what went not well", "what needs improvement", "what to improve",
        "was schlecht lief", "was schief lief", "was schiefgelaufen ist", "was lief schlecht", "was lief nicht gut",
        "was nicht gut lief", "was verbessert werden kann", "verbesserungspotenzial", "verbesserungspotential",
        "ce qui s'est mal passé", "ce qui n'a pas fonctionné", "points négatifs", "points d'amélioration",
        "axes d'amélioration",
        "qué salió mal", "lo que salió mal", "qué falló", "áreas de mejora", "qué se puede mejorar",
        "o que correu mal", "o que deu errado", "o que pode melhorar", "pontos negativos", "pontos de melhoria",
        "うまくいかなかったこと", "うまくいかなかった点", "悪かった点", "改善点", "反省点",
        "做得不好的", "做得不好的地方", "哪些做得不好", "不足之处", "不足", "做错了什么", "需要改进的地方",
        "cosa è andato male", "cosa non ha funzionato", "punti negativi", "aree di miglioramento", "wat ging mis",
        "wat ging er mis", "wat ging niet goed", "wat kan beter", "co poszło źle", "co nie zadziałało",
        "co można poprawić",
    ),
    outline.GOT_LUCKY.name: (
        "where we got lucky", "where did we get lucky", "what we got lucky with", "how we got lucky", "got lucky",
        "lucky", "luck", "wo wir glück hatten", "glück", "où nous avons eu de la chance", "coups de chance",
        "dónde tuvimos suerte", "donde tuvimos suerte", "suerte", "onde tivemos sorte", "sorte",
        "運が良かったこと", "運がよかったこと", "幸運だったこと", "幸运之处", "侥幸之处", "运气好的地方",
        "dove siamo stati fortunati", "dove abbiamo avuto fortuna", "fortuna", "waar we geluk hadden", "geluk",
        "gdzie mieliśmy szczęście", "szczęście",
    ),
    outline.LESSONS.name: (
        "lessons", "lesson", "lessons learned", "lesson learned", "lessons learnt", "lesson learnt",
        "lessons-learned",
        "learnings", "learning", "key learnings", "our learnings", "what we learned", "what we learnt",
        "what did we learn", "what we take from it", "what we take away", "assessment", "what we've learned",
        "what have we learned", "takeaways", "key takeaways", "take-aways",
        "takeaway", "insights", "reflections", "reflection", "conclusion and lessons learned", "retrospective",
        "lessons & takeaways", "lessons and takeaways", "final thoughts",
        "lehren", "erkenntnisse", "gelernte lektionen", "was wir gelernt haben", "was wir daraus gelernt haben",
        "gelerntes", "lektionen", "fazit",
        "leçons", "leçons apprises", "leçons tirées", "enseignements", "enseignements tirés",
        "ce que nous avons appris",
        "retour d'expérience",
        "lecciones", "lecciones aprendidas", "aprendizajes", "qué aprendimos", "lo que aprendimos",
        "lições", "lições aprendidas", "aprendizados", "aprendizagens", "o que aprendemos",
        "教訓", "学び", "得られた教訓", "学んだこと", "振り返り", "ふりかえり", "所感",
        "教训", "经验教训", "經驗教訓", "经验总结", "心得", "反思", "复盘",
        "lezioni", "lezioni apprese", "cosa abbiamo imparato", "insegnamenti", "lessen", "geleerde lessen",
        "wat we geleerd hebben", "wat hebben we geleerd", "leerpunten", "wnioski", "wyciągnięte wnioski",
        "czego się nauczyliśmy", "lekcje", "was wir gelernt haben", "was haben wir gelernt", "conclusions",
        "conclusiones", "conclusões", "conclusioni", "schlussfolgerungen",
    ),
    outline.FOUND_OUT.name: (
        "how it was found out", "diagnosis", "investigation", "how we found out", "how it was diagnosed", "detection",
        "how was it detected", "how it was detected", "how did we detect it", "how we detected it", "how we found it",
        "how did we find out", "how we noticed", "how did it come to light", "how we found the cause",
        "how was it noticed",
        "discovery", "troubleshooting", "debugging", "how was it discovered", "how it was discovered",
        "detection and diagnosis", "identification", "incident detection",
        "erkennung", "entdeckung", "diagnose", "untersuchung", "wie es entdeckt wurde",
        "détection", "diagnostic", "enquête", "detección", "diagnóstico", "investigación",
        "deteção", "detecção", "investigação",
        "検知", "検出", "調査", "発見", "発見の経緯", "检测", "发现", "问题发现", "排查过程", "问题排查", "定位过程",
        "调查",
        "rilevamento", "individuazione", "diagnosi", "indagine", "detectie", "ontdekking", "onderzoek", "wykrycie",
        "diagnoza", "dochodzenie",
    ),
    outline.MITIGATION.name: (
        "mitigation", "mitigations", "mitigation and recovery", "immediate fix", "resolution", "resolutions",
        "recovery", "resolution and recovery", "recovery and resolution", "mitigation and resolution",
        "mitigation & resolution", "resolution & recovery", "remediation", "remedy", "the fix", "fix", "solution",
        "how we fixed it", "how it was fixed", "how it was resolved", "how was it resolved", "how we resolved it",
        "how was it fixed", "immediate actions", "immediate action", "immediate response", "immediate mitigation",
        "immediate remediation", "response", "incident response", "our response", "response and recovery",
        "restoration", "service restoration", "recovery steps", "resolution steps", "mitigation steps", "workaround",
        "containment", "actions taken", "action taken", "steps taken", "what we did", "what did we do",
        "what did we do immediately", "what was done", "how did we fix it",
        "behebung", "lösung", "wiederherstellung", "sofortmaßnahmen", "sofortmassnahmen", "gegenmaßnahmen",
        "gegenmassnahmen", "problemlösung", "reaktion",
        "résolution", "résolution de l'incident", "atténuation", "rétablissement", "correction", "mesures immédiates",
        "solución", "resolución", "mitigación", "recuperación", "acciones inmediatas", "respuesta",
        "solução", "resolução", "mitigação", "recuperação", "ações imediatas", "resposta",
        "対応", "対応内容", "復旧", "復旧対応", "暫定対応", "暫定対策", "解決", "解決策", "緩和策", "応急処置",
        "応急対応",
        "解决方案", "解决", "缓解", "缓解措施", "恢复", "恢复过程", "处理", "处理措施", "应急处理", "解决过程",
        "应急措施",
        "risoluzione", "mitigazione", "ripristino", "soluzione", "risposta", "azioni immediate", "oplossing",
        "herstel", "mitigatie", "reactie", "genomen maatregelen", "directe maatregelen", "rozwiązanie", "naprawa",
        "przywrócenie", "reakcja", "działania natychmiastowe", "reparación", "acciones tomadas", "ações tomadas",
        "actions immédiates", "actions prises", "was wir getan haben", "ergriffene maßnahmen",
    ),
    outline.ACTION_ITEMS.name: (
        "action items", "action item", "actions", "action", "follow-ups", "follow ups", "followups", "follow-up",
        "follow up", "followup", "action plan", "action points", "action list", "corrective actions",
        "corrective action", "corrective and preventive actions", "corrective and preventative actions",
        "corrective measures", "corrective and preventative measures", "corrective and preventive measures",
        "preventive actions", "preventative actions", "preventive measures", "preventative measures",
        "preventive measures taken", "prevention", "future prevention", "prevention measures",
        "preventing recurrence", "how we prevent recurrence", "how will we prevent this", "how do we prevent this",
        "next steps", "next step", "follow-up actions", "follow up actions", "followup actions", "follow-up items",
        "follow up items", "follow-up tasks", "follow up tasks", "follow-up work", "todo", "to do", "to-do", "todos",
        "to dos", "to-dos", "todo list", "tasks", "remediation items", "remediation actions", "remediation plan",
        "remediation steps", "remediations", "repair items", "improvements", "improvement actions",
        "improvement items", "planned improvements", "planned actions", "future actions", "future work",
        "future improvements", "recommendations", "recommended actions", "what we are doing", "what we're doing",
        "what we will do", "what's next", "what is next", "what we're doing about it", "what are we doing about it",
        "what we're going to do", "actions and follow-ups", "action items and follow-ups", "long-term actions",
        "long term actions", "short-term actions", "short term actions", "outstanding actions", "open actions",
        "actions to take", "steps to prevent", "how to prevent this", "next actions", "correctives", "commitments",
        "work that follows", "promises", "what we will change", "what are we changing", "what we are changing",
        "what we're changing", "changes we are making", "countermeasures", "fixes", "follow-up tickets",
        "resulting tickets", "tickets", "jira tickets", "work items", "items", "to be done", "what needs to be done",
        "measures", "lessons and action items",
        "corrective actions and preventive measures", "mitigation and follow-up actions", "plan of action",
        "maßnahmen", "massnahmen", "nächste schritte", "folgemaßnahmen", "folgemassnahmen", "aufgaben",
        "offene punkte", "korrekturmaßnahmen", "verbesserungsmaßnahmen", "maßnahmenplan", "präventivmaßnahmen",
        "präventionsmaßnahmen", "vorbeugende maßnahmen", "to-dos und maßnahmen", "verbesserungen",
        "actions correctives", "actions à mener", "plan d'action", "plan d'actions", "prochaines étapes", "suivi",
        "actions de suivi", "mesures correctives", "actions préventives", "actions à entreprendre", "tâches",
        "acciones", "acciones correctivas", "acciones a tomar", "plan de acción", "próximos pasos", "seguimiento",
        "tareas", "medidas correctivas", "acciones de seguimiento", "elementos de acción", "acciones preventivas",
        "ações", "ações corretivas", "plano de ação", "próximos passos", "tarefas", "itens de ação",
        "ações de acompanhamento", "medidas corretivas", "ações preventivas", "acompanhamento",
        "アクションアイテム", "アクション", "再発防止策", "再発防止", "今後の対応", "今後の対策", "対策", "恒久対応",
        "恒久対策", "改善策", "改善アクション", "ネクストアクション", "次のアクション", "やること",
        "行动项", "行动计划", "改进措施", "后续措施", "后续行动", "后续计划", "改进项", "改进计划", "后续改进",
        "待办",
        "待办事项", "整改措施", "预防措施", "行動項目", "改善措施", "下一步", "下一步计划", "跟进事项", "后续工作",
        "azioni", "azioni correttive", "azioni da intraprendere", "azioni future", "azioni di miglioramento",
        "azioni preventive", "prossimi passi", "piano d'azione", "piano di azione", "attività", "compiti",
        "misure correttive", "cose da fare", "da fare", "acties", "actiepunten", "actielijst", "actieplan",
        "vervolgacties", "vervolgstappen", "volgende stappen", "maatregelen", "verbeterpunten", "verbeteracties",
        "verbetermaatregelen", "te doen", "taken", "opvolging", "corrigerende maatregelen", "preventieve maatregelen",
        "działania", "działania naprawcze", "działania korygujące", "działania zapobiegawcze", "działania następcze",
        "dalsze działania", "dalsze kroki", "następne kroki", "kolejne kroki", "plan działania", "plan działań",
        "zadania", "do zrobienia", "lista zadań", "offene aufgaben", "todo-liste", "to-do-liste", "aktionspunkte",
        "aktionen", "action-items", "folgeaktionen", "geplante maßnahmen", "abgeleitete maßnahmen",
        "weitere schritte", "weiteres vorgehen", "was wir tun", "was wir jetzt tun", "was wir ändern",
        "nachverfolgung", "punkte zur nachverfolgung", "follow-ups und maßnahmen", "korrektur- und vorbeugemaßnahmen",
        "konsequenzen", "actions", "actions décidées", "actions à faire", "actions d'amélioration", "à faire",
        "pistes d'amélioration", "points d'action", "liste des actions", "mesures", "mesures préventives",
        "mesures à prendre", "suites à donner", "suite à donner", "prochaines actions", "actions prévues",
        "actions planifiées", "acciones pendientes", "acciones de mejora", "acciones futuras",
        "acciones correctivas y preventivas", "puntos de acción", "medidas", "medidas preventivas", "medidas a tomar",
        "mejoras", "pendientes", "por hacer", "siguientes pasos", "compromisos", "lista de acciones",
        "ações pendentes", "ações futuras", "ações de melhoria", "ações corretivas e preventivas", "ações a tomar",
        "pontos de ação", "itens de acompanhamento", "melhorias", "pendências", "a fazer", "lista de ações", "対応策",
        "是正措置", "是正処置", "予防策", "恒久的対策", "今後のアクション", "今後の取り組み", "フォローアップ",
        "todo", "タスク", "再発防止に向けた対応", "再発防止のための対応",
        "課題と対応", "今後の改善", "今後の予定", "アクションプラン", "改善項目", "整改项", "整改计划", "整改",
        "改进", "改进事项", "改进行动", "后续跟进", "跟进", "跟进项",
        "任务", "任务列表", "todo 列表", "待办项", "后续待办", "改进建议", "後續行動", "改善行動", "待辦事項",
    ),
    outline.EVIDENCE.name: (
        "evidence", "sources", "references", "supporting evidence", "supporting information", "appendix",
        "further reading", "related links", "links", "quellen", "referenzen", "belege", "verweise", "références",
        "sources et références", "referencias", "fuentes", "referências", "fontes", "参考", "参考資料", "参考资料",
        "参考文献",
        "附录",
        "riferimenti", "allegati", "bijlagen", "referenties", "bronnen", "załączniki", "odnośniki", "źródła",
        "anhang", "annexes", "anexos",
    ),
}  # fmt: skip
"""By the name of a section, the headings by which it is called."""

_MARKUP = re.compile(r"!?\[([^\]\n]*)\](?:\([^)\n]*\)|\[[^\]\n]*\])?|<[^<>\n]*>|\{[#:.][^}\n]*\}|:[a-z0-9_+-]+:")
_NUMBER = re.compile(
    r"^(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4}|[a-h])(?:[.)、．]|(?<=\d)\s(?=\D))|"
    r"\(\d{1,2}\)|[一二三四五六七八九十]{1,3}、|#\d{1,2}:?)\s*"
)
_LEADING = re.compile(r"^[^\w]+")
_BRACKETS = re.compile(r"\s*[(（\[【][^()（）\[\]【】]{0,80}[)）\]】]$")
_TIMES_BEHIND = re.compile(
    r"(?:\s*[-–—:,/|]\s*|\s+)\(?(?:all )?(?:times?\b.{0,40}|in )?"
    r"(?:utc|gmt|[pmce][sd]?t|ces?t|me[sz]z?|[bijks]st|ae[sd]t|nz[sd]t|brt|clt)\b.{0,12}$"
)
_AND = re.compile(r"\s(?:and|und|et|y|e|en|i)\s|\s?[&/+・、]\s?|\s?と\s?|\s?及(?:び)?\s?|\s?和\s?")
_APART = re.compile(r"\s[-–—|]\s|[:：,]\s?|・|、")
_TRAILING = " \t:：.?？!#*_`~-–—|"
_OF_INCIDENT = re.compile(
    r"\s(?:of|for|from|to)\s(?:the\s|this\s|our\s)?"
    r"(?:incident|outage|event|issue|problem|disruption|failure|downtime)s?$"
)
_BEFORE = re.compile(
    r"^(?:(?:the|our|incident|incident's|outage|event|issue|post-?mortem|detailed|preliminary|initial)\s)+"
)


def plain_heading(heading: str) -> str:
    """Return a heading as it is compared: lower case, without markup, number, brackets and marks at its ends."""
    text = _MARKUP.sub(lambda match: match[1] or "", heading).replace("’", "'").casefold()
    text = " ".join(text.split()).strip(_TRAILING)
    text = _LEADING.sub("", _NUMBER.sub("", _LEADING.sub("", text), count=1))
    while (shorter := _BRACKETS.sub("", text).strip(_TRAILING)) != text:
        text = shorter
    return text


@lru_cache(maxsize=4096)  # the same few headings in every document
def section_called(heading: str) -> SectionKind | None:
    """Return the section or part that a heading of any level names; None for any other heading."""
    text = plain_heading(heading)
    before_bracket = re.split(r"\s*[(（\[]", text, maxsplit=1)[0].strip(_TRAILING)
    for form in (
        text,
        before_bracket,
        _TIMES_BEHIND.sub("", text),
        _OF_INCIDENT.sub("", text),
        _BEFORE.sub("", text),
    ):
        if found := _by_heading().get(form):
            return found
    if found := _by_heading().get(_BEFORE.sub("", _OF_INCIDENT.sub("", _TIMES_BEHIND.sub("", text)))):
        return found
    return _in_pieces(text)


def _in_pieces(text: str) -> SectionKind | None:
    """The section that all pieces of `next steps & action items` name, or the first of `timeline – 5 March`."""
    joined = {_by_heading().get(piece) for piece in _AND.split(text)}
    if len(joined) == 1 and (found := joined.pop()):
        return found
    first = _by_heading().get(_APART.split(text, maxsplit=1)[0])
    return first if first in (outline.TIMELINE, outline.ACTION_ITEMS) else None


@cache
def _by_heading() -> Mapping[str, SectionKind]:
    kinds = {kind.name: kind for kind in (*SECTIONS, *ROOT_CAUSE_PARTS)}
    found: dict[str, SectionKind] = {}
    for name, headings in HEADINGS.items():
        for heading in (*headings, *kinds[name].synonyms, name):
            found.setdefault(plain_heading(heading), kinds[name])
            found.setdefault(heading.casefold(), kinds[name])  # `5 whys`, whose number belongs to it
    return found
