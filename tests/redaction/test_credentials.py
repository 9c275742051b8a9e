"""Each kind of secret that is known by what is around it: what goes, to the character, and what stays."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from afterword.redaction import Redactor
from redaction.made_up import fill

DASHES = "-" * 5
PGP = "PGP PRIVATE KEY BLOCK"
BASE64 = "\n".join(["{b64}"] * 3)

# A text, with `<kind|value>` for what goes.
GOES = [
    # Headers.
    "Authorization: Bearer <bearer token|{a40}>",
    "proxy-authorization: Basic <basic credentials|{b24}=>",
    '"Authorization": "<secret|{a32}>"',
    "curl -H 'Authorization: token <secret|{a40}>' x",
    "it sent bearer <bearer token|{a20}> twice",
    "Cookie: sid=<cookie|{a24}>; theme=dark; other=<cookie|{a16}>",
    "Set-Cookie: session=<cookie|{a32}>; Path=/; Max-Age=3600",
    "session_id=<cookie|{a20}>",
    "PHPSESSID: <cookie|{a26}>",
    "JSESSIONID: <cookie|{x32}>",
    # Addresses.
    "https://hooks.slack.com/services/<Slack webhook|T{u8}/B{u8}/{a24}>",
    "https://discord.com/api/webhooks/<Discord webhook|{n18}/{a68}>",
    "https://ptb.discordapp.com/api/v10/webhooks/<Discord webhook|{n18}/{a68}> failed",
    "https://acme.webhook.office.com/webhookb2/<Teams webhook|{x36}@{x36}/IncomingWebhook/{x32}/{x36}>",
    "https://<Sentry DSN|{x32}>@o1.ingest.sentry.io/4504",
    "postgres://app:<password|s3cr-t/p@ss>@db.internal:5432/app",
    "redis://:<password|{a16}>@cache:6379",
    "https://x.blob.core.windows.net/c?sv=2021&sig=<SAS signature|{a43}%3D>&se=2026",
    "https://b.s3.amazonaws.com/k?X-Amz-Signature=<AWS signature|{x64}>&x=1",
    # Settings and sentences.
    "password: <password|Tr0ub4dor&3>",
    "db_password=<password|hunter22>",
    'DB_PASS="<password|quarry-75!x>"',
    "'passwd' => '<password|Sommer2024!>',",
    "PWD: <password|x7Kq!9>",
    "export API_KEY=<secret|{a32}>",
    'api_key = "<secret|{a20}>"',
    '"client_secret": "<secret|{a32}>",',
    "access_token_prod: `<secret|{a30}>`",
    "the password is <password|Tr0ub4dor3>.",
    "the root password for staging was <password|Quarry+75a>, sorry",
    "the secret is <secret|{a16}> now",
    "password Quarry: see below\npassword <password|Quarry+75aB>",
    "token = <secret|{a32}>",
    "--api-key <secret|{a24}>",
    "tool --password '<password|opensesame1>'",
    "CREATE USER app PASSWORD '<password|opensesame1>'",
    "name: API_KEY\n  value: <secret|{a32}>",
    'variable "db_password" {\n  default = "<password|opensesame1>"',
    "pat: <secret|{a32}>",
    'passphrase: "<password|correct horse battery staple>"',
    "https://x.example/?token=<secret|{a24}>&page=2",
    "PASSWORD_BASE64: <password|{a24}=>",
    # Commands.
    "mysql -u root -p<password|Sommer2024> shop",
    "sshpass -p '<password|Sommer 2024>' ssh host",
    "docker login -u me -p <password|{a16}> registry",
    "redis-cli -h cache -a <password|{a16}> ping",
    "ldapsearch -x -w <password|{a12}> -b dc=acme",
    "sqlcmd -S db -P <password|{a12}>",
    "7z x -p<password|{a12}> a.7z",
    "unzip -P <password|{a12}> a.zip",
    "curl -u admin:<password|Sommer2024!> https://x.example",
    "curl --user admin:<password|Sommer2024!> https://x.example",
    "ALTER USER app IDENTIFIED BY '<password|opensesame>'",
    "ConvertTo-SecureString '<password|opensesame>' -AsPlainText",
    "db.internal:5432:app:app:<password|{a12}>",
    # Blocks.
    f"<private key|{DASHES}BEGIN RSA PRIVATE KEY{DASHES}\n{BASE64}\n{DASHES}END RSA PRIVATE KEY{DASHES}>\nend",
    f"<private key|{DASHES}BEGIN OPENSSH PRIVATE KEY{DASHES}\n{BASE64}>",
    f"<PGP key|{DASHES}BEGIN {PGP}{DASHES}\nVersion: 1\n\n{BASE64}\n{DASHES}END {PGP}{DASHES}>",
    f'"<private key|{DASHES}BEGIN PRIVATE KEY{DASHES}\\n{{b64}}\\n{{b64}}\\n{DASHES}END PRIVATE KEY{DASHES}>\\n"',
    # A key whose first lines are lost, behind a whole one.
    f"<private key|{DASHES}BEGIN RSA PRIVATE KEY{DASHES}\n{BASE64}\n{DASHES}END RSA PRIVATE KEY{DASHES}>\nnext:\n"
    f"<private key|{BASE64}\n{DASHES}END RSA PRIVATE KEY{DASHES}>",
    "kind: List\nitems:\n- kind: Secret\n  data:\n    a: <secret|{b24}>\n"
    "- kind: Secret\n  data:\n    b: <secret|{b28}>\n---\nkind: ConfigMap\ndata:\n  c: {b20}",
    f"10:01 {DASHES}BEGIN RSA PRIVATE KEY{DASHES}\n10:02 <private key|{{b64}}>\n10:03 <private key|{{b60}}>\nnext line",
    "klucz API: <secret|{a16}>, x",
    "the safe in the hall opens with <one-time code|31-08-57>, ask",
    "https://x.example/f?md5=<URL signature|{a20}>&expires=1718020011",
    # Elements and phrases.
    "<server><password><password|Quill7-Harbor></password></server>",
    "<password><password|lighthouse></password>",
    '<wsse:Password Type="PasswordText"><password|{a20}></wsse:Password>',
    "&lt;password&gt;<password|Cobalt#quarry11>&lt;/password&gt;",
    "<apiKey><secret|{a32}></apiKey>",
    'password: "<password|seven grey herons wade>"',
    "wifi_password: '<password|guest of the house>'",
    # Docker, Kubernetes, netrc.
    '{"auths": {"ghcr.example.org": {"auth": "<basic credentials|c3ZjOkhhcmJvcjc3IQ==>"}}}',
    "//npm.acme.example/:_auth=<basic credentials|c3ZjOkhhcmJvcjc3IQ==>",
    "    client-key-data: <secret|LS0tLS1CRUdJTiBSU0EgUFJJ{a60}>",
    "machine git.acme.example login svc password <password|Tundra-otter5>",
    "bindpw <password|Quarry-5-kelp>",
    "openssl enc -k <password|Tundra-4-otter> -in x",
    "PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 1\n<private key|{a64}>",
    "snmp-server community <password|Acme-rw-77x> RW",
    'psk="<password|Harbor-wifi-2024>"',
    "user,password\nops,<password|Lantern-771>\nqa,<password|Granite-88x>",
    "| user | password |\n| ops | <password|Granite-88x> |",
    '<entry key="db.password"><password|juniper77Lantern></entry>',
    "here's my API key <secret|{a32}>, please rotate",
    'the wifi password is "<password|banana split for two>"',
    "keytool -storepass <password|changeit77X> -list",
    "Authorization: Token token=<secret|{x64}>",
    # Logins.
    "temp credentials → admin:<password|Frost-88-pine>",
    "login with admin / <password|Hunter77!> until then",
    "you can sign in as root / <password|Granite+9936>",
    "creds are admin:<password|Saffron99!> and ops:<password|Wd9!kelp>",
    "Log in as admin with <password|Juniper#2026>",
    "mit admin / <password|Nordwind!7> einloggen",
    # Other languages.
    "Das Passwort ist <password|Fischadler7>!",
    "Kennwort für den Server: <password|Moorhuhn_9x>",
    "mot de passe : <password|Moulin.Rose7>",
    "la clave del servidor es <password|Trigo-909a>",
    "senha: <password|Jacaranda@12>",
    "wachtwoord is <password|Klompen-88>",
    "heslo: <password|Vltava!2025>",
    "lösenord: <password|Granskog-77x>",
    "hasło do bazy to <password|Zubr_2024>",
    "пароль: <password|Vyhuhol-17>",
    "パスワードは <password|Kaede-2048> です",
    "密码：<password|Lotus!6688>",
    "비밀번호: <password|Mugunghwa-5>",
    # Codes.
    "Your verification code is <one-time code|482913>. It expires.",
    "<one-time code|739104> is your Acme verification code",
    "my OTP is <one-time code|839201>, hurry",
    "2FA code: <one-time code|604 118>",
    "Use <one-time code|660431> to log in.",
    "Ihr Bestätigungscode lautet <one-time code|771203>.",
    "Votre code de vérification : <one-time code|330918>",
    "código de verificación es <one-time code|447120>",
    "Din engångskod är <one-time code|512277>",
    "the door PIN is <one-time code|90214>",
    '"user_code": "<one-time code|WDJB-MJHT>"',
    "otpauth://totp/Acme:ops?secret=<secret|JBSWY3DPEHPK3PXP>&issuer=Acme",
    "?code=<authorization code|{a40}>&state=x",
    '"code": "<authorization code|{a40}>"',
    "code_verifier=<authorization code|{a43}>",
    "SAMLResponse=<secret|PHNhbWxwOlJlc3BvbnNl{a60}>&RelayState=x",
    "seed phrase: <seed phrase|orbit velvet canyon mimic trophy lunar fabric gesture anchor pistol wisdom marble>",
    # Hashes of passwords, and hooks.
    "ops:<password hash|$apr1$k8s0e7Qd$Xr1zq3G5m9tWq0b7Hc2Yw/>",
    "VALUES ('<password hash|$2b$12$Q9w8E7r6T5y4U3i2O1p0Au7s6D5f4G3h2J1k0L9z8X7c6V5b4N3m2>')",
    "https://hooks.zapier.com/hooks/catch/<webhook|1234567/rNQu25JF7ff>/",
    "https://events.pagerduty.com/integration/<webhook|{x32}>/enqueue",
    # Groups of letters, remarks, braces, filling words.
    "RELAY_PASS=<password|wqzn plrt hvkd ymsj>",
    "mailer_password: '<password|wqzn plrt hvkd ymsj>'",
    'SMTP_PASSWORD="<password|wqzn plrt hvkd ymsj>"',
    "SESSION_SIGNING_SECRET (rotated, see the runbook) = <secret|{a24}>",
    "db_password (read-only, staging): <password|Quarry75x>",
    "Uid=app;Pwd=<password|{q;8Rk!w}>;Database=x",
    "password=<password|{7d;qk}Mz>;",
    "het wachtwoord is gewoon <password|Steen75x>",
    "the password is simply <password|quarry75x>",
    "le mot de passe est juste <password|Carriere75>",
    "the secret word is <password|limestone>",
    'the secret word "<password|limestone>"',
    # Cookies as browsers export them.
    '{"name":"connect.sid","value":"s%3A<cookie|{a40}.{a24}>"}',
    '{"name": "connect.sid", "domain": ".example.org", "path": "/", "value": "<cookie|{a40}>"}',
    '{"name": "remember_token", "value": "<cookie|{a40}>"}',
    # Seeds with the numbers of their words.
    "wallet seed: <seed phrase|1. lemon 2. cargo 3. drift 4. pulse 5. onion 6. shrimp 7. ladder 8. tuna 9. velvet "
    "10. wagon 11. moral 12. yard>.",
    "mnemonic\n<seed phrase|1) lemon\n2) cargo\n3) drift\n4) pulse\n5) onion\n6) shrimp\n7) ladder\n8) tuna\n"
    "9) velvet\n10) wagon\n11) moral\n12) yard>",
]

STAYS = [
    "https://x.example/f?md5={a20}",
    "first_pass=Zubr7Lesie",
    'api_key = "see page 12 of it"',
    # Headers.
    "Authorization: required",
    "authorization: Bearer ${TOKEN}",
    "Authorization: Bearer <token>",
    "the bearer of this news was late",
    "bearer xxxxxxxxxxxxxxxxxxxx",
    "Cookie: theme=dark; lang=en",
    "cookie: path={a24}",
    "session_id=4bf92f3577b34da6a3ce929d0e0e4736",
    "the session key was rotated",
    # Addresses.
    "https://hooks.slack.com/services/ is where it goes",
    "https://discord.com/api/webhooks/123",
    "https://user@github.com/acme/bots",
    "http://localhost:8080/x@y",
    "https://user:${PASSWORD}@host/db",
    "https://user:<password>@host/db",
    "see ?sig=short and signature=none",
    # Settings and sentences.
    "password: ********",
    "password: changeme",
    "password = os.environ['DB_PASSWORD']",
    'password: "${{ secrets.DB_PASSWORD }}"',
    "password: null",
    "the password is required",
    "the password was rotated",
    "a password reset link",
    "tests: pass: 12",
    "passed: 12, passing: 3",
    "the keyboard key: Enter",
    "public_key: {a32}",
    "cache_key={a32}",
    "next_token: {a32}",
    "max_tokens: 4096",
    "tokens = 128000",
    "key: 4bf92f3577b34da6a3ce929d0e0e4736",
    "key: value",
    "secret: my-app-secret-name",
    "secret_name: production-database-credentials",
    "api_key: YOUR_API_KEY_HERE_xxxx",
    "api_key: config.api_key",
    "token_url: https://x.example/token",
    "the key is that nobody looked",
    "the secret of it is trust",
    "pat: {a12}",
    "issue_key: PROJ-1234567890123",
    "name: API_KEY",
    # Commands.
    "mysql -u root -p shop",
    "mysql -p$MYSQL_PASSWORD shop",
    "mkdir -p Sommer2024",
    "ssh -p 2222 host",
    "redis-cli -a $PASSWORD ping",
    "curl -u admin:$PASSWORD https://x.example",
    "curl -u admin:1234567 https://x.example",
    "IDENTIFIED BY '<password>'",
    "host:5432:app:user:short",
    "12:5432:30:10",
    # Blocks.
    f"{DASHES}BEGIN PUBLIC KEY{DASHES}\n{BASE64}\n{DASHES}END PUBLIC KEY{DASHES}",
    f"the line `{DASHES}BEGIN RSA PRIVATE KEY{DASHES}` was missing from the file that we read",
    # Elements, phrases, logins and codes that are none.
    "<password/>",
    "<password></password>",
    "<password>${env.DB_PASSWORD}</password>",
    "<password>****</password>",
    'password: "must have 12 characters"',
    '"password": "Enter your password"',
    '"auth": "oauth2"',
    '"auth": "none"',
    '"auth": "c29tZXRoaW5nZWxzZXdpdGhvdXRjb2xvbg=="',
    "auth=basic",
    "login with SSO / Okta",
    "use v41 / v42 side by side",
    "sign in as admin / user",
    "admin / viewer roles",
    "creds rotated / redeployed",
    "clave primaria compuesta",
    "la clave del problema es la caché",
    "Kennwort geändert am Montag",
    "wachtwoord vergeten",
    "пароль не подходит",
    "status code 503002",
    "exit code 137",
    "error_code=550132",
    "the code is 4821 lines long",
    "promo code SAVE20",
    "verification code was not sent",
    "otp service v1.2.3",
    "PIN header 40",
    "pin: v2.1.0",
    "pinned 4821 versions",
    "?code=404&x=1",
    "code=invalid_grant",
    "code_challenge={a43}",
    "grant_type=authorization_code",
    "costs $2a$ a day",
    "seed phrase: see the vault",
    "2fa enabled for 918273 users",
    # Hashes and ids.
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "trace 4bf92f3577b34da6a3ce929d0e0e4736, request 550e8400-e29b-41d4-a716-446655440000",
    "password: must have this word",
    "pass = this test will fail",
    "max_tokens (per request): 4096",
    "password (see the policy) = required",
    "password={password};",
    "pwd={user.pwd!r:>10}",
    "the password is simply wrong",
    "the secret word puzzle of 2026",
    '{"name": "temperature", "value": "0.7"}, {"name": "sid", "value": "left"}',
    '{"name": "trace_id", "value": "4bf92f3577b34da6a3ce929d0e0e4736"}',
    "steps: 1. fetch 2. build 3. lint 4. test 5. pack 6. sign 7. upload 8. deploy 9. verify 10. notify 11. clean "
    "12. archive",
    "mnemonic: 1. fetch 2. build 3. lint",
]


_MARKED = re.compile(r"<(?P<kind>[A-Za-z][\w -]*)\|(?P<value>[^>]*)>")


def parts(marked: str) -> tuple[str, str]:
    """The text of a case, and what redaction is to make of it; kinds are numbered in their order."""
    counts = Counter[str]()

    def placeholder(match: re.Match[str]) -> str:
        counts[match["kind"]] += 1
        return f"[{match['kind']} {counts[match['kind']]}]" + "\n" * match["value"].count("\n")

    return fill(_MARKED.sub(lambda match: match["value"], marked)), fill(_MARKED.sub(placeholder, marked))


@pytest.mark.parametrize("marked", GOES)
def test_a_secret_goes_to_the_character(marked: str) -> None:
    text, expected = parts(marked)
    assert Redactor().redact(text).text == expected
    assert Redactor().redact(f"Before it.\n{text}\n\nBehind it.").text == f"Before it.\n{expected}\n\nBehind it."


@pytest.mark.parametrize("template", STAYS)
def test_what_is_no_secret_stays(template: str) -> None:
    text = fill(template)
    assert Redactor().redact(text).text == text
