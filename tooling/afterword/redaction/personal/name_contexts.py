"""What around a run of words with capitals says that it is the name of a person."""

from __future__ import annotations

import re
from enum import IntEnum

from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import PERSON_NOUNS
from afterword.text.word_set import word_set
from afterword.times.calendar_names import TODAY_AND_YESTERDAY, any_of


class Evidence(IntEnum):
    """How surely the text around says that a name is there."""

    NONE = 0
    GIVEN = 1
    """So little that a given name has to be among the words, as in `Agent: Grace Price` but not `Agent: Blue Green`."""
    WEAK = 2
    """So surely that it is one unless a word of it is of another kind, as in `paged Model Router`."""
    STRONG = 3
    """So surely that words that are names too count as names, as in `Customer: Emily Price`."""


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.replace("\n", " ").split(",") if phrase.strip())


_FIELDS = _phrases("""
customer, client, requester, requestor, requested by, requested for, reporter, reported by, assignee, assigned to,
opened by, raised by, submitted by, created by, caller, contact, contact person, point of contact, owner, author,
approver, approved by, reviewer, reviewed by, resolved by, closed by, acked by, acknowledged by, escalated to,
escalation to, on call, oncall, ic, commander, incident lead, scribe, comms lead, communications lead, ops lead,
tech lead, team lead, attendee, attendees, participant, participants, responder, responders, watcher, watchers, user,
username, account holder, holder, account manager, account owner, subscriber, member, patient, pat, employee,
applicant, candidate, claimant, insured, insured person, policyholder, policy holder, student, pupil, next of kin,
emergency contact, nurse, doctor, physician, resident, tenant, guest, passenger, beneficiary, recipient, ship to,
bill to, deliver to, sold to, attn, attention, c o, signed, signed by, posted by, paged, technician, agent, supervisor,
manager, line manager, interviewer, interviewee, complainant, organizer, organiser, sender, reply to, sender name,
display, displayname, full, fullname, real, realname, gecos, cardholder, card holder, nick, fn, creator, artist,
photographer, last modified by, facilitator, note taker, notetaker, gast, hóspede, huésped, отправитель, від,
facilitated by, maintainer, tested by, signed off by, co authored by, suggested by, helped by, committer, blame,
driver, teacher, colleague, kunde, kundin, anrufer, anruferin, ansprechpartner, ansprechpartnerin, bearbeiter,
bearbeiterin, melder, mitarbeiter, mitarbeiterin, bewerber, bewerberin, patientin, versicherte, versicherter,
versicherungsnehmer, empfänger, absender, kontakt, demandeur, salarié, interlocuteur, destinataire, expéditeur,
solicitante, cliente, paciente, remitente, destinatario, empleado, usuario, dipendente, mittente, richiedente,
pracownik, klient, zgłaszający, kund, avsändare, mottagare, medarbejder, klant, medewerker, zákazník, müşteri,
imię i nazwisko, nombre y apellidos, nom et prénom, kundenname, fio, handed over to, handover to, courier, rider,
spouse, child, guardian, payer, payee, witness, verantwortlich, verantwortlicher, zuständig, referente, responsable,
responsabile, responsável, contactpersoon, kontoinhaber, karteninhaber, inhaber, titulaire, titular, intestatario,
ansprechperson, interviewed by, beneficiario, beneficiaire, опекун, invitee, gallery match, comms, astreinte,
rufbereitschaft, guardia, reperibile, dpo, annotator, labeler, labeller, auteur, autor, autore, verfasser, verfasserin,
terminated, on call this week, payroll row, дежурный, дежурная, person
""")
_OFTEN_TECHNICAL = _phrases("""
agent, driver, student, teacher, participant, participants, member, candidate, client, full, real, display, blame
""")
"""Fields that have names of programs and models at least as often as those of persons."""
_ALWAYS_TECHNICAL = _phrases("agent, driver, blame")
"""Those for which `name` behind the word changes nothing."""
_SELDOM_TECHNICAL = _phrases("recipient, reporter")
"""Those that have the name of a person unless a word tells otherwise."""
_HEADERS = _phrases(
    "from, to, cc, bcc, de, von, an, da, od, do, från, fra, til, till, para, à, a, aan, van, ot, cn, bcc"
)
"""Fields of mail, which are words too: they count where a line begins with them."""
_IN_MAIL = late_pattern(r"(?i)[^\n]{0,60}\n[ \t>*]{0,4}(?:to|sent|date|subject|cc|reply-to)\*{0,2}[ \t]?:")
"""What is behind the sender of a mail: another of its fields."""
_BEFORE = _phrases("""
customer, cust, client, account holder, patient, pt, employee, applicant, claimant, candidate, student, pupil, resident,
tenant, subscriber, user, member, policyholder, the insured, nurse, doctor, driver, passenger, guest, colleague,
interviewee, caller, complainant, beneficiary, recipient, account manager, line manager, manager of, kunde, kundin,
mitarbeiter, mitarbeiterin, patientin, bewerber, bewerberin, versicherte, cliente, paciente, salarié, employé,
pracownik, klient, reporter, requester, teacher, on call engineer, paged, page, pinged, ping, asked, ask, told, tell,
cc, thanks, thanks to, contacted, emailed, called, notified, notify, messaged, assigned to, escalated to,
handed over to, handed off to, handover to, handover from, spoke to, spoke with, talked to, on behalf of, reported by,
opened by, raised by, closed by, resolved by, submitted by, requested by, created by, approved by, reviewed by,
merged by, acked by, acknowledged by, owned by, written by, posted by, signed by, filed by, escalated by, confirmed by,
prepared by, authored by, forwarded by, comment by, note from, message from, mail from, email from, call from,
lgtm from, reminder for, refund for, invoice for, deliver to, ship to, looped in, waiting for, waiting on,
according to, met with, replied to, reply from, response from, question from, feedback from, complaint from,
request from, user named, customer named, c o, attn, insured, employee named, mr, mrs, ms, i a, i v, gez, sincerely,
yours, uploaded by, viele grüße, liebe grüße, beste grüße, grüße, gruß, lg, vg, mfg, regards, best, cheers, saludos,
cordialement, saluti, landlord, landlady, husband, wife, mother, father, son, daughter, brother, sister, boss,
neighbour, neighbor, lawyer, attorney, friend, dentist, therapist, partner, fiancé, fiancée, girlfriend, boyfriend,
uncle, aunt, nephew, niece, cousin, sister in law, brother in law, mother in law, father in law,
son in law, daughter in law, grandson, granddaughter, twin, tutor, professor, roommate, flatmate, vermieter,
vermieterin, chef, chefin, nachbar, nachbarin, kollege,
kollegin, anwalt, anwältin, freund, freundin, mutter, vater, le client, la cliente, propriétaire, voisin, voisine, boy,
girl, man, woman, child, kid, toddler, baby, teenager, pensioner, widow, lady, gentleman, visitor, traveller, traveler,
shopper, donor, bewohner, bewohnerin, schüler, schülerin, rentner, rentnerin, junge, mädchen, élève, alumno, alumna,
refunded, reimbursed, overcharged, opened for, letter went to, email went to, mail went to, message went to,
reply went to, refund went to, invoice went to, letter to, write to, wrote to, diagnosis for, payslip for, meeting,
written to, letter from, kudos to, props to, named, started by, committed by, author, by our colleague, requested from,
sent by, sent to, ticket from, interview with, meeting with, complaint by, beschwerde von, reklamation von, anruf von,
mail von, ticket von, plainte de, réclamation de, reclamación de, queja de, reclamo di, klacht van, skarga od,
salary of, salary for, gehalt von, lohn von, salaire de, salario de, stipendio di, salário de, bonus, bonus for,
identified as, recognised as, recognized as, matched to, subject, embedding of, voice of, recording of, photo of,
blutgruppe von, blood type of, blood group of, voice note from, befund von, diagnose von, diagnosis of,
medical history of,
speaking with, speaking to, speak with, my name s, my name is, ich heiße, je m appelle, me llamo, mi chiamo,
meu nome é, me chamo, mijn naam is, ik heet, nazywam się, jag heter, jeg heter, jmenuji se, interviewer, courier,
rider, paziente, pat, signed, spouse, guardian, witness, allergies of, prescription for, rezept für, ordonnance de,
compensation for, sueldo de, performance review of, abmahnung für, terminated, voicemail from, call with, chat with,
fingerprint of, incident lead, labelled by, labeled by, annotated by, rédigé par, écrit par, erstellt von,
verfasst von, revisado por, escrito por, opgesteld door, scritto da, redatto da, data owner, refund to, email to,
mail to, instead of, in the name of, im namen von, au nom de, a nombre de, a nome di, em nome de, mixed up, je suis,
soy, sono, eu sou, ik ben, ich bin, dentist dr, on call this week, payslip of, passport of, address of,
number of customer, belongs to, belonged to, müşteri, müşterimiz, kart sahibi, hesap sahibi, hasta, öğrenci, asegurado,
asegurada, registrant, seller, buyer, household of, bonifico a, bonifico di, transfer to, überweisung an, virement à,
transferencia a, przelew do, przelew dla, overboeking naar, payment to, paid to, payment from, boleto de, boleto da,
boleto do, ask for, worker, learner, claimant, informant, visitor, caller named, signed up as, registered as,
on file for, file of, record of, records of, account of, case of, claim of, complaint of, statement of, letter of,
request of, asistido, afectado, afectada, interesado, interesada, titular, titulaire, assicurato, assicurata,
intestatario, ucznia, pacjent, pacjentka, klientka, pana, panią, zákazník, pacient, kunden, kundens,
patienten, eleven, potilas, asiakas, müştəri, xəstə, pacientul, clientul, clienta, pacienta, ügyfél, beteg, korisnik,
korisnica, klijent, klijentica, pacijent, pacijentica, stranka, klientas, pacientas, klients, viðskiptavinur,
khách hàng, bệnh nhân, pelanggan, pasien, nasabah, mteja, mgonjwa, klienti
""")
_SHORT_TITLE = late_pattern(
    r"(?i)(?<![a-z])(mevr|dhr|mw|sig|dott|prof|dr|hr|sra?|srta|mme|mlle|mdm|avv|ing|mrs?|ms)\. \Z"
)
"""Titles that end with a full stop, and no sentence."""
BEFORE = frozenset(phrase for phrase in _BEFORE if " " not in phrase)
"""The single words of those."""
_SIGNED = late_pattern(
    r"(?P<field>[^\W\d_](?:[\w .'’/-]{0,38}[\w)])?)[\"'`\])]{0,2}[ \t]{0,20}"
    r"(?P<sign>(?:[:=]{1,2}|=>|->|→|\|)[ \t]{0,3}(?:\{\s?[\"']S[\"']\s?:\s?)?[\"'`\[(]{0,2}[ ]?)\Z"
)
_ELEMENT = late_pattern(r"<(?:[\w-]{1,20}:)?(?P<field>[A-Za-z][\w.-]{0,40})(?:\s[^<>]{0,60})?>\s?\Z")
_TOKENS = late_pattern(r"[^\W\d_]+")
_HUMP = late_pattern(r"(?<=[a-z])(?=[A-Z])")
_MOST_TOKENS = 4
_LINE_BEGINS = late_pattern(r"(?:\A|\n)[ \t>|*#\"'+-]{0,8}\Z")

_OWNED_OBJECT = late_pattern(
    r"(?P<owner>[A-Za-z_]{2,30})[\"']?\s?:\s?\[?\{[^{}]{0,120}?\w{0,20}[nN]ame[\"']?\s?:\s?[\"']?\Z"
    r"|(?:\A|\n)\s{0,12}(?P<above>[A-Za-z_]{2,30}):[ ]?\r?\n\s{1,14}(?:[\w-]{1,20}:"
    r" [^\n]{0,60}\n\s{1,14}){0,3}\w{0,20}[nN]ame: ?[\"']?\Z"
    r"|<(?P<outer>[A-Za-z]{2,30})>\s{0,12}<\w{0,20}[nN]ame>\s?\Z"
)
_PERSONAL_KEY = late_pattern(
    r"(?i)(?<![a-z])(?:adress\w*|telefon\w*|geb\w*|direcci\w*|indirizzo|nasc\w*|naiss\w*|phone|mobile|tel|msisdn"
    r"|e-?mail|dob|birth\w*|addr\w*|ssn|iban|passport|gender|surname|age|sex"
    r"|nationality|family|given|first|last)(?:[_ ]?\w{1,9})?[\"'`]?\s{0,9}[:=|]"
)

_TIME = r"\d{1,2}:\d\d(?::\d\d)?(?:\.\d{1,6})?Z?(?: ?[AP]M)?"
_SPEAKS = late_pattern(
    rf"(?:\A|\n)[ \t>]{{0,4}}\[?(?:\d{{1,4}}[-./]\d{{1,2}}[-./]\d{{1,4}},?[ T])?{_TIME}\]?(?: [-–]|,)? ?<?(?:From )?\Z"
)
_SPEAKER_ENDS = late_pattern(r"\s?(?:\([^)\n]{1,30}\)\s?)?(?:: |>|\Z| to (?:Everyone|All|Host))")
_SPOKE_AT = late_pattern(
    rf"(?: \([^)\n]{{1,30}}\))?(?: ?(?:APP|BOT))?[ \t]{{1,4}}(?:[—–-] )?"
    rf"(?:(?:{any_of(map(str.capitalize, TODAY_AND_YESTERDAY))})(?: at| um)? ?)?{_TIME}"
    r"[ \t]*(?:\r?\n|\Z)|, \[\d|(?: \([^)\n]{1,30}\))? [—–-] (?:Today|Yesterday|\d)"
)
_BLAMED = late_pattern(r"\s{1,20}\d{4}-\d\d-\d\d[ T]|\)\s")
_CHECKSUM = late_pattern(r"[0-9a-f]{7,40}\)?,? \(?\Z")
_COUNTED = late_pattern(r"(?:\A|\n)\s{1,8}\d{1,6}(?:\t| {2,4})\Z")
_SHORTENED = late_pattern(
    r"(?<![^\W\d_])(?i:z\. ?hd|kd|kdn|att|attn|cust|pt|pat|pax|stud|empl|emp|mgr|dir|supv|resp|recip)\. \Z"
)
"""Words for persons that are cut short."""
_OF_CLASS = late_pattern(r"(?i)(?<![a-z])(?:class|klasse|grade|year|classe|clase|klas) \d{1,2} ?[a-z]?[:,] \Z")
_GECOS = late_pattern(r":x?:\d{1,7}:\d{1,7}:\Z")
_REPLIES = late_pattern(
    r": (?i:I\b|ok(?:ay)?\b|ye(?:s|p|ah)\b|nope?\b|agreed\b|thanks\b|thx\b|hey\b|hi\b|lol\b|sorry\b|hmm+\b|sure\b"
    r"|(?:can|could|did|do|are|have) you\b)"
)
"""How somebody answers in a chat."""
_PRONOUNS = late_pattern(r" \((?:he|she|they|er|sie)/")

_VERBS = word_set("""
    wrote acked acknowledged joined said says asked asks replied confirmed merged pushed approved noticed uploaded
    complained called commented reacted pinned reviewed schrieb escribió napisał napisała skrev schreef escreveu
    committed reopened took wants earns earned
""")
_AFTER_AUXILIARY = word_set("""
    on-call on looking out away back joined left acked paged taking handling investigating asked écrit scritto
""")
_AUXILIARIES = frozenset(["is", "was", "has", "a", "ha", "will"])

_CLOSINGS = (
    r"(?:(?:kind|best|warm|many)?(?: |-)?regards|best(?: wishes)?|cheers|thanks(?: a lot)?|thank you|many thanks|thx|"
    r"sincerely(?: yours)?|yours(?: \w+)?|br|rgds|(?:mit )?(?:freundliche[nr]?|beste[nr]?|viele[nr]?|liebe[nr]?|"
    r"schöne[nr]?|herzliche[nr]?) gr(?:ü|u|ue)(?:ß|ss)en?|mfg|lg|vg|gruß|grüße|danke|cordialement|bien (?:cordialement|"
    r"à vous)|sincères salutations|salutations|amitiés|merci|(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|"
    r"un abrazo|gracias|cordiali saluti|distinti saluti|saluti|grazie|atenciosamente|cumprimentos|obrigad[oa]|abraços?|"
    r"pozdrawiam|z poważaniem|dziękuję|(?:med )?(?:vänliga|bästa|venlig|vennlig)e? hil?sn?ing(?:ar|er)?|mvh|hälsningar|"
    r"(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:jes|en)?|s pozdravem|terveisin|ystävällisin terveisin|"
    r"saygılarımla|üdvözlettel)"
)
CLOSING = late_pattern(
    rf"(?i)(?:\A|\n)[ \t>]{{0,4}}{_CLOSINGS}[,.!:]{{0,2}}[ \t]{{0,4}}(?:\r?\n[ \t>]{{0,4}}){{1,2}}\Z"
)
_DASHES = late_pattern(r"(?:\A|\n)--[ ]?\r?\n\Z")
_DASH = late_pattern(r"(?:\A|\n)[ \t]?[–—] ?\Z")
_SENT_FROM = late_pattern(r"(?i)sent from my [^\n]{1,30}\n\Z")
_TITLE_LINE = late_pattern(
    r"(?i)\r?\n[^\n]{0,30}\b(?:engineer|manager|head|lead|director|consultant|developer|analyst|sre|c[etio]o"
    r"|architect|specialist|officer|president|support"
    r"|assistant|leiter\w*|entwickler\w*|ingenieur\w*|responsable|directeur|gerente|kundenservice)\b[^\n]{0,60}\n"
)
_REACHED = late_pattern(
    r"(?i)\w@\w|\b(?:t|tel|phone|mobile?|m|fax)[.:]|\+\d{2}|(?<![\d-])\d{3}[ -]\d{3}[ -]\d|(?<![\d.])\d{9,13}(?![\d.])"
)
_BORDERS = "'\"`,;\t|"


def before(head: str, tail: str) -> Evidence:
    """What the text before a run says; `tail` is behind it."""
    if _OF_CLASS.search(head):
        return Evidence.WEAK
    if signed := _SIGNED.search(head) or _ELEMENT.search(head):
        return _of_field(signed, head, tail)
    if CLOSING.search(head) or _DASHES.search(head) or _SENT_FROM.search(head):
        return Evidence.STRONG if _ends_line(tail) else Evidence.NONE
    if _INTRODUCED.search(head):
        return Evidence.STRONG
    is_weak = (
        head.endswith("@")
        or (_I_AM.search(head) and tail.startswith((", ", " and ", " from ", " (", '"')))
        or (head[-8:].lower().endswith("this is ") and tail.startswith(_SPEAKING))
        or (_SPEAKS.search(head) and _SPEAKER_ENDS.match(tail))
        or (_LINE_BEGINS.search(head) and _REPLIES.match(tail))
        or (head.endswith("<") and tail.startswith("> "))
        or (head.endswith(("(", ") ")) and _BLAMED.match(tail) and re.search(r"(?:\A|\n|[0-9a-f]{7} )\(\Z", head))
        or (_CHECKSUM.search(head) and _BLAMED.match(tail))
        or (_COUNTED.search(head) and _ends_line(tail))
        or (_GECOS.search(head))
        or (_SHORTENED.search(head))
        or (_DASH.search(head) and _ends_line(tail))
    )
    return Evidence.WEAK if is_weak or follows_words(head) else Evidence.NONE


def _ends_line(tail: str) -> bool:
    return not tail or tail[0] in "\r\n,|(" or tail.startswith((" |", " ("))


def _of_field(signed: re.Match[str], head: str, tail: str) -> Evidence:
    tokens = [token.lower() for token in _TOKENS.findall(_HUMP.sub(" ", signed["field"]))]
    is_name = tokens[-1:] == ["name"]
    if is_name or tokens[-1:] in (["id"], ["names"]):
        tokens.pop()
    for count in range(min(_MOST_TOKENS, len(tokens)), 0, -1):
        phrase = " ".join(tokens[-count:])
        if phrase in (_ALWAYS_TECHNICAL if is_name else _OFTEN_TECHNICAL):
            return Evidence.WEAK if signed[0].endswith(" : ") else Evidence.GIVEN  # in French, a person
        if phrase in _SELDOM_TECHNICAL:
            return Evidence.WEAK
        if phrase in _FIELDS:
            return Evidence.STRONG
        if phrase in PERSON_NOUNS:
            return Evidence.WEAK
        # The whole field: the `A1` of a row of action items is not the `A:` of a mail.
        is_header = phrase in _HEADERS and phrase == signed["field"].lower()
        if is_header and _LINE_BEGINS.search(head[: signed.start()]):
            return Evidence.STRONG if phrase != "from" or _IN_MAIL.match(tail) else Evidence.WEAK
    if is_name and (
        _PERSONAL_KEY.search(head[: signed.start()])
        or _PERSONAL_KEY.search(tail)
        or (
            (owner := _OWNED_OBJECT.search(head))
            and _HUMP.sub(" ", next(filter(None, owner.groups()))).lower().replace("_", " ") in _FIELDS
        )
    ):
        return Evidence.STRONG
    return Evidence.NONE


_INITIALS = late_pattern(r"\b(i|p)\.\s?(A|V)\.\s?")
"""What a German signature has before a name: `i.A.`, `i. V.`."""


def follows_words(head: str) -> bool:
    """Whether a word for a person, or what people do to each other, is right before: `customer …`, `paged …`."""
    if not head.endswith((" ", ", ")):
        return False
    head = _SHORT_TITLE.sub(r"\1 ", _INITIALS.sub(r"\1 \2 ", head))
    tokens = [token.lower() for token in _TOKENS.findall(re.split(r"[.!?;:()\[\]\n\"]", head)[-1])]
    if tokens and tokens[-1] in PERSON_NOUNS:
        return True
    return any(" ".join(tokens[-count:]) in _BEFORE for count in range(min(_MOST_TOKENS, len(tokens)), 0, -1))


_INTRODUCED = late_pattern(
    r"(?i)(?<![a-z])(?:(?:my|his|her|their|\w{3,20}['’]s) (?:(?:full|real|legal|maiden) )?name"
    r"(?:(?: is| was|['’]s) |:? [(\"“]|: )"
    r"|(?:me llamo|mi chiamo|ich heiße|je m['’]appelle"
    r"|mijn naam is|nazywam się|meu nome é|jag heter) )\Z"
)
_SPEAKING = (", ", " from ", " calling", " here", " speaking", " about ", " regarding ", " again", " ringing")
_I_AM = late_pattern(r"(?i)(?<![a-z])(?:i am|i['’]m|im) \Z")
_BORN = late_pattern(
    r"(?i)[ ,(]{1,3}(?:geb(?:\.|oren)|born (?:on |in )?\d|b\. ?\d"
    r"|n[ée]e? le \d|nat[ao] il \d|nacid[ao] el \d|ur\. ?\d|dob\b|\*"
    r" ?\d)"
)
POSSESSIONS = word_set("""
    account accounts address chat claim data email phone question questions mum mom dad sister brother parents salary
    appointment appointments wife husband mother father son daughter children medical health diagnosis prescription
    prescriptions inbox mailbox passport birthday order orders booking refund complaint home bank
""")
"""What persons have, and products hardly ever."""


def after_genitive(tail: str) -> Evidence:
    """What the text behind a run that ends in `'s` says."""
    words = tail[1:30].split(None, 1) if tail[:1] == " " else []
    return Evidence.WEAK if words and words[0].lower().strip(",.") in POSSESSIONS else Evidence.NONE


_AGED = late_pattern(
    r"(?:, \d{1,2}|,? \((?:aged? )?\d{1,2}\)),? "
    r"(?i:from|of|who|whose|was|is|had|has|said|says|told|got|asked)\b|, aged? \d{1,2}\b"
)
"""The age of a person, behind the name."""


_AGED_WITHIN = late_pattern(r", (?:aged? )?\d{1,2}\)")
_FROM_PLACE = late_pattern(r" from [^\W\d_a-z]\S{1,20} [a-z]")


def after(head: str, tail: str) -> Evidence:
    """What the text behind a run says; `head` is before it."""
    if _BORN.match(tail):
        return Evidence.STRONG
    words = tail[1:40].split(None, 2) if tail[:1] == " " else []
    if (
        _AGED.match(tail)
        or (head.endswith("(") and _AGED_WITHIN.match(tail))
        or (_FROM_PLACE.match(tail) and tail.split(None, 3)[2].strip(",.") in _VERBS)
    ):
        return Evidence.WEAK
    if words and (
        words[0].lower().strip(":,.") in _VERBS
        or (words[0] in _AUXILIARIES and len(words) > 1 and words[1].lower().strip(":,.") in _AFTER_AUXILIARY)
    ):
        return Evidence.WEAK
    begins = _LINE_BEGINS.search(head) is not None
    if _PRONOUNS.match(tail) or (
        begins and (_SPOKE_AT.match(tail) or (_TITLE_LINE.match(tail) and _REACHED.search(tail)))
    ):
        return Evidence.WEAK
    return _in_cell(head, tail)


def _in_cell(head: str, tail: str) -> Evidence:
    """Whether a run fills a cell of a row in which somebody's address or phone is, too."""
    opened, closed = head.rstrip(" ")[-1:], tail.lstrip(" ")[:1]
    is_cell = (not opened or opened in _BORDERS + "\n(") and closed and closed in _BORDERS
    if not is_cell:
        return Evidence.NONE
    line = head.rpartition("\n")[2] + " " + tail.partition("\n")[0]
    return Evidence.WEAK if _REACHED.search(line) else Evidence.NONE
