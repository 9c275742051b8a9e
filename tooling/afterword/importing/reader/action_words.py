"""The words with which action items of several languages say their state, owner, due date and issue."""

from __future__ import annotations

import re

DONE = re.compile(
    r"(?i:(?:✅|☑|✔)\ufe0f?\s*(?:done|completed?|erledigt|fait|hecho|feito|fatto|klaar|gotowe|完了|已完成)?|"
    r":white_check_mark:|:heavy_check_mark:|done|completed?|finished|closed|fixed|shipped|merged|resolved|implemented|"
    r"released|deployed|delivered|in place|in use|taken into use|"
    r"live|in prod(?:uction)?|rolled out|landed|switched on|went live|sent|"
    r"published|posted|installed|activated|executed|verschickt|versendet|envoyée?s?|enviad[oa]s?|inviat[oa]|verstuurd|"
    r"erledigt|abgeschlossen|fertig|umgesetzt|geschlossen|behoben|ausgeführt|ausgerollt|eingeführt|abgehakt|fait|faite|"
    r"faits|terminée?s?|effectuée?s?|clos|close|clôturée?|réalisée?|livrée?|achevée?s?|résolue?s?|réglée?s?|"
    r"déployée?s?|"
    r"hech[oa]|completad[oa]s?|terminad[oa]s?|finalizad[oa]s?|cerrad[oa]|list[oa]|realizad[oa]s?|resuelt[oa]s?|"
    r"implementad[oa]s?|desplegad[oa]s?|feit[oa]|concluíd[oa]s?|pront[oa]|fechad[oa]|entregue|resolvid[oa]s?|"
    r"implantad[oa]s?|fatt[oa]|completat[oa]|chius[oa]|conclus[oa]|terminat[oa]|eseguit[oa]|risolt[oa]|realizzat[oa]|"
    r"implementat[oa]|klaar|gedaan|afgerond|voltooid|gereed|gesloten|opgelost|uitgevoerd|doorgevoerd|verwerkt|"
    r"zrobion[eoay]|gotow[eya]|ukończon[eoay]|zakończon[eoay]|wykonan[eoay]|wdrożon[eoay]|zamknięt[eoay]|"
    r"zrealizowan[eoay]|naprawion[eoay]|rozwiązan[eoay]|完了(?:済み?|しました)?|済み?|対応済み?|完成|クローズ|実施済み?|"
    r"実装済み?|反映済み?|リリース済み?|解決済み?|实施済|(?:已)?完成|已(?:修复|解决|关闭|上线|实施|处理|发布|部署|落地|交付|"
    r"结束|验收|整改)|✓|x|yes|ja|oui|sí|sim|tak|sì|はい|是)"
    r"(?:\s(?:on|in|at|am|le|el|em|il|by|op|w|dnia)?\s?[\d/.-]{4,10})?[.!]?"
)
DROPPED = re.compile(
    r"(?i:❌|🚫|✖️?|:x:|dropped|cancel+ed|won['’]?t (?:do|fix)(?:/(?:do|fix))?|wontfix|not (?:doing|planned)|rejected|"
    r"abandoned|obsolete|declined|discarded|scrapped|withdrawn|verworfen|abgelehnt|entfällt|gestrichen|hinfällig|"
    r"zurückgezogen|abandonnée?s?|annulée?s?|rejetée?s?|refusée?s?|sans suite|descartad[oa]s?|cancelad[oa]s?|"
    r"anulad[oa]s?|"
    r"rechazad[oa]s?|desestimad[oa]s?|rejeitad[oa]s?|recusad[oa]s?|annullat[oa]|scartat[oa]|respint[oa]|abbandonat[oa]|"
    r"geannuleerd|vervallen|afgewezen|odrzucon[eoay]|anulowan[eoay]|porzucon[eoay]|"
    r"中止|見送り|取り下げ|取りやめ|却下|不採用|廃案|実施しない|対応しない|取消|放弃|不做|已(?:取消|放弃|终止|驳回|作废)|"
    r"不再(?:执行|实施|进行|推进)|驳回|作废|"
    r"(?:won['’]?t|will not|will never) be (?:done|fixed|implemented|built|made)|will not (?:do|fix)|"
    r"(?:not|no longer) (?:going ahead|(?:being )?pursued|needed|necessary|required|planned|happening|worth it|wanted|"
    r"accepted|approved|agreed)|"
    r"not going to (?:do|happen)|(?:we |it was )?decided (?:against(?: it| this)?|not to(?: do (?:it|this))?)|"
    r"(?:we )?(?:said no|won['’]?t|gave up|are not doing)|ruled out|turned down|skipped|nah|nope|out of scope|"
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
    r"in arbeit)?|open|to ?do|pending|in progress|in-progress|wip|planned|not (?:yet )?started|ongoing|started|"
    r"under way|"
    r"underway|in (?:review|flight|test|testing)|queued|blocked|backlog|new|waiting|on hold|parked|paused|"
    r"postponed|deferred|"
    r"ordered|requested|awaiting \w+|offen|in (?:arbeit|prüfung|klärung)|geplant|läuft|laufend|in bearbeitung|"
    r"in umsetzung|ausstehend|begonnen|(?:noch )?nicht begonnen|bestellt|beauftragt|beantragt|angefragt|zurückgestellt|"
    r"verschoben|pausiert|"
    r"à faire|en cours|ouverte?|en attente|à venir|planifiée?|prévue?|non commencée?|à démarrer|commandée?s?|"
    r"demandée?s?|"
    r"reportée?s?|en pause|pendientes?|en (?:curso|progreso|proceso|revisión|espera)|abiert[oa]|por (?:hacer|iniciar)|"
    r"sin empezar|no iniciad[oa]|planificad[oa]|pedid[oa]|solicitad[oa]|aplazad[oa]s?|"
    r"pendentes?|em (?:andamento|aberto|curso|progresso|execução|análise|espera)|abert[oa]|a fazer|não iniciad[oa]|"
    r"planejad[oa]|encomendad[oa]|adiad[oa]s?|da (?:fare|avviare)|in (?:corso|lavorazione|attesa|sospeso)|apert[oa]|"
    r"pianificat[oa]|ordinat[oa]|rinviat[oa]|te doen|bezig|lopend|loopt|gepland|(?:nog )?niet (?:gestart|begonnen)|"
    r"in (?:uitvoering|behandeling|afwachting)|onderhanden|besteld|aangevraagd|uitgesteld|otwart[eya]|"
    r"w (?:toku|trakcie|realizacji|przygotowaniu)|do zrobienia|zaplanowan[eoay]|planowan[eoay]|zamówion[eoay]|"
    r"odłożon[eoay]|"
    r"wstrzyman[eoay]|未着手|対応中|進行中|未対応|未完了|未実施|作業中|実施中|計画中|予定|着手済み|着手中|保留|延期|検討中|調整中|"
    r"进行中|未开始|待办|待处理|处理中|计划中|未完成|待开始|跟进中|推进中|调研中|已排期|挂起|暂缓|no|tbd|nein|non|"
    r"não|nie|nee|scheduled|assigned)[.!]?"
)
MARKS = (
    r"✅|☑️?|✔️?|✓|❌|🚫|✖️?|⬜️?|🟡|🔴|⏳|🚧|🔜|☐|⌛|🟠|🟢|⚪|🔵|⚫|🔲|☒|🕐|🔄|⏸️?|🆕|:white_check_mark:|:heavy_check_mark:|:x:"
    r"|:hourglass(?:_flowing_sand)?:|:construction:"
)
NAMES = {
    "text": r"actions?|action items?|what|tasks?|description|items?|todos?|to do|title|summary|improvements?|"
    r"follow-?ups?|measures?|remediation|countermeasure|work|commitment|change|details|"
    r"maßnahmen?|massnahmen?|aufgaben?|was|beschreibung|schritt|aktion|"
    r"tâches?|mesures?|quoi|intitulé|action corrective|acción|acciones|acción correctiva|tareas?|medidas?|qué|que|"
    r"descripción|ação|ações|tarefas?|o qu[eê]|descrição|azione|azioni|attività|(?:che )?cosa|descrizione|"
    r"misura|compito|"
    r"azione correttiva|actie|acties|actiepunt|wat|taak|omschrijving|maatregel|działanie|działania|zadanie|zadania|co|"
    r"opis|アクション|アクションアイテム|対策|内容|対応|対応内容|改善策|施策|タスク|やること|再発防止策|項目|"
    r"措施|行动|行动项|改进措施|事项|改进项|任务|内容描述|整改措施|待办事项|行動項目",
    "owner": r"owners?|owner\(s\)|owned by|assign(?:ed|ees?|ment)?|assigned to|action owner|driver|champion|who|"
    r"by whom|"
    r"dri|responsible(?: (?:person|party|team))?|responsibility|accountable|person|people|teams?|poc|contact|"
    r"lead|resp\.?|"
    r"verantw\.?|verantwortliche?r?|verantwortliche\(r\)|verantwortliche:r|verantwortung|wer|zuständig(?:keit|er)?|"
    r"bearbeiter(?:in)?|beauftragter?|umsetzung durch|ansprechpartner(?:in)?|"
    r"responsables?|responsable\(s\)|qui|porteu(?:r|se)|pilote|équipe|attribuée? à|assignée? à|en charge|chargée? de|"
    r"quién|encargad[oa]|asignad[oa](?: a)?|equipo|dueñ[oa]|a cargo(?: de)?|"
    r"responsável|responsáveis|quem|don[oa]|equipe|atribuíd[oa] a|encarregad[oa]|"
    r"responsabil[ei]|chi|assegnatari[oa]|assegnat[oa] a|incaricat[oa]|squadra|referente|a cura di|in carico a|"
    r"titolare|"
    r"eigenaar|eigenaren|wie|verantwoordelijken?|toegewezen(?: aan)?|uitvoerder|trekker|actiehouder|"
    r"odpowiedzialn[yaie]|osoba(?: odpowiedzialna)?|kto|właściciel|zespół|wykonawca|przypisan[eyoa](?: do)?|"
    r"担当|担当者|担当チーム|担当部署|主担当|オーナー|責任者|実施者|対応者|"
    r"责任人|负责人|負責人|责任方|责任部门|负责团队|跟进人|执行人|处理人|经办人",
    "due": r"due(?: date| by| on)?|deadline|eta|by(?: when)?|when|target(?: date| completion)?|date|timeline|until|"
    r"planned for|complete by|completion date|timescale|frist|fällig(?: am)?|fälligkeit|bis(?: wann)?|termin|"
    r"zieltermin|"
    r"zieldatum|enddatum|umsetzung bis|erledigen bis|datum|"
    r"échéance|date (?:limite|cible|prévue)|délai|pour (?:quand|le)|quand|avant le|"
    r"fecha(?: límite| compromiso| objetivo| prevista)?|plazo|vence|vencimiento|(?:para )?cuándo|límite|"
    r"prazo(?: final)?|data(?: limite| prevista| alvo)?|quando|vencimento|até(?: quando)?|"
    r"scadenza|entro(?: il| quando|(?= l['’]))?|termine|uiterlijk|voor(?: wanneer)?|wanneer|tot|streefdatum|einddatum|"
    r"(?:gereed|klaar) (?:voor|op|uiterlijk)|termin (?:realizacji|wykonania)|(?:do )?kiedy|"
    r"期限|期日|期限日|完了予定日?|予定日|実施予定日|対応期限|完了目標|目標日|締切|締め切り|〆切|時期|"
    r"截止(?:日期|时间)?|完成(?:时间|日期|期限)|计划完成(?:时间|日期)?|预计完成(?:时间)?|到期日|时限",
    "state": r"status|state|done\??|progress|completed\??|stage|stand|erledigt|zustand|fortschritt|statut|état|"
    r"avancement|"
    r"estado|estatus|avance|situación|situação|andamento|stato|avanzamento|stan|voortgang|klaar|gereed|listo|"
    r"feito|fatto|"
    r"fait|status realizacji|postęp|状態|ステータス|状況|進捗(?:状況)?|対応状況|进度|状态|进展|完成情况|當前狀態|"
    r"当前状态|狀態|✅",
    "link": r"issues?|tickets?|links?|jira|tracking(?: issue)?|tracker|tracked (?:in|by)|bug|pr|mr|reference|ref|url|"
    r"github|gitlab|ticket/pr|vorgang|verweis|lien|référence|réf|enlace|referencia|incidencia|chamado|referência|"
    r"riferimento|segnalazione|verwijzing|koppeling|zgłoszenie|odnośnik|チケット|関連チケット|課題|課題番号|リンク|"
    r"工单|工单号|单号|链接|任务单",
}
"""By what a column or a label says, its names."""
NAMES_WITHIN = {
    "owner": r".*\b(?:owner|owners|assignee|assigned|who|lead|accountable|driver|contact|doer|respons\w+|"
    r"verantwortlich\w*|"
    r"zuständig\w*|encargad\w+|eigenaar|verantwoordelijk\w*|odpowiedzialn\w+)\b.*|.*(?:担当|責任者|责任|负责|負責).*",
    "due": r".*\b(?:due|deadline|date|eta|when|target|planned|expected|until|timescale|timeframe|termin|frist|fällig|"
    r"échéance|fecha|plazo|prazo|scadenza|datum|kiedy)\b.*|.*(?:期限|期日|予定日|締切|截止|完成时间).*",
    "state": r".*\b(?:status|state|done|progress|completed?|closed|resolved|finished|erledigt|stand|statut|"
    r"estado|stato|"
    r"situação)\b.*|.*(?:状況|進捗|状态|进度).*",
    "link": r".*\b(?:ticket|tickets|issue|issues|link|links|jira|pr|tracker|chamado|vorgang)\b.*|.*(?:チケット|工单).*",
}
"""The same by a word within a head that is not one of these: `Responsible person`, `Planned for`."""
_SAID_SO = r"see|story|task|card|siehe|voir|ver|vedi|zie|zob\.?"
NAMES["link_label"] = rf"{NAMES['link']}|{_SAID_SO}"
LABEL = "|".join(NAMES[name] for name in ("owner", "due", "state", "link_label"))
DUE = re.compile(
    rf"(?i:^(?:{NAMES['due']}|till|before|no later than|latest|bis zum|fällig bis|spätestens|vor dem|avant|"
    r"d'ici(?: le| au| la)?|delai|au plus tard(?: le)?|vence el|antes del?|hasta(?: el)?|para el|até(?: o| dia)|"
    r"prima del|"
    r"fino al|vóór|uiterlijk op|tegen|do(?: dnia)?|najpóźniej(?: do)?|done|end of|eo[wm])"
    r"(?:\s?(?:dates?|日期|时间|日))?(?:\s?[:：]\s*|\s*(?=\d)|(?![^\W\d_]))\s*)"
)
_OTHERWISE = (
    r"live|in place|sent|close|clos|x|yes|ja|oui|sí|sim|tak|sì|no|nein|non|não|nie|nee|new|list[oa]|"
    r"pront[oa]|klaar"
)
LEADING_STATE = re.compile(
    rf"[\[(【［](?P<inner>[^\])】］]{{1,30}})[\])】］]\s*(?:[:：–—-]\s*)?|(?!(?:{_OTHERWISE})\b)"
    r"(?P<bare>[^\s:：–—-][^:：–—\n-]{0,24}?)(?:\s*[:：]\s*|\s+[-–—]\s*|[-–—]\s+)(?=\S)|"
    r"(?-i:(?P<word>TODO|DONE|WIP)\s+(?=[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
"""What may be a state before a task: `[Done 3 May] Pin it`, `Won't do: pin it`."""
