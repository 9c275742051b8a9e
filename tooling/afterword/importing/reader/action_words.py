"""The words with which action items of several languages say their state, owner, due date and issue."""

from __future__ import annotations

import re

DONE = re.compile(
    r"(?i:(?:✅|☑|✔)\ufe0f?\s*(?:done|completed?|erledigt|fait|hecho|feito|fatto|klaar|gotowe|完了|已完成)?|"
    r":white_check_mark:|:heavy_check_mark:|done|completed?|finished|closed|fixed|shipped|merged|resolved|implemented|"
    r"released|deployed|delivered|in place|live|in prod(?:uction)?|rolled out|landed|switched on|went live|sent|"
    r"published|posted|installed|activated|verschickt|versendet|envoyée?s?|enviad[oa]s?|inviat[oa]|verstuurd|"
    r"erledigt|abgeschlossen|fertig|umgesetzt|geschlossen|behoben|fait|faite|"
    r"faits|terminée?s?|effectuée?s?|clos|close|clôturée?|réalisée?|livrée?|hech[oa]|completad[oa]s?|terminad[oa]s?|"
    r"finalizad[oa]s?|cerrad[oa]|list[oa]|feit[oa]|concluíd[oa]s?|pront[oa]|fechad[oa]|entregue|fatt[oa]|completat[oa]|"
    r"chius[oa]|conclus[oa]|terminat[oa]|klaar|gedaan|afgerond|voltooid|gereed|gesloten|opgelost|zrobion[eoay]|"
    r"gotow[eya]|ukończon[eoay]|zakończon[eoay]|wykonan[eoay]|wdrożon[eoay]|zamknięt[eoay]|完了|完了済み|済|済み|"
    r"対応済み|対応済|完成|クローズ|実施済み|实施済|已完成|已修复|已解决|已关闭|已上线|已实施|✓|x|yes|ja|oui|sí|sim|"
    r"tak|sì|はい|是)(?:\s(?:on|in|at|am|le|el|em|il|by|op|w|dnia)?\s?[\d/.-]{4,10})?[.!]?"
)
DROPPED = re.compile(
    r"(?i:❌|🚫|✖️?|:x:|dropped|cancel+ed|won['’]?t (?:do|fix)(?:/(?:do|fix))?|wontfix|not planned|rejected|abandoned|"
    r"obsolete|declined|discarded|verworfen|abgelehnt|entfällt|gestrichen|abandonnée?s?|annulée?s?|rejetée?|descartad[oa]s?|"
    r"cancelad[oa]s?|rechazad[oa]s?|rejeitad[oa]|annullat[oa]|scartat[oa]|geannuleerd|vervallen|afgewezen|"
    r"odrzucon[eoay]|anulowan[eoay]|中止|見送り|取り下げ|取消|放弃|不做|已取消|"
    r"(?:won['’]?t|will not|will never) be (?:done|fixed|implemented|built|made)|will not (?:do|fix)|"
    r"(?:not|no longer) (?:going ahead|being pursued|needed|required|planned)|"
    r"(?:wird|werden) nicht (?:mehr )?(?:umgesetzt|gemacht|durchgeführt|weiterverfolgt|verfolgt|realisiert|gebaut|"
    r"angegangen|behoben|erledigt)|(?:ne )?(?:sera|seront) (?:pas|plus|jamais) (?:faite?s?|réalisée?s?|corrigée?s?)|"
    r"(?:ya )?no se (?:hará|harán|va a hacer|van a hacer|realizarán?|implementarán?|corregirán?)|"
    r"(?:já )?não (?:(?:será|serão|vai ser|vão ser) (?:mais )?(?:feit|realizad|implementad|corrigid)[oa]s?|"
    r"vamos fazer)|non (?:sarà|verrà|saranno|verranno) (?:più )?(?:fatt|realizzat|corrett)[oaie]|non si farà|"
    r"(?:wordt|worden) niet (?:meer )?(?:gedaan|uitgevoerd|opgepakt|opgelost)|"
    r"nie (?:będzie|zostanie) (?:zrobion|wykonan|wdrożon|naprawion)[eya])[.!]?"
)
OPEN = re.compile(
    r"(?i:(?:⬜|🟡|🔴|⏳|🚧|🔜|☐|⌛|🟠|🔲|🕐|🔄|⏸|▶|🆕|📅)\ufe0f?\s*(?:open|to ?do|in progress|pending|offen|"
    r"in arbeit)?|open|to ?do|pending|in progress|in-progress|wip|planned|not started|ongoing|started|under way|"
    r"underway|in review|queued|blocked|backlog|new|offen|in arbeit|geplant|läuft|laufend|in bearbeitung|in umsetzung|"
    r"ausstehend|begonnen|(?:noch )?nicht begonnen|à faire|en cours|ouverte?|en attente|à venir|planifiée?|prévue?|"
    r"non commencée?|pendientes?|en curso|abiert[oa]|en progreso|en proceso|por hacer|sin empezar|planificad[oa]|"
    r"pendentes?|em andamento|abert[oa]|em aberto|em curso|em progresso|a fazer|não iniciad[oa]|planejad[oa]|da fare|"
    r"in corso|apert[oa]|pianificat[oa]|in attesa|te doen|bezig|lopend|loopt|gepland|nog niet gestart|otwart[eya]|"
    r"w toku|w trakcie|do zrobienia|zaplanowan[eoay]|planowan[eoay]|未着手|対応中|進行中|未対応|未完了|作業中|予定|"
    r"着手済み|着手中|保留|検討中|进行中|未开始|待办|待处理|处理中|计划中|未完成|待开始|跟进中|推进中|no|tbd|nein|non|"
    r"não|nie|nee|scheduled|assigned)[.!]?"
)
MARKS = (
    r"✅|☑️?|✔️?|✓|❌|🚫|✖️?|⬜️?|🟡|🔴|⏳|🚧|🔜|☐|⌛|🟠|🟢|🔲|☒|🕐|🔄|⏸️?|🆕|:white_check_mark:|:heavy_check_mark:|:x:"
    r"|:hourglass(?:_flowing_sand)?:|:construction:"
)
LEADING_STATE = re.compile(
    r"^[\[(【]?(?P<state>[Ww]on['’]?t (?:do|fix)|WON['’]?T (?:DO|FIX)|[Nn]ot planned|[Ii]n review|[Ss]hipped|[Mm]erged|"
    r"[Ii]mplemented|[Pp]lanned|[Bb]locked|[Rr]ejected|DONE|Done|done|OPEN|Open|TODO|Todo|To do|COMPLETED?|Completed?|"
    r"FIXED|Fixed|WIP|IN PROGRESS|In progress|CLOSED|Closed|PENDING|Pending|WONTFIX|DROPPED|Dropped|CANCELLED|"
    r"Cancelled|erledigt|ERLEDIGT|Erledigt|offen|OFFEN|Offen|済|完了|未着手|未|対応中|已完成|进行中|待办|FAIT|Fait|"
    r"À FAIRE|À faire|HECHO|Hecho|PENDIENTE|Pendiente|FEITO|Feito|PENDENTE|Pendente|FATTO|Fatto|DA FARE|KLAAR|Klaar|"
    r"GEDAAN|ZROBIONE|Zrobione|GOTOWE)(?:\s(?=[^\])】]*\d)[^\])】\s]{1,10}(?:\s[^\])】\s]{1,10}){0,2}(?=[\])】]))?[\])】]?(?:\s*[:：]\s*|\s+[-–—]\s*|[-–—]\s+|(?<=[\])】])\s*|"
    r"(?<=TODO)\s+(?=[A-ZÀ-Þ]))"
)
DUE = re.compile(
    r"(?i:^(?:due|due date|due by|due on|by|until|till|deadline|eta|target(?: date)?|before|no later than|latest|"
    r"bis(?: zum)?|fällig(?: am| bis)?|fälligkeit|zieltermin|spätestens|vor dem|frist|termin|échéance|avant(?: le)?|"
    r"d'ici(?: le| au| la)?|pour le|delai|délai|au plus tard(?: le)?|date limite|date|vence(?: el)?|fecha(?: límite)?|"
    r"plazo|antes del?|hasta(?: el)?|para el|límite|prazo|até(?: o| dia)?|data(?: limite)?|antes de|vencimento|"
    r"entro(?: il)?|scadenza|prima del|fino al|voor|vóór|uiterlijk(?: op)?|tegen|tot|datum|do(?: dnia)?|"
    r"najpóźniej(?: do)?|期限|期日|締切|締め切り|〆切|完了予定|予定日|截止|截止日期|截止时间|完成时间|预计完成|"
    r"计划完成|done|end of|eo[wm])(?:\s?(?:dates?|日期|时间|日))?[:：]?\s*)"
)
DUE_LABEL = (
    r"due|due date|due by|deadline|eta|target|target date|fällig|fällig am|fälligkeit|frist|termin|zieltermin|échéance"
    r"|délai|date limite|date|fecha|fecha límite|plazo|vence|límite|prazo|data|data limite|vencimento|scadenza|datum"
    r"|期限|期日|締切|締め切り|完了予定|予定日|截止|截止日期|截止时间|完成时间|预计完成"
)
OWNER_LABEL = (
    r"resp\.?|verantw\.?|owner|owners|owner\(s\)|assignees?|assigned(?: to)?|who|dri|responsible|by|poc|lead"
    r"|team|verantwortliche?r?|zuständig|wer|responsables?|porteur|pilote|qui|assigné à"
    r"|responsável|responsáveis|dono|dona|quem|quién|"
    r"encargad[oa]|asignad[oa] a|responsabil[ei]|chi|assegnat[oa] a"
    r"|eigenaar|verantwoordelijke|wie|toegewezen aan|odpowiedzialn[yaie]|właściciel|kto|osoba|担当|担当者|主担当|負責人"
    r"|负责人|責任者|责任人|跟进人"
)
STATE_LABEL = r"status|state|stand|statut|état|estado|situação|stato|stan|状態|ステータス|状态|进度|進捗"
ISSUE_LABEL = (
    r"issue|issues|ticket|tickets|jira|pr|mr|tracking|tracked in|tracked by|see|link|bug|story|task|card|siehe|voir|ver"
    r"|vedi|zie|zob\.?|zgłoszenie|チケット|課題|工单"
)
HEADS = {
    "text": r"action|actions|action items?|what|task|tasks|description|item|items|todo|to do|title|"
    r"summary|improvement|improvements|follow-?ups?|measure|measures|remediation|countermeasure|work|commitment|change"
    r"|maßnahmen?|massnahmen?|aufgaben?|was|beschreibung|schritt|aktion|todos?|tâche|tâches|mesures?|quoi"
    r"|intitulé|acción|acciones|acción correctiva|tarea|tareas|medida|medidas|qué|que|descripción|ação|ações|tarefa"
    r"|tarefas|o que|descrição|azione|azioni|attività|cosa|che cosa|descrizione|misura|compito|actie|acties|actiepunt"
    r"|wat|taak|omschrijving|maatregel|działanie|działania|zadanie|zadania|co|opis|アクション|アクションアイテム|対策"
    r"|内容|対応|対応内容|改善策|施策|タスク|やること|再発防止策|項目|措施|行动|行动项|改进措施|事项|改进项|任务"
    r"|内容描述|整改措施|待办事项|行動項目|details",
    "owner": r"owner|owners|owner\(s\)|assign(?:ed|ees?|ment)?|assigned to|action owner|driver|champion|"
    r"who|dri|responsible|responsibility|person|people|team|teams|poc|lead|verantwortlich|verantwortliche"
    r"|verantwortliche\(r\)|verantwortliche:r|verantwortung|wer|zuständig|zuständigkeit|responsable|responsables"
    r"|responsable\(s\)|qui|porteur|pilote|équipe|attribué à|quién|encargad[oa]|asignad[oa]|equipo|responsável"
    r"|responsáveis|quem|dono|equipe|responsabile|responsabili|chi|assegnatario|incaricato|squadra|eigenaar|eigenaren"
    r"|wie|verantwoordelijke?|toegewezen|odpowiedzialn[yaie]|osoba|osoba odpowiedzialna|kto|właściciel|zespół|担当"
    r"|担当者|担当チーム|担当部署|主担当|オーナー|责任人|负责人|責任者|負責人|责任方|负责团队|跟进人",
    "due": r"due|due date|deadline|eta|by|by when|when|target|target date|target completion|date|timeline|"
    r"until|frist|fällig|fällig am|fälligkeit|bis|bis wann|termin|zieltermin|échéance|date limite|délai|pour quand"
    r"|quand|fecha|plazo|fecha límite|fecha compromiso|vence|cuándo|límite|prazo|data|data limite|quando|vencimento|até"
    r"|scadenza|entro|entro il|entro quando|uiterlijk|datum|voor|wanneer|tot|streefdatum|termin realizacji|do kiedy"
    r"|kiedy|期限|期日|完了予定|完了予定日|予定日|対応期限|締切|時期|截止|截止日期|截止时间|完成时间|完成日期"
    r"|计划完成时间|计划完成|预计完成时间|预计完成|期限日|due by",
    "state": r"status|state|done|done\?|"
    r"klaar|gereed|listo|feito|fatto|fait|progress|completed|stand|erledigt|statut|état|avancement|estado|estatus"
    r"|avance|situação|andamento|stato|stan|voortgang|status realizacji|状態|ステータス|状況|進捗|対応状況|进度|状态"
    r"|进展|當前狀態|当前状态|狀態|✅",
    "link": r"issue|issues|ticket|tickets|link|links|jira|tracking|bug|pr|reference|ref|url|チケット|"
    r"課題番号|工单|链接|tracker|github|ticket/pr|lien|enlace|referência|referencia|riferimento|verwijzing|zgłoszenie"
    r"|vorgang",
}
"""By what a column has, the heads of columns of tables."""
HEADS_WITHIN = {
    "owner": r".*\b(?:owner|owners|responsible|responsibility|assignee|assigned|who|lead|accountable|driver|contact|"
    r"doer|verantwortlich\w*|zuständig\w*|responsable|responsável)\b.*",
    "due": r".*\b(?:due|deadline|date|eta|when|target|planned|expected|until|timescale|timeframe|termin|frist|fällig|"
    r"échéance|fecha|plazo|prazo)\b.*",
    "state": r".*\b(?:status|state|done|progress|completed?|closed|resolved|finished|erledigt|stand)\b.*",
    "link": r".*\b(?:ticket|tickets|issue|issues|link|links|jira|pr|tracker)\b.*",
}
"""The same by a word within a head that is not one of these: `Responsible person`, `Planned for`."""
