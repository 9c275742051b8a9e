"""What a foreign document states about itself: front matter, bold keys, tables, and lines `Key: value`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.importing.reader.front_matter import as_text
from afterword.importing.reader.reading import Field, Part
from afterword.importing.reader.stamps import read_stamp
from afterword.importing.reader.unit import Unit, plain

_KEYS = {
    "title": "title|name|incident title|titel|titre|título|titulo|タイトル|标题",
    "date": "tag|date|incident date|date of incident|date of the incident|day|datum|vorfallsdatum|"
    "date de l'incident|fecha|"
    "fecha del incidente|data|data do incidente|発生日|日付|日期|发生日期|event date|outage date|incident day|"
    "date of event|when",
    "severity": "severity|sev|severity level|incident severity|priority|prio|impact level|schweregrad|priorität|"
    "schwere|gravité|sévérité|criticité|severidad|gravedad|prioridad|severidade|gravidade|prioridade|重大度|"
    "深刻度|影響度|严重程度|"
    "严重级别|等级|级别|故障等级|優先度|level|incident level",
    "status": "status|state|document status|report status|postmortem status|post-mortem status|incident status|stand|"
    "zustand|statut|état|"
    "estado|situação|ステータス|状態|状态",
    "authors": "author|authors|author(s)|written by|report by|prepared by|autor|autoren|autorin|verfasser|verfasserin|"
    "verfasser:in|verfasst von|compiled by|written up by|auteur|auteurs|"
    "auteur(s)|rédigé par|autores|autora|redactado por|escrito por|autor(es)|作成者|著者|執筆者|記入者|作者|"
    "撰写人|by|editor|editors|reporter",
    "owner": "owner|owners|document owner|post-mortem owner|postmortem owner|report owner|dri|responsible|"
    "verantwortlich|verantwortlicher|"
    "responsable|responsável|担当者|担当|责任人|负责人|assignee|lead|owner(s)|owned by|owning team|负责团队|"
    "负责部门|担当チーム",
    "services": "service|services|affected service|affected services|affected|affected systems|system|systems|"
    "affected system|"
    "component|components|service(s)|products|product|services affected|impacted services|systems affected|"
    "betroffen|betroffene dienste|betroffene systeme|"
    "dienste|dienst|services touchés|service impacté|services impactés|servicio|servicios|servicios afectados|"
    "serviço|serviços|"
    "serviços afetados|対象サービス|影響サービス|サービス|受影响服务|影响服务|涉及系统|system(s)|impacted systems",
    "duration": "duration|incident duration|outage duration|total duration|downtime|length|total time|"
    "time to resolution|dauer|durée|duración|"
    "duração|継続時間|停止時間|影響時間|障害時間|持续时间|时长|影响时长|故障时长|ttr|time to resolve|mttr",
    "start": "start|started|start time|incident start|start date|began|beginning|from|impact start|started at|beginn|"
    "début|inicio|início|発生日時|開始時刻|開始|开始时间|发生时间|故障开始时间|start of incident|"
    "incident start time|outage start",
    "end": "end|ended|end time|incident end|end date|to|until|impact end|ended at|ende|fin|fim|término|終了時刻|"
    "終了|结束时间|"
    "故障结束时间|end of incident|incident end time|outage end",
    "detected": "detected|detection time|time detected|detected at|time of detection|erkannt|détecté|détection|"
    "detectado|検知日時|発见时间|发现时间|"
    "date detected|discovered|identified|noticed",
    "resolved": "resolved|resolution time|time resolved|resolved at|resolution date|mitigated|restored|recovered|"
    "behoben|gelöst|"
    "résolu|résolution|resuelto|resolvido|復旧日時|解決日時|恢复时间|解决时间|date resolved|time of resolution",
    "reported": "reported|reported at|time reported",
    "declared": "declared|declared at",
    "commander": "incident commander|ic|commander|incident manager|incident lead|incident leader|einsatzleitung|"
    "coordinator",
    "responders": "responders|participants|participants|incident team|responder|people involved|involved|contributors|"
    "on-call|on call|oncall|"
    "attendees|beteiligte|participantes|対応者|参加者|参与者|処理人|incident participants|response team|"
    "on-call engineer",
    "reviewers": "reviewer|reviewers|reviewed by|approver|approved by|approvers|geprüft von|relu par|revisado por|"
    "revisores|レビュー|审核人",
    "team": "team|teams|team(s)|equipe|équipe|equipo|チーム|团队|group|department",
    "tags": "tags|labels|keywords|categories|category|schlagworte|étiquettes|etiquetas|タグ|标签",
    "customers": "customers|customers affected|affected customers|users affected|affected users|impacted users|users|"
    "impacted customers",
    "region": "region|regions|area|environment|env|environments|location|site|cluster",
    "impact": "impact|business impact|customer impact|user impact|auswirkung|auswirkungen|impacto|影響|影响|影响范围|"
    "影響範囲|scope",
    "cost": "cost|costs|financial impact|revenue impact|revenue loss|loss|kosten|coût|coste|custo",
    "cause": "cause|root cause|root causes|ursache|cause racine|causa|causa raíz|causa raiz|原因|根因|根本原因|trigger",
    "type": "type|incident type|kind|typ|tipo|種別|类型",
    "id": "id|incident id|incident number|incident #|incident no|incident|case|case id|reference|ref|number|"
    "nummer|vorfall|"
    "vorfallsnummer|numéro|número|ticket|ticket id|issue|jira|tracking issue|post-mortem id|postmortem id|"
    "障害番号|编号|事件编号",
    "zone": "time zone|timezone|times|tz|zeitzone|fuseau horaire|zona horaria|fuso horário|タイムゾーン|时区|all times",
    "detection": "detection|detected by|detection method|how detected|alert|source",
    "resolution": "resolution|fix|mitigation|remediation",
    "updated": "last updated|updated|last modified|last-modified|modified|lastmod|review date|reviewed|written|"
    "report date|published|"
    "date published|publish date|created|date created|created at|date of report|report written|date written",
    "summary": "summary|tl;dr|tldr|description|zusammenfassung|résumé|resumen|resumo|概要",
    "version": "version|revision|template",
}  # fmt: skip
_BY_NAME = {name: key for key, names in _KEYS.items() for name in names.split("|")}
_LAYOUT = frozenset(
    re.findall(
        r"\S+",
        """
        layout permalink slug weight template css image images math toc hidden aliases url type_ draft_ excerpt
        """,
    )
)
_PAIR = re.compile(
    r"^\s*(?:[-*+•]\s+)?(?:(?P<mark>\*\*|"
    r"__)(?P<bold>[^*_\n]{1,40}?)\s*(?P<c1>[:：])?(?P=mark)\s*(?P<c2>[:：=–—-])?|(?P<bare>[^\W\d_][^:：\n|"
    r"*`<]{0,38}?)\s*[:：])"
    r"[ \t　]*(?P<value>\S.*)?$",
    re.DOTALL,
)
_MANY = re.compile(r"\s+(?:\||·|•|/{2})\s+(?=(?:\*\*|__)?[^\W\d_][^:：|\n]{0,38}(?:\*\*|__)?[:：])")


_SEVERITY = re.compile(
    r"(?i)(?P<level>(?:sev|p|s)[- ]?[0-5])|(?:severity|priority|schweregrad)[ -](?P<value>[^.:\n]{1,25})\.?"
)


def metadata_key(written: str) -> str:
    """Return our word for a key, empty for an unknown one."""
    name = " ".join(written.replace("_", " ").replace("’", "'").split()).strip(" :：*_").casefold()
    return _BY_NAME.get(name) or _BY_NAME.get(name.replace("-", " "), "")


def read_fields(
    front: Mapping[str, Any], front_lines: Sequence[str], units: Sequence[Unit], parts: Sequence[Part], title: int
) -> tuple[list[Field], set[int]]:
    """Read the fields, and return the indexes of the units in the body that contain them."""
    fields = list(_from_front(front, front_lines))
    used: set[int] = set()
    for index in _candidates(units, parts):
        if index == title:
            continue
        found = list(_of_unit(units[index]))
        if found:
            fields += found
            used.add(index)
    return fields, used


def _from_front(front: Mapping[str, Any], lines: Sequence[str]) -> Iterator[Field]:
    for name, value in front.items():
        name = str(name)
        key = metadata_key(name)
        text = as_text(value)
        if name.lower() in _LAYOUT or not text or text in ("True", "False", "true", "false"):
            continue
        if key == "tags" and isinstance(value, str) and "," not in value:
            text = ", ".join(value.split())
        if key == "impact" and isinstance(value, dict):
            key = ""
        line = next((n for n, one in enumerate(lines, 1) if one.lstrip().strip('"').startswith(name)), 1)
        yield Field(key, name, text, line, is_front=True)
        if isinstance(value, dict):
            for inner, one in value.items():
                if inner_key := metadata_key(str(inner)):
                    yield Field(inner_key, f"{name}.{inner}", as_text(one), line, is_front=True)


def _candidates(units: Sequence[Unit], parts: Sequence[Part]) -> Iterator[int]:
    """The units in which metadata is looked for: those above the first section, and in a section that is called so."""
    first = next((part.first for part in parts if part.kind), len(units))
    opening = next((part for part in parts[1:] if part.kind or part.level > 1), None)
    first = opening.first - 1 if opening else first
    yield from range(min(first, len(units)))
    for part in parts[1:]:
        if part.kind is None and not part.is_label and _is_details(part.title):
            yield from range(part.first, part.end)


def _is_details(title: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?i:(?:incident |key |basic |general |document )?(?:metadata|meta data|meta|details|information|"
            r"info|facts|data|key facts|"
            r"incident overview|header)|steckbrief|eckdaten|metadaten|basisdaten|fiche|informations|datos|"
            r"datos generales|dados|"
            r"dados gerais|informações|基本情報|基本信息|基本資料|メタデータ|元数据)",
            title.strip(" :："),
        )
    )


def _of_unit(unit: Unit) -> Iterator[Field]:
    if unit.kind == "row":
        yield from _of_row(unit)
    elif unit.kind == "paragraph" and (severity := _SEVERITY.fullmatch(unit.visible)):
        yield Field("severity", "", severity["level"] or severity["value"], unit.line)
    elif unit.kind in ("paragraph", "item") and not unit.is_quoted:
        pairs = list(_pairs(unit))
        known = [pair for pair in pairs if pair.key]
        if known and 2 * len(known) >= len(pairs):
            yield from pairs


def _of_row(unit: Unit) -> Iterator[Field]:
    cells = [cell if unit.is_html else plain(cell) for cell in unit.cells]
    if len(unit.head) == 2 and unit.head[0] and (key := metadata_key(plain(unit.head[0]))):
        yield Field(
            key, plain(unit.head[0]), plain(unit.head[1]), unit.line - 2
        )  # repeated for each row; the first counts
    if len(cells) % 2 == 0:
        for name, value in zip(cells[::2], cells[1::2], strict=True):
            if (key := metadata_key(name)) and value:
                yield Field(key, name, value, unit.line)
    if len(unit.head) > 2 and sum(bool(metadata_key(plain(name))) for name in unit.head) * 2 > len(unit.head):
        for name, value in zip(unit.head, cells, strict=False):
            if (key := metadata_key(plain(name))) and value:
                yield Field(key, plain(name), value, unit.line)


def _pairs(unit: Unit) -> Iterator[Field]:
    """The pairs of a paragraph: one a line, or several on a line between bars."""
    pending: list[tuple[int, str]] = []
    for number, line in enumerate(unit.text.split("\n")):
        for piece in re.split(r"<br\s*/?>", line):
            for part in _MANY.split(piece):
                if _PAIR.match(part.strip()) or not pending:
                    pending.append((number, part.strip()))
                else:
                    pending[-1] = (pending[-1][0], f"{pending[-1][1]} {part.strip()}")
    for offset, text in pending:
        match = _PAIR.match(text)
        if match is None or read_stamp(text):
            continue
        written = (match["bold"] or match["bare"] or "").strip()
        if match["bold"] and not (match["c1"] or match["c2"]) and not metadata_key(written):
            continue
        value = plain((match["value"] or "").rstrip("\\ "))
        if value:
            yield Field(metadata_key(written), written, value, unit.line + offset)
