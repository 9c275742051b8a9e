"""Numbers that only the word before them tells from others: of papers, policies, patients, pupils, staff, accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from afterword.redaction.matching import Anchors, Match, Needles, entries, value_at
from afterword.redaction.personal.announcing import AT_HEAD, GAP, LONG_GAP, Announced
from afterword.redaction.personal.nationalids import is_valid
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

CARD_CODE, PLATE, PATIENT, CUSTOMER = "card code", "vehicle plate", "patient number", "customer number"
BIOMETRIC = "biometric id"
KINDS = frozenset({
    CARD_CODE, PLATE, PATIENT, CUSTOMER, BIOMETRIC, "passport number", "insurance number", "employee number",
        "student number", "tax number",
    "national id", "bank account", "vehicle id", "device id", "booking reference", "loyalty number",
})  # fmt: skip

_UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
_MIXED = r"(?=[A-Za-z0-9/.-]*\d{3})[A-Z]{0,4}[/.-]?\d[A-Z0-9/.-]{2,16}"
"""Digits, with a few capitals and signs."""
_LABELLED = r"[A-Z]{0,4}[/ -]?\d(?:[./ -]?\d|[A-Z](?=[\d-])){3,16}[A-Z]?"
"""Digits, with capitals before, between and behind them."""
_GROUPED = r"\d(?:[ ./-]?\d){5,21}"
_PAPER = r"(?=[A-Z0-9 /-]*\d{2})[A-Z0-9]{1,5}(?:[ /-]?[A-Z0-9]{2,12}){1,3}"
_PLATE = r"(?=[A-Z0-9 -]*[0-9])(?=[0-9 -]*[A-Z])[A-Z0-9]{1,4}(?:[ -]?[A-Z0-9]{1,5}){1,3}"


def _has_digits(least: int) -> re.Pattern[str]:
    return re.compile(rf"(?:[^0-9]*[0-9]){{{least}}}")


_SEVEN, _FIVE, _THREE = _has_digits(7), _has_digits(5), _has_digits(3)


def _is_paper(value: str) -> bool:
    """Five digits, or as few as those of papers that mix them with letters."""
    return _is_number(value) or (value.isalnum() and 8 <= len(value) <= 10 and _THREE.match(value) is not None)


def _is_long(value: str) -> bool:
    return _SEVEN.match(value) is not None


def _is_serial(value: str) -> bool:
    return len(value) >= 8 and _THREE.match(value) is not None


def _is_number(value: str) -> bool:
    return _FIVE.match(value) is not None


_TABLE = (
    Announced(CARD_CODE, r"\d{3,4}", "cvc, cvc2, cvv, cvv2, cv2, card verification code, card verification value, "
        "card security code, security code, prüfziffer der karte, kartenprüfnummer, prüfnummer, cryptogramme",
              gap=rf"(?: (?:on|of) (?:the|his|her|my) (?:card|back))?{GAP}"),
    Announced(
        PLATE, _PLATE,
        "license plate, licence plate, number plate, registration plate, plate, kennzeichen, kfz kennzeichen, "
        "nummernschild, plaque d immatriculation, plaque, immatriculation, matricula, matrícula, targa, kenteken, "
        "numer rejestracyjny, rejestracja, registration number, registration no, vehicle registration, vrn, vrm, "
        "anpr read, lpr read, registreringsnummer, rekisteritunnus, rekisterinumero, nummerplade, spz, placa, "
        "nummerplaat, kentekenplaat, rekisterikilpi, tablica rejestracyjna, "
        "patente auto, rendszám, plaka, kennz, immatriculé, immatriculée, nr rej, nr rejestracyjny, numberplate, "
        "reg no, reg nr, vehicle reg, number plate read, plate read, car reg, van reg",
        other=("车牌号", "车牌", "госномер", "номер авто", "номерной знак", "차량번호", "ナンバープレート", "πινακίδα"),
    ),
    Announced(
        PLATE,
        r"[A-ZÄÖÜ]{1,3}-[A-ZÄÖÜ]{1,2} \d{1,4}[EH]?|[A-Z]{2}[ -]?\d{2}[ -]?[A-Z]{1,2}[ -]?\d{4}|[A-Z]{2}\d{2} [A-Z]{3}",
        "car, reg, vehicle, van, truck, lorry, taxi, motorbike, auto, wagen, fahrzeug, voiture, coche, macchina, "
        "moto, vehicle no, vehicle number, car no, car number",
    ),
    Announced(
        CUSTOMER, _LABELLED,
        "kundennummer, kunden nr, kundennr, kundenkonto, debitor, debitorennummer, vertragsnummer, vertrags nr, "
        "numéro client, numéro de client, n° client, n° de client, no client, code client, numéro de contrat, "
        "número de cliente, nº de cliente, n.º de cliente, nº cliente, número do cliente, código de cliente, "
        "código do cliente, numero cliente, codice cliente, n. cliente, klantnummer, klantnr, numer klienta, "
        "nr klienta, kundnummer, kundnr, kundenummer, kundenr, asiakasnumero, müşteri numarası, müşteri no, "
        "zákaznické číslo, číslo zákazníka, numero de cliente, ügyfélszám, cod client",
        "customer, cust, client, consumer, subscriber, guest, shopper, buyer, account holder, contract, debtor, "
        "kunden, klant, kund, kunde",
        other=("客户编号", "客户号", "客户ID", "客戶編號", "顧客番号", "お客様番号", "会員番号", "고객번호",
               "고객 번호",
            "회원번호",
               "номер клиента", "номер договора", "αριθμός πελάτη"),
        confirms=_is_number,
    ),
    Announced(
        BIOMETRIC, rf"{_UUID}|{_LABELLED}",
        "voiceprint, fingerprint id, face template, faceprint, iris template, fingerprint template, voice template",
        "face, biometric, voice, voiceprint, faceprint, fingerprint template, face template, voice template, iris",
        confirms=_is_number, condition=rb"[^\n]{0,24}(?:0[^\n]{0,24}0|[a-f0]{8}-)",
    ),
    Announced(BIOMETRIC, r"[A-Z]{1,4}-?\d{5,12}", numbered="template, subject, enrollee, speaker, palm"),
    Announced(
        "vehicle id", r"[A-HJ-NPR-Z0-9]{17}",
        "vin, vin no, fahrgestell, fahrgestellnummer, fahrzeug ident, fahrzeugidentnummer, fin, chassis, châssis, "
        "vehicle, vehicle id, bastidor, telaio, frame, rámu, ramy",
        other=("车架号", "車台番号", "차대번호"), confirms=_is_number, gap=LONG_GAP,
    ),
    Announced(
        PATIENT, r"(?=[A-Z0-9-]*\d{4})[A-Z]{0,4}-?\d[A-Z0-9-]{3,14}",
        "patient, patiente, patienten, paciente, mrn, medical record, krankenakte, fallnummer, fall nr, "
        "patientennummer, chi, patient id, patient identifier, dossier patient, cartella clinica, cartella n, nhc, "
        "ipp, ipp patient, nº de historia clínica, historia clínica, número de prontuário, prontuário, "
        "numéro de dossier, dossier n°, dossier médical, aufnahmenummer, nr pacjenta, patientnummer, patiëntnummer, "
        "hasta no, potilasnumero",
        "hospital, encounter, admission, case file, clinic, chart, aufnahme, patienten, pacjenta, dossier médical",
        other=("病历号", "住院号", "患者番号", "患者ID", "カルテ番号", "診察券番号",
               "환자번호", "номер пациента", "номер карты"),
    ),
    Announced(
        "insurance number", r"(?=[A-Z0-9 ./-]*\d{2})[A-Z0-9]{1,6}(?:[ ./-]?[A-Z0-9]{2,8}){1,4}(?: \d)?",
        "kvnr, kv nr, vers nr, versnr, versicherungsnr, versicherungs nr, vsnr, egk, versicherungsnummer, "
        "versichertennummer, versichertennr, versicherungsschein, versicherungsscheinnummer, policennummer, "
        "police nr, polizza, póliza, polis, polisnummer, mutuelle, adhérent, numéro d adhérent, nhs number, "
        "health insurance number, carte vitale, tessera sanitaria, mitgliedsnummer, mitglieds nr, medicare card, "
        "health card, insurance card, insurance id, numéro de mutuelle, zorgpas, tarjeta sanitaria, mitglieds nummer",
        "insurance, policy, policy holder, policyholder, member, membership, subscriber, health card, "
        "health insurance, medicaid, medicare, claim, claims, schaden, policen, krankenkassen, assuré, versicherten, "
        "insured, beneficiary",
        confirms=_is_number, gap=LONG_GAP,
    ),
    Announced(
        "passport number", _PAPER,
        "passport, reisepass, reisepassnummer, reisepassnr, passeport, pasaporte, passaporto, passaporte, paspoort, "
        "paspoortnummer, passnummer, pas nr, pasnummer, passi, paszport, paszportu, pass nr, pass no, "
        "personalausweis, personalausweisnummer, ausweisnummer, ausweis nr, identity card, id card, travel document, "
        "driving licence, driving license, driver license, driver licence, driver s license, drivers license, "
        "führerschein, führerscheinnummer, permis de conduire, permis, patente di guida, patente, prawo jazdy, "
        "carta de condução, carteira de habilitação, cnh, rijbewijs, körkort, kørekort, ajokortti, ehliyet, "
        "aufenthaltstitel, residence permit, dvla licence, dvla license, dowód osobisty, dowodu osobistego, "
        "dowod osobisty, dowód, dni nr, carte d identité, carta d identità, carta di identità, cartão de cidadão, "
        "documento de identidad, permiso de conducir, permiso de conducción, carné de conducir, green card, "
        "alien number, führerscheinnr, identiteitskaart",
        "visa, dl, licence, license, driver license, document, permit, residence card",
        other=(
            "护照号", "护照", "旅券番号", "旅券", "여권", "驾照", "驾驶证", "免許証番号",
            "운전면허", "удостоверение", "パスポート番号", "паспорт",
                "паспорта",
            "водительское удостоверение", "여권번호",
        ),
        confirms=_is_paper, gap=LONG_GAP,
    ),
    Announced(
        "employee number", _MIXED,
        "personalnummer, personal nr, pers nr, matricola, mitarbeiternummer, mitarbeiter nr, personeelsnummer, "
        "medarbejdernummer, anställningsnummer, ansattnummer, matricule, legajo, numero matricola, "
        "número de empleado, numer pracownika, badge, payroll number",
        "employee, emp, staff, worker, personnel, payroll, badge, associate, clock, crew, empleado, dipendente, "
        "medewerker, mitarbeiter, colleague",
        other=("工号", "员工编号", "社員番号", "従業員番号", "사번", "табельный номер"),
    ),
    Announced("insurance number", r"[1-9][A-Z][A-Z0-9]\d[ -]?[A-Z][A-Z0-9]\d[ -]?[A-Z]{2}\d{2}", "medicare, mbi"),
    Announced("insurance number", r"[A-Z]{1,4}(?:-\d{2,4})?-?\d{5,10}(?:-\d{1,2})?|\d{5,10}-[A-Z]{1,2}",
              "policy, police, polizza, póliza, claim, membership", condition=rb"[^\n0]{0,20}0[0-]{4}"),
    Announced("employee number", r"[A-Z]{1,3}-?\d{5,10}", "worker, workday worker, employee, staff"),
    Announced("student number", r"[A-Za-z]{0,2}\d{6,12}", "matriculation, matric, matr, matrikel, matrícula, "
              "matricula"),
    Announced("student number", r"\d{5,9}", "legitymacja, legitymacji, legitymacji studenckiej, student card, "
        "studentenausweis", gap=LONG_GAP),
    Announced(
        "booking reference", r"(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\d)[A-Z0-9]{2,6}-?[A-Z0-9]{4,10}",
        "booking, booking reference, booking ref, booking code, buchung, buchungscode, buchungsnummer, buchungs nr, "
        "pnr, record locator, reservation, reservation code, confirmation, confirmation code, confirmation no, "
        "réservation, numéro de réservation, reserva, localizador, prenotazione, codice prenotazione, boeking, "
        "boekingsnummer, rezerwacja, rezerwacji, itinerary, locator",
        other=("номер брони", "бронь", "预订号", "予約番号", "예약번호"), gap=LONG_GAP,
    ),
    Announced("booking reference", r"[A-Z0-9]{6}", "pnr, record locator", confirms=str.isupper),
    Announced(
        "booking reference", r"\d{3}[- ]?\d{10}", "ticket no, ticket number, flight ticket, air ticket, e ticket, "
        "eticket, ticketnummer, billet",
    ),
    Announced(
        "loyalty number", r"\d{4} \d{4} \d{4}(?: \d{4})?",
        "loyalty, rewards, bonus card, club card, points card, rewards card, membership card, puntenkaart, "
        "klantenkaart, "
        "spaarkaart, tarjeta de puntos, carta fedeltà, carta punti, karta lojalnościowa, karta klienta, punktekarte",
    ),
    Announced(
        "loyalty number", r"(?:[A-Z]{2} ?)?\d(?:[ -]?\d){7,17}",
        "frequent flyer, frequent flyer number, miles & more, miles and more, loyalty card, loyalty number, "
        "bonuskarte, payback, clubcard, kundenkarte, carte de fidélité, bonuscard, loyalty id",
    ),
    Announced(
        "phone number", r"\+?[\d(][\d ()./-]{5,18}\d",
        "phone, phone number, phone no, mobile, mobile number, cell, cellphone, telephone, telefon, telefono, "
        "teléfono, téléphone, móvil, handy, mobil, telefoon, tel, msisdn, whatsapp, caller, caller id, contact number",
        gap=r"(?!)", condition=AT_HEAD, confirms=_is_long,
    ),
    Announced(
        "student number", rf"(?:[a-z]{{1,2}}\d{{4,10}}|{_MIXED})",
        "matrikelnummer, matrikel nr, matriculation number, schülernummer, opiskelijanumero, numéro étudiant, "
        "studentnummer, numero di matricola, numero studente, numer albumu, ine, ucas, ucas id, n.º de alumno, "
        "número de alumno",
        "student, pupil, enrollment, enrolment, roll, candidate, exam, apprentice, scholar, learner, matrikel, "
        "alumno, aluno, étudiant, studente, matricula, matrícula",
        other=("学号", "学籍番号", "학번", "номер студенческого"),
    ),
    Announced(
        "tax number", rf"(?:[A-Z]{{2}})?(?:{_GROUPED}|[A-Z0-9]{{9,15}})",
        "utr, steuernummer, steuer nr, st nr, steuer id, numéro fiscal, spi, nip, tin, ird, partita iva, p iva, "
        "gstin, numéro de tva, vat number, vat no, vat id, vat reg no, btw nummer, ust idnr, idnr, id nr, ust id, "
        "moms nr, ein, abn, adóazonosító jel, adószám, taxpayer number, dič",
        "tax, taxpayer, tax file, tax reference, fiscal",
        other=("ИНН", "ТИН", "ИИН", "ΑΦΜ", "税号", "РНОКПП", "ІПН"), confirms=_is_long,
    ),
    Announced("tax number", r"[A-Z]{5}\d{4}[A-Z]", "pan, pan card, pan no, pan number"),
    Announced(
        "bank account", r"(?:bc1|tb1|ltc1)[a-z0-9]{25,90}|[13LMD][1-9A-HJ-NP-Za-km-z]{25,34}|0x[0-9a-fA-F]{40}"
        r"|T[1-9A-HJ-NP-Za-km-z]{33}",
        "btc, btc addr, btc address, btc wallet, bitcoin, bitcoin address, eth, eth address, eth wallet, ethereum, "
        "wallet, wallet address, payout address, deposit address, ltc, usdt, tron, trx", gap=LONG_GAP,
        condition=rb"[^\n]{0,40}[a-z0-9]{20}",
    ),
    Announced(
        "tax number", r"[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}", "rfc",
    ),
    Announced(
        "national id", _GROUPED + r"(?: ?[A-Z] ?\d{3})?|\d{8}[A-Z]\d{3}",
        "nuss, número de la seguridad social, seguridad social, pis, pasep, nit, nis, inss, nss, imss, uan, snils, "
        "sozialversicherungsnummer, rentenversicherungsnummer, rvnr, svnr, sv nummer, taj szám, taj, ahv nr, avs, "
        "niss, social security number, ssn, social, numéro de sécu, n sécu, no sécu, n° sécu, nir, "
        "cnpj, sv nr, rv nr, sécurité sociale, "
        "personas kods, emšo, jmbg, kennitala, mykad, nric no, nik, ktp, cnic, cnp, emirates id, cédula, cedula, rg, "
        "aadhaar, aadhar, pesel, bsn, burgerservicenummer, dni, nin, bvn, iqama, my number, "
        "identity number, civil id, civil number, cpf, tfn, tax file number, amka, egn, cuit, cuil, "
        "national id, national identity number, teudat zehut, personnummer, cpr, fødselsnummer, "
        "henkilötunnus, isikukood, asmens kodas, oib, curp, tc, tckn, tc no, tc kimlik, tc kimlik no, "
        "tessera, tessera sanitaria, iin, cccd, cmnd, nuip",
        "national, national insurance, identity, id card, personal identity, personal identification, citizen, "
        "social security",
        other=("r.č", "СНИЛС", "マイナンバー", "個人番号", "身份证号", "身份证", "주민등록번호", "주민번호",
               "תעודת זהות"),
        confirms=_is_long,
    ),
    Announced(
        "national id", r"[A-Z]{1,2}\d{6}\([0-9A]\)|[A-Z][12]\d{8}|[A-Z]{4}\d{6}[A-Z0-9]{7,8}"
        r"|[A-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D]",
        "hkid, hong kong id, curp, nino, ni number, national insurance number, national insurance",
        other=("身分證字號", "身份證號碼", "身分證"),
    ),
    Announced("national id", r"\d{8}[ -]?[A-Z]|[XYZ][ -]?\d{7}[ -]?[A-Z]", "dni, nie, nif, dni nie"),
    Announced("national id", r"\d{9}|\d{3} \d{3} \d{3}", "nif, contribuinte"),
    Announced("national id", r"\d{6}[-+A]\d{3}[0-9A-Z]", "hetu, henkilötunnus, personbeteckning, pnr, personnr"),
    Announced("national id", r"\d{3}[ -]?\d{3}[ -]?\d{4}", "nhs"),
    Announced("national id", r"\d{7}[A-W][A-IW]?", "pps, ppsn"),
    Announced("national id", r"\d{4}", "last four of ssn, last four of the ssn, last 4 of ssn, ssn last four, "
        "ssn last 4, ssn ending"),
    Announced(
        "bank account", r"(?:[A-Z]{0,2}|[A-Z]{1,3}-)\d(?:[ .-]?\d){5,29}",
        "account number, account no, acc no, acc nr, acc number, acct, acct no, bank account, bank acc, "
        "kontonummer, konto nr, konto, clabe, kto, "
        "kto nr, kontonr, compte n°, cbu, cvu, bankgiro, plusgiro, rib, compte, numer rachunku, rachunek, nr konta, "
        "cuenta, conta, sort code, routing, routing number, bsb, blz, rekeningnummer, tilinumero, číslo účtu, "
        "hesap no, ifsc, nz account",
        "account, checking account, savings account, bank, acc",
        other=("银行卡号", "银行账号", "口座番号", "계좌번호", "номер счета", "р/с"), confirms=_is_number,
    ),
    Announced("bank account", r"\d{2}-\d{2}-\d{2}|\d{7,10}(?=\D)|\d{4}-\d ?/ ?\d{4,6}-\d", "conta, sort, agência"),
    Announced("IBAN", r"[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,6}){3,8}", "iban, iban no, iban nr", gap=LONG_GAP),
    Announced("IBAN", r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?(?=[^A-Z0-9 ]| [^A-Z0-9]|\Z)",
              "account, bank account, konto, compte, cuenta, conta, conto, rekening, rachunek, účet"),
    Announced(
        CUSTOMER, r"(?!(?:19|20)\d\d[-/])\d{4,6}(?:[-/]\d{2,6}){1,3}", "contract, agreement, vertrag, contrat",
    ),
    Announced(
        CUSTOMER, _MIXED, "herd number, herd no, herd id, herd mark, holding number, cph, ear tag, betriebsnummer",
    ),
    Announced(
        CUSTOMER, r"[A-Z]{1,4}(?:[/-]\d{2,8}){1,3}|\d{4,10}(?:[/-]\d{1,6}){0,2}",
        "umowa, umowy, nr umowy, contrato, contratto, vertrag, vertragsnr, contrat, overeenkomst, sözleşme, "
        "contract no, contract number, account ref, customer ref, kontrakt, smlouva",
    ),
    Announced(
        "bank account", r"[\w.-]{2,40}@[a-z]{2,15}", "upi, upi id, vpa", condition=rb"[^\n]{0,90}@",
    ),
    Announced("bank account", r"\d{10,24}", "clabe, cbu, cvu", gap=LONG_GAP),
    Announced("bank account", r"\d{9}|\d{4}-\d{4}-\d", "aba, aba routing, rtn, routing transit", "routing transit"),
    Announced(
        PLATE, r"[\u4e00-\u9fff][A-Z][A-Z0-9]{5,6}|\d{2,3}[\uac00-\ud7a3] ?\d{4}", other=("车牌号", "车牌", "차량번호"),
    ),
    Announced(
        "device id", rf"{_UUID}|[0-9a-fA-F]{{16}}|[0-9a-fA-F]{{32,40}}|[0-9A-F]{{8}}-[0-9A-F]{{16}}",
        "idfa, gaid, aaid, adid, gps adid, idfv, oaid, udid, rida, tifa, lgudid, advertising id, advertiser id, "
        "android id, ssaid, device id, device uuid, device udid, device identifier, installation id, install id, "
        "vendor id, visitor id, browser fingerprint, device fingerprint, x device id, client fingerprint, "
        "hardware id, machine id",
        gap=LONG_GAP,
    ),
    Announced("device id", r"(?:fb\.\d\.|GA\d\.\d\.)?\d{9,13}\.\d{9,10}", "ga, client id, fbp, cid"),
    Announced(
        "device id", r"(?=[A-Z0-9-]*[G-Z])(?=[A-Z0-9-]*\d)[A-Z0-9]{2,12}(?:-?[A-Z0-9]{3,10})?",
        "s/n, serial, serial number, serial no, device serial, serialno, seriennummer, seriennr, iphone serial, "
        "ipad serial, macbook serial, laptop serial, phone serial, watch serial, tablet serial, numéro de série, "
        "número de serie, implant, pacemaker, insulin pump, hearing aid, glucose sensor, zählernummer, meter number, "
        "meter no, gerätenummer, geräte nr, inventarnummer",
        "serial, device serial, pacemaker, implant, pump, hearing aid, meter, zähler, handset, wearable",
        gap=LONG_GAP, confirms=_is_serial,
    ),
    Announced("device id", r"\d{2}-\d{6}-\d{6}-\d(?:/\d\d)?|\d{16}", "imei, imeisv",
              gap=rf"(?:[/ -]?(?i:sv))?{GAP}"),
    Announced("device id", r"\d{15}|\d{2}(?P<s>[ -])\d{6}(?P=s)\d{6}(?P=s)\d", "imei, imei1, imei2",
    confirms=partial(is_valid, "imei")),
    Announced(
        "device id", r"\d{14,15}|89(?: ?\d){16,18}|89\d{30}|[0-9A-F]{14}|imsi-\d{14,15}",
        "imsi, iccid, sim, meid, eid, supi, sim card, esim, esim profile", gap=LONG_GAP,
    ),
)  # fmt: skip
_ACCOUNT = late_pattern(
    r"(?i:(?<![a-z])(?:acc(?:oun)?t?|a/c|konto|compte|conta|cuenta)\b\.?(?: (?:no|nr"
    r"|number)\b\.?)?)[\"':=# ]{1,4}(?P<value>\d[\d -]{3,20}\d)(?![\w-])"
)
_BESIDE = 60


def _beside_bank(text: str, at: int) -> Iterator[Match]:
    """An account in the line of its bank: `sort code … account …`; `at` is at the word for the bank."""
    begin = text.rfind("\n", max(0, at - _BESIDE), at) + 1 or max(0, at - _BESIDE)
    end = text.find("\n", at, at + _BESIDE)
    for match in _ACCOUNT.finditer(text, begin, end if end >= 0 else at + _BESIDE):
        yield Match.of(match, "bank account", group="value")


# `"type": "passport", "number": …`.
_document = value_at(
    "passport number",
    r"(?i:passport|id[_ -]?card|driv\w{1,4}[_ ](?:licen[cs]e)|residence[_ ]permit|visa)[\"'][^{}\n]{0,80}?"
    r"[\"'](?:[a-z]{0,9}_?)?(?i:number|no|nr|id)[\"']\s?:\s?[\"'](?P<value>(?=[A-Z]*\d)[A-Z0-9-]{6,20})[\"']",
)

_slashed = value_at(
    "bank account",
    r"(?i:(?<![a-z])[as]/c)(?: (?:no|number|nr)\.?)?[ :#.]{1,3}(?P<value>\d{2}-\d{2}-\d{2}"
    r"|\d[\d -]{4,20}\d)(?![\w-])",
)
"""`a/c 00417734 s/c 08-31-10`."""
_ANCHORED = Anchors(*_TABLE, Needles(b"/c", {b"a/c": _slashed, b"s/c": _slashed}, "c"), *Needles.each(
    *entries(_beside_bank, "sort code", "routing", "bsb", "ifsc", "transit", "swift", "bic"),
    *entries(_document, "passport", "visa", "id_card"),
    (b"driv", _document, "driver drivers driving"), (b"residence", _document, "residence"),
))  # fmt: skip
_WITH_OTHER_WORDS = [one for one in _TABLE if one.other]


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    yield from _ANCHORED.find(view)
    if view.characters:
        for one in _WITH_OTHER_WORDS:
            yield from one.find_other(view)
