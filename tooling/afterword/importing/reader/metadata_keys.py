"""The keys by which documents state facts about themselves, in many languages, and our word for each."""

from __future__ import annotations

import re

_KEYS = {
    "title": "title|name|incident title|titel|titre|título|titulo|タイトル|标题|titolo|tytuł|nom|nombre|nome|"
    "onderwerp|sujet|asunto|betreff|件名|タイトル名|故障标题|事件标题|事件名称|インシデント名|subject|re",
    "date": "tag|date|incident date|date of incident|date of the incident|day|datum|vorfallsdatum|"
    "date de l'incident|fecha|fecha del incidente|data|data do incidente|発生日|日付|日期|发生日期|"
    "event date|outage date|incident day|date of event|when|date of occurrence|occurred|occurred on|"
    "occurrence date|date of outage|dates|incident dates|vorfall am|tag des vorfalls|datum des vorfalls|"
    "vorfallstag|ausfalldatum|zeitraum|date de l’incident|date des faits|jour|date d'incident|survenu le|"
    "día|fecha de incidente|fecha de la incidencia|fecha y hora|día del incidente|data da ocorrência|"
    "data do evento|dia|data dell'incidente|giorno|data incydentu|data zdarzenia|dzień|incidentdatum|"
    "datum incident|datum van het incident|dag|発生年月日|障害発生日|日時|发生日|故障日期|事故日期|"
    "事件日期|時期|when it happened",
    "severity": "severity|sev|severity level|incident severity|priority|prio|impact level|schweregrad|priorität|"
    "schwere|gravité|sévérité|criticité|severidad|gravedad|prioridad|severidade|gravidade|prioridade|"
    "重大度|重要度|深刻度|影響度|严重程度|严重级别|等级|级别|故障等级|優先度|level|incident level|sev level|"
    "criticality|urgency|classification|class|incident class|"
    "kritikalität|dringlichkeit|stufe|einstufung|rating|incident rating|"
    "schweregrad des vorfalls|niveau|"
    "niveau de gravité|niveau de sévérité|criticidad|nivel|nivel de severidad|impacto (severidad)|"
    "criticidade|nível|nível de severidade|gravità|severità|priorità|livello|ernst|ernstgraad|prioriteit|"
    "urgentie|niveau van ernst|priorytet|waga|ważność|poziom|深刻度レベル|影響レベル|緊急度|レベル|"
    "故障级别|事件等级|事故等级|優先級|嚴重程度|优先级|p-level|sev-level",
    "status": "status|state|document status|report status|postmortem status|post-mortem status|incident status|"
    "stand|zustand|statut|état|estado|situação|ステータス|状態|状态|phase|bearbeitungsstand|etat|"
    "état du document|stato|stan|toestand|ステイタス|文档状态|处理状态|當前狀態|当前状态",
    "authors": "author|authors|author(s)|written by|report by|prepared by|autor|autoren|autorin|verfasser|"
    "verfasserin|verfasser:in|verfasst von|compiled by|written up by|auteur|auteurs|auteur(s)|rédigé par|"
    "autores|autora|redactado por|escrito por|autor(es)|作成者|著者|執筆者|記入者|作者|撰写人|by|editor|"
    "editors|reporter|drafted by|report author|report authors|document author|erstellt von|"
    "geschrieben von|bericht von|berichtet von|autor*in|verfasser*in|autor:innen|autor:in|"
    "berichterstatter|rédacteur|rédactrice|rédacteurs|rédaction|redactor|redactora|redacción|"
    "elaborado por|redigido por|autora(s)|autor/a|escrito pela|autore|autori|scritto da|redatto da|"
    "geschreven door|opgesteld door|opsteller|schrijver|autorzy|autorka|sporządził|sporządziła|"
    "przygotował|opracował|作成|記載者|報告者|筆者|报告人|编写人|撰写|整理人|記錄人|记录人|填写人",
    "owner": "owner|owners|document owner|post-mortem owner|postmortem owner|report owner|dri|responsible|"
    "verantwortlich|verantwortlicher|responsable|responsável|担当者|担当|责任人|负责人|assignee|lead|"
    "owner(s)|owned by|owning team|负责团队|负责部门|担当チーム|point of contact|contact|accountable|"
    "incident owner|verantwortlich:|verantwortliche|verantwortliche person|ansprechpartner|"
    "ansprechpartnerin|zuständig|eigentümer|pilote|porteur|responsable du document|dueño|dueña|encargado|"
    "encargada|dono|dona|responsáveis|responsabile|proprietario|referente|eigenaar|verantwoordelijke|"
    "właściciel|właścicielka|odpowiedzialny|odpowiedzialna|osoba odpowiedzialna|主担当|責任者|文档负责人|"
    "负责团队(主)|負責人|処理責任者",
    "services": "service|services|affected service|affected services|affected|affected systems|system|systems|"
    "affected system|component|components|service(s)|products|product|services affected|"
    "impacted services|systems affected|betroffen|betroffene dienste|betroffene systeme|dienste|dienst|"
    "services touchés|service impacté|services impactés|servicio|servicios|servicios afectados|serviço|"
    "serviços|serviços afetados|対象サービス|影響サービス|サービス|受影响服务|影响服务|涉及系统|"
    "system(s)|impacted systems|affected product|affected products|affected components|"
    "affected component|impacted service|service affected|application|applications|app|"
    "betroffener dienst|betroffenes system|betroffene komponente|betroffene komponenten|"
    "betroffene anwendung|anwendung|komponente|komponenten|system(e)|systeme|système|systèmes|"
    "systèmes touchés|systèmes impactés|services affectés|service concerné|services concernés|"
    "service touché|service affecté|application touchée|composant|composants|servicio afectado|"
    "sistema afectado|sistemas afectados|sistema|sistemas|componente|componentes|aplicación|"
    "serviço afetado|sistemas afetados|sistema afetado|aplicação|servizio|servizi|servizi coinvolti|"
    "servizio coinvolto|servizi interessati|sistemi coinvolti|sistemi|componenti|dienst(en)|diensten|"
    "getroffen dienst|getroffen diensten|getroffen systemen|systemen|betrokken systemen|usługa|usługi|"
    "dotknięte usługi|dotknięta usługa|systemy|system objęty|対象システム|対象|影響システム|"
    "影響を受けたサービス|システム|影响系统|受影响系统|受影响的服务|涉及服务|服务|系统|所属服务|業務系統",
    "duration": "duration|incident duration|outage duration|total duration|downtime|length|total time|"
    "time to resolution|dauer|durée|duración|duração|継続時間|停止時間|影響時間|障害時間|持续时间|时长|"
    "影响时长|故障时长|ttr|time to resolve|mttr|time to recover|recovery time|total downtime|"
    "impact duration|ausfalldauer|dauer des ausfalls|gesamtdauer|durée totale|durée de l'incident|"
    "durée d'interruption|duración total|duración del incidente|duração total|duração do incidente|"
    "tempo de indisponibilidade|durata|durata totale|duur|totale duur|duur van de storing|czas trwania|"
    "czas niedostępności|所要時間|影響期間|障害継続時間|持续时长|影响时间|中断时长|總時長",
    "start": "start|started|start time|incident start|start date|began|beginning|from|impact start|started at|"
    "beginn|début|inicio|início|発生日時|開始時刻|開始|开始时间|发生时间|故障开始时间|start of incident|"
    "incident start time|outage start|start of impact|start of outage|incident began|beginn des vorfalls|"
    "beginn der störung|start (utc)|von|ab|début de l'incident|début de la panne|heure de début|"
    "date de début|debut|inicio del incidente|hora de inicio|fecha de inicio|início do incidente|"
    "hora de início|data de início|inizio|ora di inizio|inizio incidente|begin|aanvang|begintijd|"
    "start van het incident|początek|rozpoczęcie|start incydentu|data rozpoczęcia|発生時刻|発生|"
    "障害発生日時|障害発生|開始日時|发生時間|发生时刻|故障时间|故障发生时间|事件发生时间|開始時間",
    "end": "end|ended|end time|incident end|end date|to|until|impact end|ended at|ende|fin|fim|término|終了時刻|"
    "終了|结束时间|故障结束时间|end of incident|incident end time|outage end|end of impact|end of outage|"
    "ende des vorfalls|ende der störung|bis|fin de l'incident|heure de fin|date de fin|fin del incidente|"
    "hora de fin|fecha de fin|fim do incidente|hora de término|data de fim|fine|ora di fine|"
    "fine incidente|einde|eindtijd|einde van het incident|koniec|zakończenie|data zakończenia|終了日時|"
    "終息|結束時間|结束|恢复完成时间|故障结束",
    "detected": "detected|detection time|time detected|detected at|time of detection|erkannt|détecté|détection|"
    "detectado|検知日時|発见时间|发现时间|date detected|discovered|identified|noticed|alerted|"
    "first alert|detected on|entdeckt|entdeckt am|bemerkt|erkannt am|erkannt um|festgestellt|détecté le|"
    "détecté à|détection le|découvert|découvert le|detectado el|detectado em|detectada|descubierto|"
    "detección|detecção|rilevato|rilevato il|rilevamento|individuato|ontdekt|ontdekt op|gedetecteerd|"
    "opgemerkt|wykryto|wykryty|wykrycie|検知|検知時刻|検出日時|発見日時|发现时刻|發現時間|告警时间|"
    "检测时间",
    "resolved": "resolved|resolution time|time resolved|resolved at|resolution date|mitigated|restored|recovered|"
    "behoben|gelöst|résolu|résolution|resuelto|resolvido|復旧日時|解決日時|恢复时间|解决时间|"
    "date resolved|time of resolution|fixed|fixed at|closed|resolved on|service restored|behoben am|"
    "behoben um|gelöst am|wiederhergestellt|entstört|résolu le|résolu à|rétabli|rétabli le|"
    "rétablissement|corrigé|corrigé le|resuelto el|resuelta|resolución|solucionado|resolvido em|"
    "resolvida|resolução|restaurado|risolto|risolto il|risoluzione|ripristinato|ripristino|opgelost|"
    "opgelost op|hersteld|hersteld op|herstel|rozwiązano|rozwiązany|naprawiono|przywrócono|復旧|復旧時刻|"
    "解決|解消日時|対応完了|復旧完了|恢复|恢复时刻|修复时间|恢復時間|解决时刻",
    "reported": "reported|reported at|time reported|gemeldet|gemeldet am|signalé|signalé le|reportado|reportado el|"
    "informado|reportado em|segnalato|gemeld|gemeld op|zgłoszono|zgłoszony|報告日時|报告时间|上报时间",
    "declared": "declared|declared at|opened|opened at|opened on|incident declared|ausgerufen|"
    "déclaré|déclaré le|declarado|dichiarato",
    "commander": "incident commander|ic|commander|incident manager|incident lead|incident leader|einsatzleitung|"
    "coordinator|incident commander (ic)|on-duty lead|einsatzleiter|einsatzleiterin|vorfallsleitung|"
    "incident-leitung|responsable d'incident|commandant d'incident|pilote de crise|chef d'incident|"
    "comandante del incidente|comandante|líder del incidente|comandante do incidente|líder do incidente|"
    "coordinatore|incident-manager|incidentleider|incidentmanager|dowodzący|koordynator|koordynatorka|"
    "kierujący|指揮者|指揮官|インシデントコマンダー|インシデント指揮官|现场指挥|指挥官|事件指挥官|"
    "应急指挥",
    "responders": "responders|participants|incident team|responder|people involved|involved|contributors|on-call|"
    "on call|oncall|attendees|beteiligte|participantes|対応者|参加者|参与者|処理人|incident participants|"
    "response team|on-call engineer|on call engineer|on-call engineers|engineers|people|who|respondents|"
    "team members|helpers|bereitschaft|rufbereitschaft|reagierende|einsatzteam|mitwirkende|teilnehmer|"
    "teilnehmende|intervenants|participants à l'incident|astreinte|personnes impliquées|"
    "équipe d'intervention|respondedores|personas involucradas|involucrados|guardia|equipo de respuesta|"
    "envolvidos|pessoas envolvidas|plantão|respondentes|equipe de resposta|partecipanti|coinvolti|"
    "reperibile|reperibili|persone coinvolte|deelnemers|betrokkenen|piketdienst|storingsdienst|"
    "uczestnicy|dyżurny|dyżur|zespół reagowania|osoby zaangażowane|対応メンバー|対応担当|関係者|当番|"
    "处理人员|参与人员|响应人员|值班人|值班|处理人|應變人員|參與者",
    "reviewers": "reviewer|reviewers|reviewed by|approver|approved by|approvers|geprüft von|relu par|revisado por|"
    "revisores|レビュー|审核人|reviewed|freigegeben von|geprüft|prüfer|prüfung|relecteur|relecteurs|"
    "relecture|validé par|approuvé par|aprobado por|revisor|revisora|revisión|aprovado por|revisão|"
    "revisori|revisore|revisionato da|approvato da|goedgekeurd door|beoordelaar|beoordeeld door|"
    "zatwierdził|zatwierdzone przez|recenzent|recenzenci|レビュアー|レビュー者|承認者|审阅人|评审人|"
    "审批人|審核人",
    "team": "team|teams|team(s)|equipe|équipe|equipo|チーム|团队|group|department|squad|abteilung|gruppe|bereich|"
    "equipo responsable|equipe responsável|squadra|team responsabile|afdeling|zespół|dział|部署|担当部署|"
    "部门|所属团队|部門|責任部署",
    "tags": "tags|labels|keywords|categories|category|schlagworte|étiquettes|etiquetas|タグ|标签|tag list|themen|"
    "stichworte|stichwörter|mots-clés|mots clés|palabras clave|categoría|categorías|palavras-chave|"
    "categoria|parole chiave|categorie|trefwoorden|labels (tags)|tagi|słowa kluczowe|kategoria|"
    "キーワード|ラベル|カテゴリ|关键词|分类|关键字",
    "customers": "customers|customers affected|affected customers|users affected|affected users|impacted users|users|"
    "impacted customers|kunden|betroffene kunden|betroffene nutzer|clients|clients touchés|"
    "clients impactés|utilisateurs touchés|utilisateurs impactés|clientes|clientes afectados|"
    "usuarios afectados|clientes afetados|usuários afetados|clienti|clienti coinvolti|utenti coinvolti|"
    "klanten|getroffen klanten|getroffen gebruikers|klienci|dotknięci klienci|影響顧客|影響ユーザー|"
    "影響ユーザー数|受影响用户|影响用户|影响用户数|受影响客户",
    "region": "region|regions|area|environment|env|environments|location|site|cluster|data center|datacenter|"
    "regionen|umgebung|umgebungen|standort|région|régions|environnement|región|regiones|entorno|"
    "ubicación|região|regiões|ambiente|regione|regio|omgeving|locatie|środowisko|リージョン|環境|地域|"
    "区域|环境|地域范围|地区|機房|机房",
    "impact": "impact|business impact|customer impact|user impact|auswirkung|auswirkungen|impacto|影響|影响|"
    "影响范围|影響範囲|scope|auswirkung auf kunden|folgen|conséquences|impacto en clientes|"
    "impacto no cliente|impatto|gevolgen|impact op klanten|wpływ|skutki|影響内容|业务影响|影響(概要)|"
    "影响面",
    "cost": "cost|costs|financial impact|revenue impact|revenue loss|loss|kosten|coût|coste|custo",
    "cause": "cause|root cause|root causes|ursache|cause racine|causa|causa raíz|causa raiz|原因|根因|根本原因|"
    "trigger|grund|grundursache|hauptursache|causes|cause profonde|origine|causas|causa principal|motivo|"
    "causa radice|causa principale|oorzaak|hoofdoorzaak|przyczyna|przyczyna źródłowa|発生原因|直接原因|"
    "故障原因|事故原因",
    "type": "type|incident type|kind|typ|tipo|種別|类型|art|vorfallsart|vorfallstyp|type d'incident|"
    "tipo de incidente|tipo di incidente|soort|type incident|rodzaj|typ incydentu|インシデント種別|分類|"
    "事件类型|故障类型",
    "id": "id|incident id|incident number|incident #|incident no|incident|case|case id|reference|ref|number|"
    "nummer|vorfall|vorfallsnummer|numéro|número|ticket|ticket id|issue|jira|tracking issue|"
    "post-mortem id|postmortem id|障害番号|编号|事件编号|incident-id|incident-nr|incident nr|"
    "incident-nummer|vorfall-id|vorfall-nr|vorfallnummer|vorfall nr|vorgang|vorgangsnummer|kennung|"
    "aktenzeichen|identifiant|id de l'incident|n° d'incident|numéro d'incident|n°|nº|no|réf|référence|"
    "identificador|id del incidente|número de incidente|código|referencia|id do incidente|"
    "número do incidente|referência|identificativo|id incidente|numero|riferimento|codice|incidentnummer|"
    "nummer incident|kenmerk|referentie|numer|numer incydentu|identyfikator|id incydentu|zgłoszenie|"
    "インシデントid|インシデント番号|管理番号|番号|チケット|故障编号|事故编号|工单|工单号|编号id|案号|"
    "事件id|事件編號|pir|inc|postmortem|post-mortem",
    "zone": "time zone|timezone|times|tz|zeitzone|fuseau horaire|zona horaria|fuso horário|タイムゾーン|时区|"
    "all times|timestamps|all timestamps|clock|clocks|zeiten|zeitangaben|alle zeiten|uhrzeiten|"
    "alle uhrzeiten|fuseau|heures|toutes les heures|horaires|huso|huso horario|zona|horas|"
    "todas las horas|horarios|fuso|horários|todos os horários|fuso orario|orari|tijdzone|tijden|"
    "alle tijden|strefa|strefa czasowa|czasy|godziny|時刻表記|時刻の表記|時刻|時間帯|時間表記|时间|所有时间|時區|時区|"
    "times in|all times in",
    "detection": "detection|detected by|detection method|how detected|alert|source|erkennung durch|erkannt durch|"
    "entdeckt durch|entdeckt von|gemeldet von|gemeldet durch|détecté par|signalé par|mode de détection|"
    "detectado por|método de detección|reportado por|rilevato da|segnalato da|ontdekt door|gemeld door|"
    "wykryte przez|wykrył|zgłosił|検知方法|検知元|検出方法|发现方式|发现人|告警来源|reported by|found by|"
    "discovered by|noticed by",
    "resolution": "resolution|fix|mitigation|remediation",
    "updated": "last updated|last edited|edited|last changed|last saved|last revised|as of|updated|"
    "zuletzt bearbeitet|bearbeitet am|dernière modification|modifié le|última edición|última modificación|"
    "última modificação|ultima modifica|laatst gewijzigd|ostatnia zmiana|最終編集|最后编辑|最后修改|"
    "sent|sent on|gesendet|gesendet am|envoyé|envoyé le|enviado|enviado el|enviado em|inviato|inviato il|verzonden|"
    "wysłano|"
    "last modified|last-modified|modified|lastmod|review date|reviewed|written|"
    "report date|published|date published|publish date|created|date created|created at|date of report|"
    "report written|date written|erstellt|erstellt am|geschrieben|geschrieben am|verfasst|verfasst am|"
    "aktualisiert|zuletzt aktualisiert|letzte änderung|veröffentlicht|veröffentlicht am|berichtsdatum|"
    "datum des berichts|bericht vom|rédigé|rédigé le|créé|créé le|mis à jour|mis à jour le|"
    "dernière mise à jour|publié|publié le|date de rédaction|date du rapport|redactado|redactado el|"
    "creado|creado el|actualizado|última actualización|publicado|publicado el|fecha de redacción|"
    "fecha del informe|fecha de creación|criado|criado em|atualizado|atualizado em|última atualização|"
    "publicado em|escrito|data do relatório|data de criação|redatto|redatto il|creato|creato il|"
    "aggiornato|aggiornato il|ultimo aggiornamento|pubblicato|data del report|opgesteld|opgesteld op|"
    "gemaakt op|bijgewerkt|laatst bijgewerkt|gepubliceerd|rapportdatum|utworzono|utworzone|"
    "zaktualizowano|ostatnia aktualizacja|opublikowano|data raportu|作成日|作成日時|更新日|更新日時|"
    "最終更新|公開日|報告日|记录时间|创建时间|创建日期|更新时间|更新日期|撰写日期|撰写时间|发布日期|"
    "报告日期|報告日期|written on|written at|post-mortem date|postmortem date|review held|review meeting|"
    "meeting date|published on|drafted|drafted on|date of this report|document date|report created|due|"
    "signed off|revdate",
    "summary": "summary|tl;dr|tldr|description|zusammenfassung|résumé|resumen|resumo|概要|kurzfassung|beschreibung|"
    "überblick|description courte|descripción|descrição|riepilogo|descrizione|samenvatting|beschrijving|"
    "podsumowanie|opis|摘要|概述|简介|事象|障害内容|説明",
    "version": "version|revision|template|fassung|versione|versie|wersja|バージョン|版本|版",
}  # fmt: skip
_BY_NAME = {name: key for key, names in _KEYS.items() for name in names.split("|")}
_T0 = re.compile(r"\s*\(t\s?0?\)$")
_OF_DOCUMENT = re.compile(
    r"\s(?:(?:of|for|du|de|del|do|pelo|des|van|dell[ao'])\s?)(?:the\s|el\s|het\s|this\s)?(?:document|documento|dokuments|"
    r"report|relatório|rapport|informe|berichts|verslag|post-?mortem)$"
)
"""What a key says about the document itself: `Owner of the report`, `Responsável pelo documento`."""


def metadata_key(written: str) -> str:
    """Return our word for a key, empty for an unknown one."""
    name = " ".join(written.replace("_", " ").replace("’", "'").split()).strip(" :：*_").casefold()
    return next(
        filter(None, map(_BY_NAME.get, (name, name.replace("-", " "), _OF_DOCUMENT.sub("", name), _T0.sub("", name)))),
        "",
    )
