"""How records name their time, their text and who acted, without case, blanks and signs, the surest names first."""

from __future__ import annotations

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
TEXT_KEYS = (
    "text", "message", "msg", "event", "description", "summary", "title", "body", "log", "content", "note", "notes",
    "comment", "m", "raw", "line", "logmessage", "historysummary", "rawmessage",
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
    "wer", "benutzer", "autor", "usuario",
)  # fmt: skip
