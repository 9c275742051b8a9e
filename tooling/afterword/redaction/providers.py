"""Keys that are known by their form: a prefix that a provider documents, and so many characters of its alphabet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from afterword.redaction.judging import is_filler, is_random
from afterword.redaction.matching import Match, Sort, runs, table
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern

ALNUM = "A-Za-z0-9"
WORD = "A-Za-z0-9_"
DASH = "A-Za-z0-9_-"
DOTTED = "A-Za-z0-9_.-"
BASE64 = "A-Za-z0-9+/="
HEX = "0-9a-fA-F"
UPPER = "A-Z0-9"


@dataclass(frozen=True, slots=True)
class Provider:
    """One kind of key.

    Attributes:
        kind: what the placeholder says.
        prefix: what the key begins with.
        alphabet: characters of the rest, as in a character class.
        least: how many follow at least.
        most: and at most.
        confirms: looks at what follows the prefix, if the prefix alone is not proof.
    """

    kind: str
    prefix: str
    alphabet: str
    least: int
    most: int
    confirms: Callable[[str], bool] | None = None


def _all(kind: str, prefixes: str, alphabet: str, least: int, most: int, loose: bool = False) -> list[Provider]:
    return [Provider(kind, one, alphabet, least, most, is_random if loose else None) for one in prefixes.split()]


PROVIDERS: tuple[Provider, ...] = (
    # Models and what is used around them.
    *_all("Anthropic key", "sk-ant-", DASH, 20, 250),
    *_all("OpenRouter key", "sk-or-", DASH, 32, 120),
    *_all("Langfuse key", "sk-lf-", DASH, 32, 40),
    *_all("OpenAI key", "sk-proj- sk-svcacct- sk-admin- sk-None-", DASH, 20, 250),
    *_all("OpenAI key", "sk- sess-", DASH, 20, 250, loose=True),
    *_all("Hugging Face token", "hf_ api_org_", ALNUM, 30, 60),
    *_all("Groq key", "gsk_", ALNUM, 40, 80),
    *_all("Replicate token", "r8_", ALNUM, 30, 60),
    *_all("Pinecone key", "pcsk_", WORD, 40, 120),
    *_all("LangSmith key", "lsv2_pt_ lsv2_sk_", WORD, 36, 60),
    *_all("LangSmith key", "ls__", HEX, 32, 40),
    *_all("Weights & Biases key", "wandb_v1_", WORD, 40, 120),
    *_all("xAI key", "xai-", ALNUM, 40, 120),
    *_all("Perplexity key", "pplx-", ALNUM, 32, 80),
    *_all("Together key", "tgp_v1_", DASH, 30, 80),
    *_all("Fireworks key", "fw_", ALNUM, 20, 40, loose=True),
    *_all("ElevenLabs key", "sk_", HEX, 40, 64),
    *_all("Voyage key", "pa-", DASH, 40, 60, loose=True),
    *_all("Tavily key", "tvly-", DASH, 24, 60),
    *_all("Jina key", "jina_", DASH, 40, 90),
    *_all("NVIDIA key", "nvapi-", DASH, 40, 100),
    *_all("Cerebras key", "csk-", ALNUM, 40, 80),
    *_all("Anyscale key", "esecret_", ALNUM, 20, 60),
    *_all("LlamaCloud key", "llx-", ALNUM, 32, 80),
    *_all("RunPod key", "rpa_", ALNUM, 30, 60),
    *_all("Helicone key", "sk-helicone-", DASH, 20, 80),
    *_all("Firecrawl key", "fc-", HEX, 32, 32),
    *_all("Chroma token", "ck-", ALNUM, 40, 60, loose=True),
    *_all("E2B key", "e2b_", ALNUM, 40, 60),
    *_all("Apify token", "apify_api_", ALNUM, 32, 60),
    *_all("Cartesia key", "sk_car_", WORD, 20, 60),
    *_all("Modal token", "ak- as-", ALNUM, 20, 30, loose=True),
    # Code and packages.
    *_all("GitHub token", "ghp_ gho_ ghu_ ghr_", ALNUM, 30, 255),
    *_all("GitHub token", "ghs_", DOTTED, 30, 600),
    *_all("GitHub token", "github_pat_", WORD, 40, 255),
    *_all("GitLab token", "glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glimt- glagent- glsoat- gloas- glffct-",
          DOTTED, 20, 90),
    *_all("GitLab token", "GR1348941", DASH, 20, 30),
    *_all("npm token", "npm_", ALNUM, 36, 40),
    *_all("PyPI token", "pypi-AgE pypi-", DASH, 50, 250),
    *_all("RubyGems key", "rubygems_", HEX, 40, 60),
    *_all("NuGet key", "oy2", "a-z0-9", 43, 43),
    *_all("Docker token", "dckr_pat_ dckr_oat_", DASH, 20, 60),
    *_all("Postman key", "PMAK-", "0-9a-f-", 50, 70),
    *_all("CircleCI token", "CCIPAT_ CCIPRJ_", WORD, 40, 80),
    *_all("Buildkite token", "bkua_", ALNUM, 36, 60),
    *_all("Sonar token", "sqp_ squ_ sqa_", HEX, 40, 40),
    *_all("Sourcegraph token", "sgp_", WORD, 40, 80),
    *_all("Artifactory key", "AKCp cmVmdGtu", ALNUM, 50, 120),
    *_all("Atlassian token", "ATATT3 ATCTT3", "A-Za-z0-9_=.-", 50, 300),
    *_all("Atlassian token", "ATBB", ALNUM, 28, 40),
    *_all("crates.io token", "cio", ALNUM, 32, 32, loose=True),
    *_all("Clojars token", "CLOJARS_", ALNUM, 60, 60),
    *_all("ReadMe key", "rdme_", ALNUM, 64, 80),
    *_all("Harness token", "pat. sat.", DOTTED, 60, 80, loose=True),
    *_all("Octopus Deploy key", "API-", UPPER, 25, 32, loose=True),
    *_all("Phabricator token", "api- cli-", "a-z0-9", 28, 28, loose=True),
    *_all("Linear key", "lin_api_ lin_oauth_", ALNUM, 30, 80),
    *_all("Notion token", "ntn_", ALNUM, 40, 60),
    *_all("Notion token", "secret_", ALNUM, 43, 43),
    *_all("Figma token", "figd_ figu_", DASH, 30, 80),
    *_all("Airtable token", "pat", "A-Za-z0-9.", 79, 79, loose=True),
    # Clouds.
    *_all("AWS key id", "AKIA ASIA ABIA ACCA", UPPER, 16, 16),
    *_all("AWS Bedrock key", "ABSK", BASE64, 60, 200),
    *_all("AWS Bedrock key", "bedrock-api-key-", BASE64, 40, 4000),
    *_all("AWS session token", "FwoGZXIvYXdz IQoJb3JpZ2lu", BASE64, 80, 2000),
    *_all("Google key", "AIza", DASH, 35, 35),
    *_all("Google client secret", "GOCSPX-", DASH, 24, 40),
    *_all("Google token", "ya29.", DOTTED, 30, 2000),
    *_all("Docker credentials", "eyJhdXRocyI6", BASE64, 20, 4000),
    *_all("Adobe client secret", "p8e-", ALNUM, 32, 32),
    *_all("HCP secret", "hcp.", ALNUM, 40, 120),
    *_all("Ory token", "ory_at_ ory_rt_ ory_st_ ory_pat_ ory_apikey_", DOTTED, 30, 120),
    *_all("Vercel token", "vercel_blob_rw_", WORD, 40, 80),
    *_all("Scalingo token", "tk-us- tk-eu-", DASH, 40, 60),
    *_all("Defined Networking key", "dnkey-", DASH, 60, 90),
    *_all("Google key", "AQ.Ab", DASH, 30, 120),
    *_all("DigitalOcean token", "dop_v1_ doo_v1_ dor_v1_", HEX, 64, 64),
    *_all("Cloudflare token", "cfut_ cfat_ cfk_", DASH, 36, 80),
    *_all("Cloudflare key", "v1.0-", "0-9a-f-", 100, 200),
    *_all("Heroku key", "HRKU-", DASH, 36, 80),
    *_all("Databricks token", "dapi dose dkea", "0-9a-f-", 32, 36),
    *_all("Vault token", "hvs. hvb. hvr.", DASH, 20, 400),
    *_all("Vault token", "s.", ALNUM, 24, 24, loose=True),
    *_all("Doppler token", "dp.pt. dp.st. dp.ct. dp.sa. dp.scim.", DOTTED, 36, 80),
    *_all("Pulumi token", "pul-", HEX, 40, 40),
    *_all("Vercel token", "vcp_ vci_ vca_ vcr_ vck_", DASH, 20, 80, loose=True),
    *_all("Netlify token", "nfp_ nfc_ nfo_ nfb_ nfu_", ALNUM, 32, 60),
    *_all("Fly.io token", "fm1r_ fm2_ fo1_", "A-Za-z0-9+/=_-", 40, 1000),
    *_all("Render key", "rnd_", ALNUM, 28, 50),
    *_all("PlanetScale token", "pscale_tkn_ pscale_pw_ pscale_oauth_", DOTTED, 30, 80),
    *_all("Supabase key", "sbp_ sbp_v0_", HEX, 40, 40),
    *_all("Supabase key", "sb_secret_", DASH, 20, 60),
    *_all("Tailscale key", "tskey-", DASH, 20, 90),
    *_all("Alibaba key id", "LTAI", ALNUM, 12, 26),
    *_all("Tencent key id", "AKID", ALNUM, 32, 32),
    *_all("Yandex key", "AQVN", DASH, 35, 38),
    *_all("Firebase key", "AAAA", "A-Za-z0-9_:-", 140, 180),
    *_all("Scaleway key", "SCW", UPPER, 17, 17),
    # Watching and paging.
    *_all("New Relic key", "NRAK- NRII- NRIQ- NRAA- NRRA- NRJS-", DASH, 19, 60),
    *_all("Sentry token", "sntrys_", "A-Za-z0-9+/=_", 50, 400),
    *_all("Sentry token", "sntryu_ sntrya_", HEX, 60, 70),
    *_all("Grafana token", "glsa_", WORD, 32, 60),
    *_all("Grafana token", "glc_", BASE64, 32, 400),
    *_all("Grafana key", "eyJrIjoi", BASE64, 40, 400),
    *_all("Datadog key", "ddapp_ ddapi_ ddpat_", DASH, 30, 80),
    *_all("PagerDuty token", "pdus+", DASH, 20, 80),
    *_all("Dynatrace token", "dt0c01. dt0s01. dt0s16.", UPPER + ".", 80, 100),
    *_all("LaunchDarkly key", "sdk- api-", "0-9a-f-", 36, 36, loose=True),
    *_all("Axiom token", "xaat- xapt-", "0-9a-f-", 36, 36),
    *_all("Better Stack token", "btst_", ALNUM, 20, 60),
    *_all("PostHog key", "phx_ phc_", ALNUM, 40, 60),
    # Messages and money.
    *_all("Slack token", "xoxa- xoxb- xoxe- xoxe.xoxb- xoxe.xoxp- xoxo- xoxp- xoxr- xoxs- xoxc- xoxd- xapp-",
          "A-Za-z0-9%-", 10, 400),
    *_all("Stripe key", "sk_live_ sk_test_ rk_live_ rk_test_ sk_org_live_ sk_org_test_", ALNUM, 16, 250),
    *_all("Stripe secret", "whsec_", "A-Za-z0-9+/=", 24, 80),
    *_all("SendGrid key", "SG.", DOTTED, 60, 70),
    *_all("Twilio key", "SK AC", "0-9a-f", 32, 32),
    *_all("Mailgun key", "key-", "0-9a-f", 32, 32),
    *_all("Brevo key", "xkeysib- xsmtpsib-", ALNUM + "-", 64, 90),
    *_all("Shopify token", "shpat_ shpca_ shppa_ shpss_ shpua_ shpit_", HEX, 32, 40),
    *_all("Square token", "sq0atp- sq0csp- sq0idp-", DASH, 22, 60),
    *_all("Square token", "EAAA", DASH, 58, 64),
    *_all("Facebook token", "EAACEdEose0c", ALNUM, 20, 300),
    *_all("Facebook token", "EAA", ALNUM, 80, 300),
    *_all("Plaid token", "access-sandbox- access-development- access-production-", "0-9a-f-", 36, 36),
    *_all("Razorpay key", "rzp_live_ rzp_test_", ALNUM, 14, 20),
    *_all("Resend key", "re_", WORD, 28, 40, loose=True),
    *_all("EasyPost key", "EZAK EZTK", ALNUM, 50, 60),
    *_all("Paddle key", "pdl_live_apikey_ pdl_sdbx_apikey_", WORD, 40, 80),
    *_all("Mercado Pago token", "APP_USR-", "0-9a-f-", 50, 80),
    *_all("Checkout.com key", "sk_ sk_sbox_", "0-9a-f-", 36, 36, loose=True),
    *_all("Worldpay key", "T_S_ L_S_", "0-9a-f-", 36, 36),
    *_all("Shippo token", "shippo_live_ shippo_test_", HEX, 40, 40),
    *_all("Duffel token", "duffel_live_ duffel_test_", DASH, 43, 60),
    *_all("SumUp key", "sup_sk_", ALNUM, 30, 60),
    *_all("Adyen key", "AQE", BASE64, 90, 220, loose=True),
    *_all("Mollie key", "live_ test_", ALNUM, 30, 40, loose=True),
    *_all("Mandrill key", "md-", DASH, 22, 22, loose=True),
    *_all("Telnyx key", "KEY01", WORD, 40, 60),
    *_all("OneSignal key", "os_v2_app_ os_v2_org_", "a-z0-9", 80, 140),
    *_all("Matrix token", "syt_", WORD, 30, 120),
    *_all("Frame.io token", "fio-u-", DASH, 60, 80),
    *_all("HubSpot token", "pat-na1- pat-eu1- pat-na2-", "0-9a-f-", 36, 36),
    *_all("Typeform token", "tfp_", DOTTED, 40, 80),
    *_all("Contentful token", "CFPAT-", DASH, 40, 60),
    *_all("Dropbox token", "sl.", DASH, 100, 2000),
    *_all("Discord token", "mfa.", DASH, 80, 100),
    *_all("Flutterwave key", "FLWSECK-", ALNUM + "-", 30, 50),
    *_all("PASETO token", "v1.local. v2.local. v3.local. v4.local. v2.public. v4.public.", DOTTED, 40, 4000),
    *_all("macaroon", "MDAx MDAy", BASE64, 60, 4000, loose=True),
    *_all("ASP.NET cookie", "CfDJ8", DASH, 60, 8000),
    *_all("Nostr key", "nsec1", "a-z0-9", 58, 58),
    *_all("wallet key", "xprv yprv zprv tprv", ALNUM, 100, 120),
    *_all("1Password key", "A3-", UPPER + "-", 30, 40, loose=True),
    *_all("1Password token", "ops_eyJ", DASH, 80, 2000),
    *_all("Mapbox token", "sk.eyJ1Ijoi", DOTTED, 40, 200),
    *_all("Instagram token", "IGQV IGQW", ALNUM, 80, 300),
    *_all("Klarna key", "klarna_live_api_ klarna_test_api_", DASH, 40, 300),
    *_all("Honeycomb key", "hcaik_ hcbik_ hcxik_ hcalk_", "a-z0-9", 40, 80),
    *_all("ntfy token", "tk_", "a-z0-9", 29, 29, loose=True),
    *_all("age key", "AGE-SECRET-KEY-1", UPPER, 58, 58),
    *_all("Prefect key", "pnu_ pnb_", ALNUM, 36, 36),
    *_all("Adafruit key", "aio_", ALNUM, 28, 28),
    *_all("OpenShift token", "sha256~", DASH, 43, 43),
)  # fmt: skip

_TOKEN = table("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.~+")
_LEAST_RUN = 12
_PLAIN = late_pattern(r"(?!fc-)[0-9a-f-]+|[A-Za-z]?[a-z_.-]+|[0-9TZ.+-]+")


def _trigger() -> re.Pattern[str]:
    """The prefixes, grouped by their first character, where a word begins."""
    by_first: dict[str, list[str]] = {}
    for prefix in sorted({provider.prefix for provider in PROVIDERS}, key=lambda prefix: (-len(prefix), prefix)):
        by_first.setdefault(prefix[0], []).append(re.escape(prefix[1:]))
    by_first.setdefault("e", []).extend(("yJ", "yK"))
    starts = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items())
    # A word also begins after an escape (`\n`, `%3D`, `\u003d`) as a log or a JSON string has it.
    return late_pattern(
        rf"(?:(?<![A-Za-z0-9])|(?<=\\[nrt])|(?<=%[0-9A-Fa-f][0-9A-Fa-f])|(?<=\\u00[0-9a-f][0-9a-f]))(?:{starts})"
    )


_TRIGGER = _trigger()
_BY_PREFIX: dict[str, list[tuple[Provider, re.Pattern[str]]]] = {}
for _provider in PROVIDERS:
    _BY_PREFIX.setdefault(_provider.prefix, []).append(
        (_provider, late_pattern(f"[{_provider.alphabet}]{{0,{_provider.most}}}+"))
    )

# The end of a line, and what editors, mail, diffs and languages put before the rest: indentation, quotes, comments.
_WRAP = late_pattern(
    r"[\"']?[ \t]{0,3}(?:[\\=+.]|\+[ \t]{0,3}\\)?[ \t]{0,3}\r?\n[ \t]{0,40}(?:(?:[>|+#*-]|//)[ \t]{0,4}){0,3}[\"']?"
)
_JOINED = late_pattern(r"[\"'][ \t]{0,3}(?:[\\+.][ \t\\]{0,6}\r?\n[ \t]*|\r?\n[ \t]*\+[ \t]*)[\"']{2}\Z")
"""What joins two strings, from the quote behind the first to those around the second."""
_BARE_WRAP = late_pattern(r"\r?\n[ \t]*")
_MAX_WRAPS = 60


def find(view: View) -> Iterator[Match]:
    """Keys with a prefix of their own."""
    text, is_plain = view.text, _PLAIN.fullmatch
    taken = 0
    for start, end in runs(view.undated, _TOKEN, _LEAST_RUN):
        if start < taken or is_plain(text, start, end):
            continue
        for match in _TRIGGER.finditer(text, start, end):
            if match.start() >= taken and (found := _key(text, match.start(), match.group())):
                taken = found.end
                yield found
        if end - start >= _LEAST_SPECIAL and taken < end:
            for found in _special(text, max(start, taken), end):
                taken = found.end
                yield found


_NAMING = late_pattern(r"(?!secret_)(?=[^-_]{2,}[-_])[A-Za-z0-9_-]*(?:[-_]|-1)")
"""Prefixes that are words of their own, and no letters that any text in base64 can begin with."""
_OTHER_BODY = late_pattern(r"(?=[A-Za-z_-]*[0-9])(?=[0-9_-]*[A-Za-z])[A-Za-z0-9_-]{14,400}(?![A-Za-z0-9])")


def _key(text: str, start: int, prefix: str) -> Match | None:
    if prefix in ("eyJ", "eyK"):
        web_token = _JWT.match(text, start)
        return Match.of(web_token, "JSON web token", Sort.KEY) if web_token else None
    for provider, body in _BY_PREFIX[prefix]:
        end, rest = _body(text, start + len(prefix), provider, body)
        if rest and not is_filler(rest) and (provider.confirms is None or provider.confirms(rest)):
            return Match(start, end, provider.kind, Sort.KEY)
    # A key of another age, or one that is cut, has another length; what follows such a prefix at random is one.
    certain = next((one for one, _ in _BY_PREFIX[prefix] if one.confirms is None), None)
    if (
        certain
        and _NAMING.fullmatch(prefix)
        and (match := _OTHER_BODY.match(text, start + len(prefix)))
        and is_random(match[0])
    ):
        return Match(start, match.end(), certain.kind, Sort.KEY)
    return None


def _body(text: str, start: int, provider: Provider, body: re.Pattern[str]) -> tuple[int, str]:
    """Where the key ends, and what follows its prefix, put together where it is wrapped; empty where it is none."""
    match = body.match(text, start)
    end, rest = match.end(), match.group()  # type: ignore[union-attr]
    for _ in range(_MAX_WRAPS):
        missing = provider.most - len(rest)
        wrap = _WRAP.match(text, end) if missing > 0 else None
        if wrap is None:
            break
        chunk = body.match(text, wrap.end())
        more = chunk.group()[:missing] if chunk else ""
        stop = wrap.end() + len(more)
        if not more or (
            len(rest) >= provider.least
            and not (_continues(more) or _JOINED.match(wrap[0] + text[stop : stop + 1]))
            and not (_BARE_WRAP.fullmatch(wrap[0]) and _is_rest(text, stop, more, provider))
        ):
            break
        rest, end = rest + more, wrap.end() + len(more)
    kept = rest.rstrip(".-") if "." in provider.alphabet else rest
    end -= len(rest) - len(kept)
    if len(kept) < provider.least:
        return end, ""
    follows = text[end : end + 1]
    # A key of fixed length inside a longer word is part of something else, such as base64.
    if provider.least == provider.most and follows.isascii() and follows.isalnum():
        return end, ""
    return end, kept


_B64 = "A-Za-z0-9_-"
_FOLD = r"\\?\r?\n[ \t>|+#]{0,12}"
_JWT = late_pattern(
    rf"ey[JK](?:[{_B64}]|{_FOLD}(?=[{_B64}])){{8,2000}}+\.(?:{_FOLD})?(?:[{_B64}]|{_FOLD}(?=[{_B64}])){{8,8000}}+"
    rf"\.(?:{_FOLD})?[{_B64}]{{8,2000}}(?:{_FOLD}(?=[{_B64}]{{0,100}}[0-9A-Z])[{_B64}]{{12,2000}}){{0,20}}"
    rf"(?:\.[{_B64}]{{8,8000}}\.[{_B64}]{{8,100}})?"
)

# Forms without a prefix. Each has a mark, which is looked for first, and begins so many characters before it at most.
_LEAST_SPECIAL = 32
_MOST_SPECIAL = 120
_SPECIAL = [(kind, mark, back, late_pattern(form)) for kind, mark, back, form in (
    ("Azure client secret", "Q~", 4, r"(?<![A-Za-z0-9_~.-])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{30,40}"),
    ("Zhipu key", ".", 32, r"(?<![A-Za-z0-9._-])[0-9a-f]{16,32}\.(?=[a-z0-9]*[A-Z])"
                           r"(?=[A-Z0-9]*[a-z])[A-Za-z0-9]{16,32}(?![A-Za-z0-9._-])"),
    ("Terraform token", ".atlasv1.", 14, r"(?<![A-Za-z0-9])[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{40,80}"),
    ("Mailchimp key", "-us", 32, r"(?<![0-9a-f])[0-9a-f]{32}-us\d{1,2}(?![0-9A-Za-z])"),
    ("MaxMind key", "_mmk", 37, r"(?<![A-Za-z0-9])[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?![A-Za-z0-9])"),
    ("Telegram token", "AA", 11, r"(?<![0-9])\d{8,10}:AA[A-Za-z0-9_-]{32,34}(?![A-Za-z0-9_-])"),
)]  # fmt: skip
_DISCORD = late_pattern(r"[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_.-])")


KINDS = frozenset({
    "JSON web token", *(provider.kind for provider in PROVIDERS), *(kind for kind, *_ in _SPECIAL),
})  # fmt: skip
"""What placeholders of this module say."""


def _special(text: str, start: int, end: int) -> Iterator[Match]:
    for kind, mark, back, form in _SPECIAL:
        at = text.find(mark, start, end)
        while at >= 0:
            match = form.search(text, max(0, at - back), min(len(text), end + 1, at + _MOST_SPECIAL))
            if match and match.start() <= at < match.end():
                yield Match.of(match, kind, Sort.KEY)
                at = match.end()
            at = text.find(mark, at + 1, end)
    if (match := _DISCORD.match(text, start)) and match.end() <= end and is_random(match.group()):
        yield Match.of(match, "Discord token", Sort.KEY)


_CONTINUATION = late_pattern(r"(?!\d{4}-\d\d)(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=[^0-9]*[0-9]).{6,}", re.DOTALL)


_LINE_ENDS = late_pattern(r"[\"'`]?[,;]?[ \t]*(?:\r?\n|\Z)")
_HEXADECIMAL = late_pattern(r"[0-9a-fA-F]*")
_ALTERNATING = late_pattern(r"(?=.{8})[A-Za-z]*(?:[0-9]+[A-Za-z]+){3,}[0-9]*")
_LENGTHS_OF_IDS = (7, 8, 10, 12, 16, 32, 40, 64)
"""Those of commits, containers, spans, traces and digests."""


def _is_rest(text: str, stop: int, chunk: str, provider: Provider) -> bool:
    """Whether random characters of the key's alphabet, alone in the next line, are its rest and no id."""
    is_hex = _HEXADECIMAL.fullmatch(chunk) is not None
    return (
        _ALTERNATING.fullmatch(chunk) is not None
        and is_hex == (provider.alphabet == HEX)
        and not (is_hex and len(chunk) in _LENGTHS_OF_IDS)
        and _LINE_ENDS.match(text, stop) is not None
    )


def _continues(chunk: str) -> bool:
    """Whether the first word of the next line can only be the rest of a key."""
    return bool(_CONTINUATION.fullmatch(chunk))
