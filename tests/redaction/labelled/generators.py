"""Values for the placeholders of the labelled set, in the issuers' documented forms.

No value stands in the repository: scanners of pushes would take it for a live key. Each is made from a random number
generator that the item seeds, so the set is the same on every machine.
"""

from __future__ import annotations

import base64
import json
import re
import string
import zlib
from collections.abc import Callable
from importlib import import_module
from random import Random
from typing import Final

from stdnum import iban, luhn

_DIGITS: Final = string.digits
_BASE62: Final = _DIGITS + string.ascii_uppercase + string.ascii_lowercase
_CLASSES: Final = {
    "d": _DIGITS,
    "h": "0123456789abcdef",
    "H": "0123456789ABCDEF",
    "l": string.ascii_lowercase,
    "L": string.ascii_letters,
    "n": _DIGITS + string.ascii_lowercase,
    "U": _DIGITS + string.ascii_uppercase,
    "a": _BASE62,
    "w": _BASE62 + "-_",
    "b": _BASE62 + "+/",
    "3": string.ascii_uppercase + "234567",
    "5": "abcdefghijklmnopqrstuvwxyz234567",
    "q": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
}
_PIECE: Final = re.compile(r"<(\w):(\d+)>")

# Prefix, alphabet and length as each issuer documents them, or as the public rules of secret scanners have them.
SECRET_SHAPES: Final = {
    "github-fine-grained": "github_pat_<a:22>_<a:59>",
    "gitlab-pat": "glpat-<w:20>",
    "gitlab-deploy": "gldt-<w:20>",
    "gitlab-runner": "glrt-<w:20>",
    "openai-legacy": "sk-<a:20>T3BlbkFJ<a:20>",
    "openai-project": "sk-proj-<w:74>T3BlbkFJ<w:74>",
    "openai-service": "sk-svcacct-<w:74>T3BlbkFJ<w:74>",
    "openai-admin": "sk-admin-<w:58>T3BlbkFJ<w:58>",
    "anthropic-api": "sk-ant-api03-<w:93>AA",
    "anthropic-admin": "sk-ant-admin01-<w:93>AA",
    "anthropic-oauth": "sk-ant-oat01-<w:93>AA",
    "google-api": "AIza<w:35>",
    "google-oauth-secret": "GOCSPX-<w:28>",
    "google-access": "ya29.a0<w:120>",
    "google-refresh": "1//0<w:60>",
    "aws-access": "AKIA<3:16>",
    "aws-session-id": "ASIA<3:16>",
    "aws-secret": "<b:40>",
    "aws-session-token": "IQoJb3JpZ2luX2Vj<b:300>==",
    "azure-storage": "<b:86>==",
    "azure-client": "<a:3>8Q~<a:34>",
    "azure-sas": "<a:43>%3D",
    "azure-openai": "<h:32>",
    "azure-openai-long": "<a:52>JQQJ99<a:4>AC<a:8>AAAB<a:8>",
    "azure-devops": "<5:52>",
    "slack-bot": "xoxb-<d:12>-<d:13>-<a:24>",
    "slack-user": "xoxp-<d:12>-<d:12>-<d:13>-<h:32>",
    "slack-app": "xapp-1-A0<U:9>-<d:13>-<h:64>",
    "slack-webhook": "T0<U:9>/B0<U:9>/<a:24>",
    "hugging-face": "hf_<L:34>",
    "stripe-live": "sk_live_<a:24>",
    "stripe-long": "sk_live_51<a:97>",
    "stripe-restricted": "rk_live_<a:24>",
    "stripe-webhook": "whsec_<a:32>",
    "twilio-key": "SK<h:32>",
    "twilio-token": "<h:32>",
    "sendgrid": "SG.<w:22>.<w:43>",
    "mailgun": "key-<h:32>",
    "mailchimp": "<h:32>-us<d:2>",
    "docker-hub": "dckr_pat_<w:27>",
    "digitalocean": "dop_v1_<h:64>",
    "heroku": "HRKU-AA<w:58>",
    "databricks": "dapi<h:32>",
    "datadog": "<h:32>",
    "datadog-app": "<h:40>",
    "new-relic": "NRAK-<U:27>",
    "grafana-service": "glsa_<a:32>_<h:8>",
    "linear": "lin_api_<a:40>",
    "notion": "ntn_<d:11><a:35>",
    "figma": "figd_<w:40>",
    "shopify": "shpat_<h:32>",
    "square": "EAAA<w:60>",
    "telegram-bot": "<d:10>:AA<w:33>",
    "discord-bot": "MT<a:24>.G<a:5>.<w:38>",
    "discord-webhook": "<d:19>/<w:68>",
    "atlassian": "ATATT3xFfGF0<w:171>=<H:8>",
    "cloudflare": "<w:40>",
    "vault": "hvs.<w:95>",
    "terraform-cloud": "<a:14>.atlasv1.<w:67>",
    "doppler": "dp.pt.<a:43>",
    "pulumi": "pul-<h:40>",
    "planetscale": "pscale_tkn_<w:43>",
    "supabase": "sbp_<h:40>",
    "groq": "gsk_<a:52>",
    "replicate": "r8_<a:37>",
    "perplexity": "pplx-<a:48>",
    "mistral": "<a:32>",
    "cohere": "<a:40>",
    "xai": "xai-<a:80>",
    "openrouter": "sk-or-v1-<h:64>",
    "deepseek": "sk-<h:32>",
    "langsmith": "lsv2_pt_<h:32>_<h:10>",
    "langfuse": "sk-lf-<h:8>-<h:4>-<h:4>-<h:4>-<h:12>",
    "pinecone": "pcsk_<a:6>_<a:63>",
    "wandb": "<h:40>",
    "nvidia": "nvapi-<w:64>",
    "elevenlabs": "sk_<h:48>",
    "postman": "PMAK-<h:24>-<h:34>",
    "rubygems": "rubygems_<h:48>",
    "tailscale": "tskey-auth-k<a:11>CNTRL-<a:32>",
    "sonarqube": "squ_<h:40>",
    "airtable": "pat<a:14>.<h:64>",
    "launchdarkly": "sdk-<h:8>-<h:4>-<h:4>-<h:4>-<h:12>",
    "pagerduty": "u+<w:18>",
    "sentry-user": "sntryu_<h:64>",
    "pypi": "pypi-AgEIcHlwaS5vcmc<w:150>",
    "age-key": "AGE-SECRET-KEY-1<q:58>",
    "okta": "00<w:40>",
    "bearer": "<w:43>",
    "bearer-hex": "<h:64>",
    "session-cookie": "s%3A<w:32>.<a:43>",
    "generic-key": "<a:32>",
    "generic-hex": "<h:48>",
    "db-password": "<a:20>",
    "hmac-secret": "<b:43>=",
    "totp": "<3:32>",
    "oauth-code": "<w:43>",
    "webhook-id": "<a:11>",
}

_WORDS: Final = ("harbor", "Lantern", "otter", "Juniper", "granite", "Tundra", "saffron", "Marlin", "cobalt", "Quarry")
_NAMES: Final = ("velkorit", "nordhavn-frakt", "quillbase", "tarmo", "ostrava-data", "kelpline", "brightmoor", "zanvia")
_ENDS: Final = ("com", "io", "se", "co.uk", "de", "fr", "org", "dev", "ai", "com.br", "co.jp", "nl")

# First digits that the card networks publish for tests, and the length of the number.
_CARDS: Final = {
    "visa": ("411111", 16),
    "visa-debit": ("401288", 16),
    "mastercard": ("555555", 16),
    "mastercard-2": ("222300", 16),
    "amex": ("378282", 15),
    "discover": ("601111", 16),
    "diners": ("305693", 14),
    "jcb": ("353011", 16),
}

# Form of the account part: `#` a digit, `@` a letter.
_IBANS: Final = {
    "de": "##################",
    "gb": "@@@@##############",
    "fr": "#######################",
    "nl": "@@@@##########",
    "es": "####################",
    "it": "@######################",
    "se": "####################",
    "ch": "#################",
    "pl": "########################",
    "at": "################",
    "be": "############",
    "no": "###########",
    "dk": "##############",
    "fi": "##############",
    "pt": "#####################",
    "ie": "@@@@##############",
    "cz": "####################",
    "sa": "####################",
    "lu": "################",
    "ee": "################",
}

# Module of python-stdnum that knows the checksum, and the written form (`%y %m %d` a date of birth).
NATIONAL_IDS: Final = {
    "us-ssn": ("us.ssn", "###-##-####"),
    "us-itin": ("us.itin", "9##-7#-####"),
    "gb-nhs": ("gb.nhs", "### ### ####"),
    "fr-nir": ("fr.nir", "1 %y %m 75 ### ### ##"),
    "de-idnr": ("de.idnr", "## ### ### ###"),
    "es-dni": ("es.dni", "########@"),
    "es-nie": ("es.nie", "X#######@"),
    "it-cf": ("it.codicefiscale", "RSSMRA%yA%dH501@"),
    "nl-bsn": ("nl.bsn", "#########"),
    "be-nn": ("be.nn", "%y.%m.%d-###.##"),
    "se-pnr": ("se.personnummer", "%y%m%d-####"),
    "no-fnr": ("no.fodselsnummer", "%d%m%y #####"),
    "fi-hetu": ("fi.hetu", "%d%m%y-###@"),
    "dk-cpr": ("dk.cpr", "%d%m%y-####"),
    "pl-pesel": ("pl.pesel", "%y%m%d#####"),
    "br-cpf": ("br.cpf", "###.###.###-##"),
    "ca-sin": ("ca.sin", "### ### ###"),
    "au-tfn": ("au.tfn", "### ### ###"),
    "in-aadhaar": ("in_.aadhaar", "#### #### ####"),
    "in-pan": ("in_.pan", "@@@P@####@"),
    "za-idnr": ("za.idnr", "%y%m%d#####8#"),
    "kr-rrn": ("kr.rrn", "%y%m%d-1######"),
    "cn-ric": ("cn.ric", "11010119%y%m%d####"),
    "tr-kimlik": ("tr.tckimlik", "###########"),
    "ch-ahv": ("ch.ssn", "756.####.####.##"),
    "pt-nif": ("pt.nif", "2########"),
    "ie-pps": ("ie.pps", "#######@"),
    "ro-cnp": ("ro.cnp", "1%y%m%d40####"),
    "cz-rc": ("cz.rc", "%y%m%d/####"),
    "bg-egn": ("bg.egn", "%y%m%d####"),
    "ee-ik": ("ee.ik", "3%y%m%d####"),
    "hr-oib": ("hr.oib", "###########"),
    "mx-curp": ("mx.curp", "GOMC%y%m%dHDFRRR##"),
    "cl-rut": ("cl.rut", "1#.###.###-#"),
    "gr-amka": ("gr.amka", "%d%m%y#####"),
    "il-idnr": ("il.idnr", "#########"),
}


def fill(shape: str, rng: Random) -> str:
    """Return `shape` with each `<class:length>` replaced by that many characters of the class."""
    return _PIECE.sub(lambda piece: _some(_CLASSES[piece[1]], int(piece[2]), rng), shape)


def digits(form: str, rng: Random) -> str:
    """Return `form` with a digit for each `#` (for each `N` one of 2 to 9)."""
    return "".join(rng.choice(_DIGITS) if c == "#" else rng.choice("23456789") if c == "N" else c for c in form)


def make(name: str, rng: Random) -> str:
    """Return a value for the placeholder `name`.

    Raises:
        KeyError: nothing makes such a value.
    """
    if name in SECRET_SHAPES:
        return fill(SECRET_SHAPES[name], rng)
    if name in _MADE:
        return _MADE[name](rng)
    family, _, rest = name.partition("-")
    if family == "card":
        network, _, separator = rest.partition("/")
        return _card(network, separator, rng)
    if family == "iban":
        country, _, spaced = rest.partition("/")
        number = _iban(country, spaced.endswith("spaced"), rng)
        return number.lower() if spaced.startswith("lower") else number
    if family == "id":
        plain = rest.endswith("/plain")
        return _national_id(rest.removesuffix("/plain"), plain, rng)
    raise KeyError(name)


def _some(alphabet: str, length: int, rng: Random) -> str:
    return "".join(rng.choice(alphabet) for _ in range(length))


def _checked(prefix: str, rng: Random) -> str:
    """GitHub's and npm's form: thirty characters, then their CRC32 in six of base 62."""
    body = _some(_BASE62, 30, rng)
    number, check = zlib.crc32(body.encode()), ""
    while number:
        number, digit = divmod(number, 62)
        check = _BASE62[digit] + check
    return f"{prefix}{body}{check.rjust(6, '0')}"


def _segment(value: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value, separators=(",", ":")).encode()).decode().rstrip("=")


def _jwt(rng: Random) -> str:
    header = _segment({"alg": rng.choice(("HS256", "RS256", "ES256")), "typ": "JWT"})
    claims = _segment({"sub": _some(_DIGITS, 10, rng), "iat": rng.randrange(1_700_000_000, 1_760_000_000)})
    return f"{header}.{claims}.{_some(_CLASSES['w'], 43, rng)}"


def _basic(rng: Random) -> str:
    return base64.b64encode(f"svc-{_some(_CLASSES['l'], 6, rng)}:{_some(_BASE62, 16, rng)}".encode()).decode()


def _grafana_cloud(rng: Random) -> str:
    value = {"o": _some(_DIGITS, 6, rng), "n": "stack-writer", "k": _some(_BASE62, 24, rng), "m": {"r": "eu"}}
    return "glc_" + base64.b64encode(json.dumps(value).encode()).decode()


def _sentry_org(rng: Random) -> str:
    value = {"iat": rng.randrange(1_700_000_000, 1_760_000_000), "url": "https://sentry.io", "org": "acme"}
    return f"sntrys_{base64.b64encode(json.dumps(value).encode()).decode()}_{_some(_CLASSES['b'], 43, rng)}"


def _one_password(rng: Random) -> str:
    value = {"email": f"{_some(_CLASSES['n'], 13, rng)}@1passwordserviceaccounts.com", "muk": _some(_BASE62, 43, rng)}
    return "ops_" + _segment({"signInAddress": "my.1password.com", **value})


def _pem(label: str, start: str, lines: int, rng: Random) -> str:
    body = f"{start}{_some(_CLASSES['b'], 64 * lines - len(start) + 42, rng)}=="
    marked = "\n".join(f"⟦{line}⟧" for line in re.findall(".{1,64}", body))
    return f"-----BEGIN {label}-----\n{marked}\n-----END {label}-----"


def _pem_escaped(rng: Random) -> str:
    """As a JSON string holds it: the line ends are written as two characters."""
    return _pem("PRIVATE KEY", "MIIEvQIBADANBgkq", 6, rng).replace("\n", "\\n") + "\\n"


def _password(rng: Random) -> str:
    first, second = rng.sample(_WORDS, 2)
    return f"{first}{rng.choice('-_.')}{second}{rng.choice('!#*%+')}{rng.randrange(10, 9999)}"


def _ipv4(rng: Random) -> str:
    """A public address, in a block that is neither private, reserved nor kept for documentation."""
    first = rng.choice((5, 31, 46, 62, 77, 81, 94, 109, 151, 178, 185, 188, 212))
    return ".".join(map(str, (first, rng.randrange(1, 255), rng.randrange(1, 255), rng.randrange(1, 255))))


def _ipv6(rng: Random) -> str:
    groups = [rng.choice(("2a01", "2a02", "2600", "2403", "2806")), *(f"{rng.randrange(1, 65535):x}" for _ in range(7))]
    return ":".join(groups)


def _ipv6_short(rng: Random) -> str:
    start = rng.choice(("2a01:4f8", "2a02:1810", "2600:1f18", "2403:6200"))
    return f"{start}:{rng.randrange(1, 65535):x}::{rng.randrange(1, 65535):x}"


def _uuid(rng: Random) -> str:
    return fill(f"<h:8>-<h:4>-4<h:3>-{rng.choice('89ab')}<h:3>-<h:12>", rng)


def _no_luhn(rng: Random) -> str:
    """Sixteen digits that begin like a card and fail its checksum."""
    number = "4" + _some(_DIGITS, 15, rng)
    return number if not luhn.is_valid(number) else number[:-1] + str((int(number[-1]) + 1) % 10)


def _card(network: str, separator: str, rng: Random) -> str:
    start, length = _CARDS[network]
    body = start + _some(_DIGITS, length - len(start) - 1, rng)
    number = body + luhn.calc_check_digit(body)
    groups = (4, 6, length) if length < 16 else (4, 4, 4, 4)
    parts, at = [], 0
    for size in groups:
        parts.append(number[at : at + size])
        at += size
    return {"": "", "spaced": " ", "dashed": "-", "dotted": "."}[separator].join(parts)


def _imei(rng: Random) -> str:
    """An issuer's allocation code, a serial number and the check digit."""
    body = f"35{_some(_DIGITS, 12, rng)}"
    return body + luhn.calc_check_digit(body)


def _imei_dashed(rng: Random) -> str:
    number = _imei(rng)
    return "-".join((number[:2], number[2:8], number[8:14], number[14:]))


def _letters(form: str, rng: Random) -> str:
    return "".join(rng.choice(string.ascii_uppercase) if c == "@" else c for c in digits(form, rng))


def _iban(country: str, spaced: bool, rng: Random) -> str:
    for _ in range(200_000):
        account = _letters(_IBANS[country], rng)
        code = country.upper()
        number = f"{code}{iban.calc_check_digits(f'{code}00{account}')}{account}"
        if iban.is_valid(number):
            return " ".join(re.findall(".{1,4}", number)) if spaced else number
    raise AssertionError(f"no IBAN of {country}")


def _national_id(name: str, plain: bool, rng: Random) -> str:
    module, form = NATIONAL_IDS[name]
    valid = import_module(f"stdnum.{module}").is_valid
    for _ in range(200_000):
        born = form.replace("%y", f"{rng.randrange(60, 99)}").replace("%m", f"{rng.randrange(1, 13):02}")
        number = _letters(born.replace("%d", f"{rng.randrange(1, 29):02}"), rng)
        if valid(number):
            return re.sub(r"[ .\-/]", "", number) if plain else number
    raise AssertionError(f"no number of {name}")


_MADE: Final[dict[str, Callable[[Random], str]]] = {
    "github-pat": lambda rng: _checked("ghp_", rng),
    "github-oauth": lambda rng: _checked("gho_", rng),
    "github-user": lambda rng: _checked("ghu_", rng),
    "github-server": lambda rng: _checked("ghs_", rng),
    "github-refresh": lambda rng: fill("ghr_<a:76>", rng),
    "npm": lambda rng: _checked("npm_", rng),
    "jwt": _jwt,
    "basic": _basic,
    "grafana-cloud": _grafana_cloud,
    "sentry-org": _sentry_org,
    "one-password": _one_password,
    "pem": lambda rng: _pem("PRIVATE KEY", "MIIEvQIBADANBgkq", 5, rng),
    "pem-rsa": lambda rng: _pem("RSA PRIVATE KEY", "MIIEpAIBAAKCAQEA", 8, rng),
    "pem-ec": lambda rng: _pem("EC PRIVATE KEY", "MHcCAQEEI", 2, rng),
    "pem-openssh": lambda rng: _pem("OPENSSH PRIVATE KEY", "b3BlbnNzaC1rZXktdjEA", 5, rng),
    "pem-encrypted": lambda rng: _pem("ENCRYPTED PRIVATE KEY", "MIIFHDBOBgkq", 4, rng),
    "pem-pgp": lambda rng: _pem("PGP PRIVATE KEY BLOCK", "lQOYB", 6, rng),
    "pem-escaped": _pem_escaped,
    "password": _password,
    **{
        f"begin-{name}": lambda _, name=name: f"-----BEGIN {name.upper()} PRIVATE KEY-----"
        for name in ("rsa", "openssh", "ec")
    },
    "begin-pkcs8": lambda _: "-----BEGIN PRIVATE KEY-----",
    "imei": _imei,
    "imei/dashed": _imei_dashed,
    "cert-pairs": lambda rng: ":".join(_some(_CLASSES["H"], 2, rng) for _ in range(20)),
    "ipv4": _ipv4,
    "ipv6": _ipv6,
    "ipv6-short": _ipv6_short,
    "domain": lambda rng: f"{rng.choice(_NAMES)}.{rng.choice(_ENDS)}",
    "sha1": lambda rng: fill("<h:40>", rng),
    "sha256": lambda rng: fill("<h:64>", rng),
    "sha512-base64": lambda rng: fill("<b:86>==", rng),
    "md5": lambda rng: fill("<h:32>", rng),
    "short-sha": lambda rng: fill("<h:7>", rng),
    "hex16": lambda rng: fill("<h:16>", rng),
    "hex12": lambda rng: fill("<h:12>", rng),
    "uuid": _uuid,
    "uuid-upper": lambda rng: _uuid(rng).upper(),
    "ulid": lambda rng: "01J" + _some("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 23, rng),
    "no-luhn": _no_luhn,
    "image-base64": lambda rng: fill("iVBORw0KGgoAAAANSUhEUgAA<b:72>", rng),
    "fingerprint": lambda rng: fill("SHA256:<b:43>", rng),
    "public-key": lambda rng: fill("AAAAC3NzaC1lZDI1NTE5AAAAI<b:43>", rng),
}
# What stands for itself: it is no secret and no person, so it makes no span unless it is bracketed.
PLAIN: Final = frozenset(
    ("domain", "sha1", "sha256", "sha512-base64", "md5", "short-sha", "hex16", "hex12", "uuid", "uuid-upper", "ulid")
) | {"no-luhn", "image-base64", "fingerprint", "public-key", "begin-rsa", "begin-openssh", "begin-ec", "begin-pkcs8"}
