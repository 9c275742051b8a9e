"""Each kind of personal data: what goes, to the character, and what looks like it and stays. All values are made up."""

from __future__ import annotations

import pytest

from afterword.redaction import Known, Redactor
from redaction.test_credentials import parts

GOES = [
    "see /home/<account name|rayan>/x and /home/<account name|doray>/x",
    "<name|Oktrin Velder>, passport <passport number|L898902C3>, refund",
    "see <handle|kim.bsky.social> there, and the post of <handle|@kim_lee> on twitter",
    "mail <email|ivy=40x.example> now", "<email|ivy @ mail.example.com> wrote", "<email|i v y >@mail.example",
    "my name is <name|Oktrin Velder>", "lodger: <name|Oktrin Velder>", "<name|Oktrin Velder> (they/them) said",
    "BEGIN:VCARD\nVERSION:3.0\nN:<name|Oduya;Brannic>\nEND:VCARD", "patient: <name|VELDER Ivy>",
    "saw <name|Imogen> (34) here", "this is <name|imogen velder> speaking",
    "the fleet <vehicle id|1HGCM82633A004352> drove",
    "write to <email|jan małpa poczta kropka pl>",
    "sort code <bank account|20-00-00> account <bank account|12345678>\naccount 87654321",
    "<name|Ilse Brandt> (<customer number|s3391823>) wrote",
    "ACME Support <name|Ivy Larch> (<email|ivy@x.example>)",
    # Mail.
    "write to <email|jane.doe+refunds@mail.example.org>.",
    "<<email|jane@example.org>> wrote",
    "from=<email|jane%40example.org>&x=1",
    "<email|jane [at] example [dot] org>",
    "<email|jane(at)example.org>, <email|jim at example dot org>",
    "<email|jörg@example.de>",
    "\\n<email|user@example.org>",
    "<email|a@b.xn--p1ai>",
    # Network addresses.
    "from <IP address|203.0.113.7> at noon",
    "ip=<IP address|198.51.100.23>:443",
    "client version 2 from ip <IP address|8.8.4.4>",
    "<IP address|2a02:8109:85a3::8a2e:370:7334> failed",
    "seen at <IP address|2a02:8109:85a3::8a2e:370:7334>.",
    "from <IP address|2a02:8109:85a3::> on",
    "<IP address|2a02:8109:85a3:1:2:8a2e:370:7334>",
    # Cards and accounts.
    "card <card number|4111 1111 1111 1111>, expired",
    "<card number|5555-5555-5555-4444>",
    "<card number|378282246310005>",
    "<card number|6011111111111117>",
    "<card number|3530111333300000>",
    "<IBAN|DE89 3704 0044 0532 0130 00> was charged",
    "<IBAN|GB82WEST12345698765432>",
    "<IBAN|NO93 8601 1117 947> AND MORE",
    # Phones.
    "<phone number|+49 30 901820>",
    "<phone number|+1 (415) 555-0132>",
    "call <phone number|030 901 820> now",
    "<phone number|0049 30 901 820 12>",
    "<phone number|(415) 555-0132>",
    "<phone number|415-555-0132>",
    "<phone number|415.555.0132>",
    "<phone number|(030) 901820>",
    "<phone number|0171 901 8203>",
    "<phone number|02 9374 4000>",
    "<phone number|044 668 18 00>",
    "<phone number|0711 12 34 56>",
    "<phone number|070-174 06 05>",
    "<phone number|06-12345678>",
    "<phone number|98765 43210>",
    "<phone number|612 34 56 78>",
    "<phone number|11 91234-5678>",
    "<phone number|07700900123>",
    "<phone number|0171 9018203>",
    "<phone number|03-1234-5678>",
    "<phone number|(11) 91234-5678>",
    "<phone number|138 1234 5678>",
    "<phone number|01 42 68 53 00>",
    "<phone number|030/901820>",
    # National ids: by their form, and by a word before them.
    "<national id|580-30-1573>", "social security: <national id|364249909>", "<national id|925-81-5421>",
    "<national id|61.11.67-951-46>", "national register number: <national id|20017027719>",
    "<national id|967.494.070-72>", "CPF: <national id|73223280600>", "<national id|756.8988.8753.84>",
    "<national id|120331-3552907>", "<national id|1 02 72 80 186 921 06>", "NIR: <national id|201963732645943>",
    "NHS: <national id|268 359 4437>", "Steuer-ID: <national id|98512320465>", "BSN: <national id|706765977>",
    "PESEL: <national id|61831553024>", "personnummer: <national id|060120-7996>",
    "<national id|7456 9924 9871>", "Aadhaar: <national id|760367657999>", "SIN: <national id|428 115 778>",
    "TFN: <national id|396 858 938>", "CPR: <national id|170611-7909>", "fødselsnummer: <national id|440117 77799>",
    "<national id|281016A362X>", "contribuinte: <national id|156619466>", "SVNR: <national id|4562 748668>",
    "<national id|572215/3778>", "rodné číslo: <national id|274718/688>", "CNP: <national id|1350513287725>",
    "EGN: <national id|8221258341>", "OIB: <national id|80313410389>", "kimlik: <national id|20429597592>",
    "israeli id: <national id|981319130>", "ID: <national id|511203 6610 069>", "<national id|220681207907056804>",
    "isikukood: <national id|51602117201>", "asmens: <national id|59209085735>", "<national id|69.463.020-0>",
    "RUT: <national id|60266470-8>", "CUIT: <national id|24-32637319-9>", "<national id|3-9508-93222-03-4>",
    "cédula: <national id|1122831868>", "AMKA: <national id|05108875575>", "<national id|TE204207B>",
    "<national id|TE 20 42 07 B>", "<national id|YIJPK1198P>", "PAN: <national id|BKDLL9967I>",
    "DNI: <national id|87081728W>", "<national id|68065409-Z>", "<national id|X7645964M>", "<national id|X-2598025-Z>",
    "NRIC: <national id|S9231311L>", "<national id|GEIF730406MJCNVY15>", "<national id|XTXX300407HSPJMXY5>",
    "<national id|120212A121B>", "<national id|230403-528V>", "PPS: <national id|1122001P>",
    "PPS: <national id|7203833QW>", "<national id|41300019041105146X>", "<national id|14358319690707813X>",
    # Postal addresses.
    "at <postal address|221B Baker Street, London NW1 6XE>.",
    "<postal address|350 5th Ave, New York, NY 10118>",
    "<postal address|12 rue de Rivoli, 75001 Paris>",
    "<postal address|Musterstraße 12, 12345 Berlin>",
    "<postal address|Via Roma 12> in town",
    "<postal address|ul. Długa 17/3, 00-238 Warszawa>",
    "<postal address|PO Box 123>",
    "<postal address|Storgata 5, 0155 Oslo>",
    "<postal address|Kong Oscars 5, 5017 Bergen>",
    "ship to: <postal address|Haus am See, Nr 5, Neustadt>",
    "<postal address|〒100-0001 東京都千代田区千代田1-1>",
    "<postal address|北京市朝阳区建国路88号>",
    "<postal address|서울시 강남구 테헤란로 152>",
    # Mail with other letters, and with entities.
    "<email|jörg@müller.example.de> wrote",
    "<email|почта@пример.рф> написал",
    "<email|ivy&#64;fernbank.org> and <email|oren&#x40;fernbank&#46;org>",
    "<email|ivy&commat;fernbank&period;org>",
    'to "<email|ivy\\u0040fernbank.org>"',
    # Names beside an address, and behind a key.
    "<name|Ivy Larch> <<email|ivy@fernbank.org>> agrees",
    'From: "<name|Pike, Oren>" <<email|oren@fernbank.org>>',
    "Author: <name|Jean-Luc van der Berg> (<email|jl@fernbank.org>)",
    '{"name": "<name|Ivy Larch>", "email": "<email|ivy@fernbank.org>"}',
    '{"email": "<email|ivy@fernbank.org>", "name": "<name|Ivy Larch>"}',
    "[<name|Ivy Larch>](mailto:<email|ivy@fernbank.org>)",
    'customer_name="<name|Cleo Dunn>" plan=gold',
    '{"firstName": "<name|Cleo>", "last_name": "<name|Dunn>"}',
    "<customerName><name|Cleo Dunn></customerName>",
    "cardholder=<name|IVY LARCH> declined",
    # Accounts.
    'File "/home/<account name|ivylarch>/app.py"',
    "C:\\Users\\<account name|IvyLarch>\\app.py",
    "/mnt/c/Users/<account name|ivylarch>/x",
    "~<account name|ivylarch>/x",
    "<account name|ivy>@<host name|ivys-macbook-pro> app % pytest",
    "[<account name|oren>@gpu-4 logs]$ ls",
    "<account name|oren>@gpu-4:~/x$ ls",
    "/var/spool/mail/<account name|oren> is full",
    "ACME\\<account name|opike> logged on",
    "<@<Slack id|U02ABCD34EF>> and user <Slack id|W01234ABCDE>",
    "cwd=/home/<account name|annaberg>/x file=/home/<account name|opike>/y",
    "file:///home/<account name|kim.berg>/x.ipynb",
    # Devices and places.
    "mac <MAC address|a4:5e:60:d2:19:7f> and <MAC address|00-1B-44-11-3A-B7>, <MAC address|b827.eb12.9fa0>",
    "IMEI: <device id|356938035643809>", "imsi=<device id|262011234567890>",
    '{"lat": <location|52.520008>, "lon": <location|-13.404954>}',
    "position=<location|48.85837, 2.294481>", "she was at <location|40.712776, -74.005974>",
    "GPS: <location|47.3769° N, 8.5417° E>", "<location|48°51'29.6\"N 2°17'40.2\"E> it is",
    "from c-<IP address|73-162-44-19>.hsd1.ca.comcast.net", "peer x.<IP address|178.62.9.41>.customer.example.net",
    # Papers.
    "born <date of birth|1984-03-12>", "DOB: <date of birth|03/12/1984>", "geboren am <date of birth|12.03.1984>",
    "né le <date of birth|12/03/1984>", "date of birth: <date of birth|12 March 1984>",
    "Geburtsdatum: <date of birth|4. Juli 1991>", '"birthDate":"<date of birth|1984-03-12T00:00:00Z>"',
    "дата рождения: <date of birth|12.03.1984>",
    "passport <passport number|C01X00T47>", "Passport No: <passport number|533380006>",
    "Reisepassnummer: <passport number|CFGHJKMN5>", "driver's license: <passport number|D1234562>",
    "passeport n° <passport number|14AB12345>", "паспорт <passport number|4510 123456>",
    "<passport number|L898902C36UTO7408122F1204159ZE184226B<<<<<10> it read",
    "licence plate <vehicle plate|AB12 CDE>", "Kennzeichen <vehicle plate|B-MW 4417>",
    "plate <vehicle plate|AB12 CDE>\n\nmatrícula <vehicle plate|1234 BCD>",
    "plate <vehicle plate|AB12 CDE>, plate <vehicle plate|AB13 CDE>",
    "immatriculation: <vehicle plate|GH-456-JK>", "kenteken <vehicle plate|KL-19-PB>",
    "VIN <vehicle id|1HGCM82633A004352>", "Fahrgestellnummer <vehicle id|WBA3A5C58CF256651>",
    "patient number <patient number|4471902>", "MRN: <patient number|00482913>",
    "patient id: <patient number|P-889120>",
    "insurance number <insurance number|A123456780>", "policy number: <insurance number|HH-2291-8830>",
    "Versicherungsnummer <insurance number|12 120384 M 003>",
    "account number: <bank account|000123456789>", "Kontonummer <bank account|532013000>",
    # Customers, patients, devices and measured bodies.
    "Kunden-Nr.: <customer number|K-118822>", "customer no. <customer number|5582104>",
    "客户编号 <customer number|KH62329698>", "nº de cliente <customer number|358956225>",
    '{"patient":{"note":"x","identifier":"<patient number|KIS-558120>"}}', "NHC <patient number|88213045>",
    "Vers.-Nr. <insurance number|M352707705>", "S/N: <device id|PJN296791H>",
    "face template id <biometric id|FT-81587258>", "voiceprint id <biometric id|VP-4471928>",
    # When somebody was born, in a row, after a star, and as a year.
    "<name|Oren Larch>,<date of birth|1969-01-31>,F,Bologna",
    "<name|Oren Larch> <date of birth|1969-01-31> F Bologna",
    "<name|Larch>;<name|Oren>;<date of birth|03.04.1961>;Bonn",
    "('<name|Oren Larch>', '<date of birth|1969-01-31>')", "Pat.: <name|Oren Larch> *<date of birth|1944>, x",
    "birth year <date of birth|1961>", "my birthday is <date of birth|April 3rd>",
    # Names in two fields, and behind what persons have.
    "<Given><name|Oren></Given><Family><name|Larch></Family>", "fname=<name|Oren>&lname=<name|Larch>",
    '"courier":"<name|Kenta>"', "<name|Oren Quell>'s salary", "复诊：<name|王秀兰>女士", "担当：<name|田中花子>",
    # How persons are called by programs.
    "user_id=<account name|oren.larch>", "root@h:/home/<account name|opike># ls",
    'authentication failed for user "<account name|opike>"',
    "<<handle|jfitz>> restarting now\n<<handle|oluwa_s>> ack", "[12:01] <<handle|quigs>> on it",
    "* <handle|quigs> has joined #ops",
    # Cards and accounts in other forms.
    "card <card number|4111.1111.1111.1111> was charged", "CVC <card code|123>", '"cvv2": "<card code|118>"',
    "to <IBAN|de89370400440532013000>", "to <IBAN|gb82 west 1234 5698 7654 32>",
    # Numbers beside their word, with any check digit.
    "DNI <national id|52938471H> and NIE: <national id|X6120934-W>",
    "nhs <national id|612 340 9981>, NHS: <national id|6123409972>",
    "ABA <bank account|111023999>; RTN: <bank account|111023998>",
    "matriculation <student number|5519028>, matric no. <student number|s5519029>",
    "Civil ID No: <national id|293110400271>",
    "CPF <national id|123.456.789-11>",
    "CPF: <national id|73223280601>",
    "NHS: <national id|268 359 4438>",
    "DNI: <national id|87081728X>",
    # Names beside each other.
    'field[0]="<name|Amira>" field[1]="<name|Lindqvist>"',
    "argv[0]=<name|Amira> argv[1]=<name|Lindqvist>",
    "hi this is <name|amira lindqvist> calling about a refund",
    "Agent: this is <name|Amira Lindqvist> speaking",
    "seen by <name|LINDQVIST, Amira> at noon",
]  # fmt: skip

STAYS = [
    "this is imogen velder speaker", "the superfleet 1HGCM82633A004352 drove",
    "x\nseen in the house\nvalue 48.13715, 11.57612 y", "patient: Unknown Larch",
    # Mail.
    "git@github.com:acme/bots.git", "https://x@github.com/y", "ssh://deploy@github.com/x", "icon@2x.png",
    "user@host", "@acme/team", "a@b", "pip install x@1.2.3", "foo@bar.service",
    # Network addresses.
    "10.0.0.1", "192.168.1.7", "127.0.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "172.16.5.4", "224.0.0.1",
    "203.0.113.7", "server: 198.51.100.20", "2001:db8:85a3::8a2e:370:7334",
    "version 1.2.3.4", "driver 535.104.5.12", "chrome/120.0.6099.109", "1.2.3.4.5", "999.1.1.1", "::1", "fe80::1",
    "fd00:1234::1", "12:34:56:78:9a:bc:de:f0", "a::b", "at 10:12:30", "std::vector",
    # Cards and accounts.
    "4111 1111 1111 1112", "4111-1111-1111-1111-1111", "1234567890123456", "trace-4111111111111111-x",
    "0.4111111111111111", "DE89 3704 0044 0532 0130 01", "DE12 MODEL 4567",
    # Phones.
    "14:05:30", "2026-04-16", "20260416", "1,200,000 users", "order 901820123", "ticket 1301234567", "0.4155550132",
    "build 415-555-0132-7", "call 12", "epoch 1776340800", "port 8080-8090", "12 345 678 EUR", "100 200 300",
    # National ids.
    "580-30-15730", "social security: 364249900000", "120331-9552907", "87081728W", "X7645964N", "PPS: 1122001Z",
    "1122001P", "YIJXK1198P", "BG204207B", "sku TE204207B-1", "S9231311L",
    # Postal addresses.
    "12 Street Fighters", "5 New Features, 3 fixes", "Section 12, 2026", "a 5 minute walk", "Chapter 3, page 12",
    "Via the API, 12 calls", "weg 5", "address: the issue, now", "IP address: 10.0.0.1, port 80, tcp",
    "Musterstadt 2026", "ship it: two of three, at 5",
    "$47,000 Drive", "17:05 Close Court case 12", "15:36 Creation of the channel", "10:05 Berlin Way station",
    # Dates are no phone numbers, and programs have no telephone.
    "- 01-05-2024 - a report", "04-16-2026 17:00", "02.03.2024 - 05.03.2024", "call on 12-06-2025 at 10:00",
    "ping 192.168.101.23", "call 10.12.130.201 on 443", "ping 203.0.113.7",
    "dialogue 482913377 was escalated", "tool call: 482913377", "function call 2938471234", "callback 482913377",
    "phoneme error rate 0.12345678", "mobile: 482913377 sessions", "called 120034567 times", "ring buffer 1073741824",
    "trace_id=4111111111111111", '"span_id": "4012888888881881"', "requestId 3530111333300000",
    # Names, accounts and places that are nobody's.
    "Support Team <support>", "customer_name is required", "name: refund copilot", 'first_name: null', "/home/runner/x",
    "/Users/Shared/x", "C:\\Users\\Public\\x", "https://x.example/home/pricing", "root@gpu-4:~# ls",
    "ubuntu@ip-10-0-0-1:~$ ls", "<#C02ABCD34EF>", "UTF8ENCODED", "ff:ff:ff:ff:ff:ff", "02:42:ac:11:00:02",
    "1234.5678.9012", "bbox [0.120345, 0.450912]", "latency 52.520008 ms", "lat_p99=48.858370",
    "ip-10-2-3-4.ec2.internal",
    "v1-2-3-4.example.org", "release-2024-04-16-1.acme.example",
    # Tags, tokens of models, branches and modules are nobody.
    "<think> the user wants 3 items", "<tool_call> {}", "<host> is down", "* main has joined the feature branch",
    "user=rag_app db=chunks", "owner: data.platform", "actor: system.scheduler", "mention = length.mention",
    'access denied for "read"', "Release Candidate,2024-01-31,stable", "Mixture Model,2010-01-01,stable",
    "<first>Page</first><last>Page</last>", "first=Alpha&last=Omega", "客户服务系统故障", "仕様を変更した", "x *1944",
    "* 1944 rows", "the project was born in the lab", '"courier": "unknown"', "Apache Kafka's order of retries",
    "customer 4 of 10", "12041 customers", "policy update 20480 steps", "S/N ratio 12 dB", "serial port /dev/ttyS0",
    # Papers that are none.
    "born in the cloud", "created 1984-03-12", "birth rate 1984", "passport.js 0.7.0", "passport service 403",
    "template B-MW12 missing", "license plate detection", "VIN must have 17 characters", "patient 12 of 40",
    "refund policy v41", "CVC-RNN", "cvv check failed", "4111.1111 ms", "IMEI: 356938035643808",
    "er kam nie 52938471 Mal", "NHS 111 took 4000 calls", "order 111023999 was sent",
    "matriculation 2026 opens", "pps 1200000", "aba test of 24 pairs", "routing table of 9 rows",
    'field[0]="Model" field[1]="Router"', "argv[0]=Grace argv[1]=Timeout", "row[0]=Paris row[1]=London",
    "this is jenkins failing again", "this is redis cluster speaking", "this is mark down, not text",
    "TIMEOUT, Grace period over", "NOTE, Amira", "GPU, Model and Router", "PARIS, France",
]  # fmt: skip


@pytest.mark.parametrize("marked", GOES)
def test_personal_data_goes_to_the_character(marked: str) -> None:
    if marked.startswith("<<"):
        text, expected = "<jane@example.org> wrote", "<[email 1]> wrote"
    else:
        text, expected = parts(marked)
    assert Redactor().redact(text).text == expected
    assert Redactor().redact(f"Before it.\n\n{text}\n\nBehind it.").text == f"Before it.\n\n{expected}\n\nBehind it."


@pytest.mark.parametrize("text", STAYS)
def test_what_looks_like_personal_data_stays(text: str) -> None:
    assert Redactor().redact(text).text == text


DANA = Known("responder", "Dana Miller", ("dmiller",))
LEE = Known("committer", "Dana Lee")
SAM = Known.by("@sam", "responder")
WILL = Known("responder", "Will Grant")
ZUZANA = Known("responder", "Zuzana Blahová")
PEOPLE = [
    # Each form of a name; whose it is decides the placeholder.
    ((DANA,), "Dana Miller said", "[responder 1] said"),
    ((DANA,), "DANA MILLER, dana miller, Dana M. Miller", "[responder 1], [responder 1], [responder 1]"),
    ((DANA,), "Miller, Dana; D. Miller; D.Miller", "[responder 1]; [responder 1]; [responder 1]"),
    ((DANA,), "dana.miller dana_miller DanaMiller dana-miller", " ".join(["[responder 1]"] * 4)),
    ((DANA,), "@dmiller and dmiller", "[responder 1] and [responder 1]"),
    ((DANA,), "ask Dana, ask dana, Ms Miller, a miller", "ask {0}, ask {0}, Ms {0}, a miller"),
    ((DANA,), "Danae, Millerton, dmiller.py, dmiller-bot, xDana, Dana-Marie, @dmiller-x", None),
    # A given or a family name that two people share is nobody's.
    ((DANA, LEE), "Dana asked Dana Lee and Dana Miller", "Dana asked [committer 1] and [responder 1]"),
    ((DANA, LEE), "dana asked Lee and Ms Miller", "dana asked [committer 1] and Ms [responder 1]"),
    ((DANA, Known("responder", "Jo Miller")), "Miller, Ms Miller and Jo Miller", "Miller, Ms Miller and [responder 1]"),
    ((Known("responder", "Bo Grant"), Known("committer", "Grant")), "Mr Grant ran it", "Mr [responder 1] ran it"),
    # A short handle needs a sign, and so does one that is a word.
    ((SAM,), "sam ran; @sam, by sam, user=sam, github.com/sam", "sam ran; {0}, by {0}, user={0}, github.com/{0}"),
    ((Known.by("deploy", "responder"),), "deploy failed; @deploy, author: deploy", "deploy failed; {0}, author: {0}"),
    ((Known.by("dmill", "responder"),), "dmill failed", "{0} failed"),
    ((Known("responder", handles=("Meera",)),), "by meera, meera ran", "by {0}, meera ran"),
    ((Known("responder", handles=("Will",)),), "by will, @Will ran", "by will, {0} ran"),
    # A name that is a word needs the rest of it, or a title.
    ((WILL,), "will roll back, a grant, Will, Grant", None),
    ((WILL,), "Will Grant rolled back, Mr. Grant and Mr Grant too", "{0} rolled back, Mr. {0} and Mr {0} too"),
    ((Known("responder", "Jo"),), "Jo said", None),
    ((Known("responder", "Joe"),), "Joe said, joe said", "{0} said, joe said"),
    ((Known("responder", "Joey"),), "Joey said, joey said", "{0} said, {0} said"),
    # Accents, and scripts without blanks.
    ((ZUZANA,), "Zuzana Blahova, Blahová, blahova", "{0}, {0}, {0}"),
    ((Known("responder", "田中太郎"),), "田中太郎さんが直した", "{0}さんが直した"),
    ((Known("responder", "ノノ"),), "ノノさんが直した", "{0}さんが直した"),
    ((Known("responder", "שרה לוי"),), "תודה לשרה", None),
]


@pytest.mark.parametrize(("people", "text", "expected"), PEOPLE)
def test_a_person_goes_in_each_form_of_the_name(people: tuple[Known, ...], text: str, expected: str | None) -> None:
    wanted = text if expected is None else expected.replace("{0}", "[responder 1]")
    assert Redactor(people=people).redact(text).text == wanted


@pytest.mark.parametrize(
    ("text", "name", "handles"),
    [
        ("@dmiller", "", ("dmiller",)),
        ("dmiller", "", ("dmiller",)),
        ("Dana", "Dana", ()),
        ("dana miller", "dana miller", ()),
        ("žofie", "žofie", ()),
    ],
)
def test_a_person_is_known_by_name_or_handle(text: str, name: str, handles: tuple[str, ...]) -> None:
    known = Known.by(text, "responder")
    assert (known.role, known.name, known.handles) == ("responder", name, handles)


def test_a_secret_in_an_address_goes_with_it() -> None:
    token = "gh" + "p_" + "a1B2c3D4e5" * 4
    text = f"https://jane:{token}@git.example.org/a?token={token} and https://x.example/?to=jane@example.org"
    assert Redactor().redact(text).text == (
        "https://jane:[GitHub token 1]@git.example.org/a?token=[GitHub token 1] and https://x.example/?to=[email 1]"
    )
