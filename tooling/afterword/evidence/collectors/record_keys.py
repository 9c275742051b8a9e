"""How records name their time, their text and who acted, without case, blanks and signs, the surest names first."""

from __future__ import annotations

from collections.abc import Sequence

TIME_KEYS = (
    "at", "time", "timestamp", "ts", "when", "datetime", "createdat", "occurredat", "eventtime", "eventtimestamp",
    "created", "startsat", "starttime", "startedat", "starttimestamp", "begin", "asctime", "t", "realtimetimestamp",
    "sourcerealtimetimestamp", "timegenerated", "timecreated", "createtime", "createdtime", "createddate",
    "createddatetime", "creationtimestamp", "datecreated", "datehappened", "dateadded", "publishedat", "postedat",
    "sentat", "sentdatetime", "receivedat", "receivetimestamp", "triggeredat", "firedat", "firsttimestamp",
    "lasttimestamp", "firstseen", "lastseen", "loggedat", "logtime", "timestampms", "epoch", "epochms",
    "unixtime", "timeunixnano", "starttimeunixnano", "displayat", "reportedat", "openedat", "updatedat", "date", "day",
    "dateandtime", "datetimeutc", "timeutc", "utctime", "localtime", "eventdate", "logdate", "isotime",
    "published", "originserverts", "deployedat", "finishedat", "completedat", "fireddatetime",
    "requestreceivedtimestamp", "syscreatedon", "activeat", "clock",
    "received", "submitted", "sent", "raised", "reported", "registered", "logged", "opened", "recibido", "recibida",
    "eingang", "eingegangen", "eingegangenam", "empfangen", "empfangenam", "recebido", "recebida", "reule",
    "fechahora", "fechayhora", "dataehora", "horario",
    "erstellt", "erstelltam", "angelegt", "angelegtam", "gemeldetam", "fechadecreacin", "creado", "creada", "criadoem",
    "zeit", "zeitpunkt", "zeitstempel", "datum", "uhrzeit", "fecha", "hora", "heure",
)  # fmt: skip
END_KEYS = {
    "acknowledgedat": "acknowledged", "ackedat": "acknowledged", "acknowledgedon": "acknowledged",
    "acktime": "acknowledged", "acknowledgedtime": "acknowledged", "firstacknowledgedat": "acknowledged",
    "resolvedat": "resolved", "resolvedtime": "resolved", "resolvedon": "resolved", "resolved": "resolved",
    "resolutiontime": "resolved", "recoveredat": "resolved", "solvedat": "resolved", "resolveddate": "resolved",
    "closedat": "closed", "closedtime": "closed", "closedon": "closed", "closed": "closed", "closetime": "closed",
    "endsat": "ended", "endedat": "ended", "geschlossenam": "closed",
}  # fmt: skip
"""At which times what a record is of went on, and what happened then."""
TEXT_KEYS = (
    "text", "message", "msg", "displaytitle", "event", "description", "summary", "title", "body", "log", "content",
    "note", "notes", "comment", "m", "raw", "line", "logmessage", "historysummary", "rawmessage",
    "renderedmessage", "textpayload", "bodytext", "plaintextbody", "what",
    "action", "details", "update", "subject", "displaymessage", "shortdescription", "statemessage", "statusmessage",
    "statusupdate", "whathappened", "happened", "remark", "remarks", "observation",
    "zusammenfassung", "betreff", "titel", "titre", "resumen", "resumo",
    "ereignis", "nachricht", "beschreibung", "was", "evento", "mensaje",
)  # fmt: skip
ACTOR_KEYS = (
    "actor", "role", "user", "author", "who", "by", "username", "sender", "from", "speaker", "createdby", "postedby",
    "updatedby", "creator", "reporter", "openedby", "login", "personemail", "senderfullname", "sendername", "caller",
    "useridentity", "member", "auteur", "auteure", "utilisateur", "verfasser", "bearbeiter",
    "useremail", "displayname", "participant", "person", "owner", "agent",
    "wer", "benutzer", "autor", "usuario", "u", "fullname", "requester", "requestername", "qui", "quien",
)  # fmt: skip
_WORK_KEYS = frozenset(("what", "action", "actions", "actionitem", "task", "todo", "measure", "followup", "item"))
_OWNER_KEYS = frozenset(("who", "owner", "assignee", "responsible", "wer", "qui", "assigned"))


def is_of_what_is_to_do(keys: Sequence[str]) -> bool:
    """Whether the columns of a table are those of action items: what, who, and behind that until when."""
    times = [index for index, key in enumerate(keys) if key in TIME_KEYS]
    return bool(times and times[0]) and keys[0] in _WORK_KEYS and not _OWNER_KEYS.isdisjoint(keys)
