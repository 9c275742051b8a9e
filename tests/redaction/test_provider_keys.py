"""Each key with a form of its own goes from its shortest length on; one character less is something else."""

from __future__ import annotations

import pytest

from afterword.redaction import Redactor
from afterword.redaction.credentials.providerkeys import PROVIDER_KINDS
from afterword.redaction.providers import KINDS
from redaction.made_up import fill

# What the placeholder says, the shortest that follows the prefix, the prefixes.
KEYS = """
Anthropic key: d20 sk-ant-
OpenRouter key: d32 sk-or-
Langfuse key: d32 sk-lf-
OpenAI key: d20 sk-proj- sk-svcacct- sk-admin- sk-None- sk- sess-
Hugging Face token: a30 hf_ api_org_
Groq key: a40 gsk_
Replicate token: a30 r8_
Pinecone key: w40 pcsk_
LangSmith key: w36 lsv2_pt_ lsv2_sk_
LangSmith key: x32 ls__
Weights & Biases key: w40 wandb_v1_
xAI key: a40 xai-
Perplexity key: a32 pplx-
Together key: d30 tgp_v1_
Fireworks key: a20 fw_
ElevenLabs key: x40 sk_
Voyage key: d40 pa-
Tavily key: d24 tvly-
Jina key: d40 jina_
NVIDIA key: d40 nvapi-
Cerebras key: a40 csk-
Anyscale key: a20 esecret_
LlamaCloud key: a32 llx-
RunPod key: a30 rpa_
Helicone key: d20 sk-helicone-
Chroma token: a40 ck-
E2B key: a40 e2b_
Apify token: a32 apify_api_
Cartesia key: w20 sk_car_
GitHub token: a30 ghp_ gho_ ghu_ ghr_
GitHub token: d30 ghs_
GitHub token: w40 github_pat_
GitLab token: d20 glpat- gldt- glrt- glrtr- glcbt- glptt- glft- glimt- glagent- glsoat- gloas- glffct-
GitLab token: d20 GR1348941
npm token: a36 npm_
PyPI token: d50 pypi-AgE pypi-
RubyGems key: x40 rubygems_
NuGet key: l43 oy2
Docker token: d20 dckr_pat_ dckr_oat_
Postman key: x50 PMAK-
CircleCI token: w40 CCIPAT_ CCIPRJ_
Buildkite token: a36 bkua_
Sonar token: x40 sqp_ squ_ sqa_
Sourcegraph token: w40 sgp_
Artifactory key: a50 AKCp cmVmdGtu
Atlassian token: d50 ATATT3 ATCTT3
Atlassian token: a28 ATBB
crates.io token: a32 cio
Clojars token: a60 CLOJARS_
ReadMe key: a64 rdme_
Harness token: a60 pat. sat.
Octopus Deploy key: u25 API-
Phabricator token: l28 api- cli-
Linear key: a30 lin_api_ lin_oauth_
Notion token: a40 ntn_
Notion token: a43 secret_
Figma token: d30 figd_ figu_
Airtable token: a79 pat
AWS key id: u16 AKIA ASIA ABIA ACCA
AWS Bedrock key: a60 ABSK
AWS Bedrock key: a40 bedrock-api-key-
AWS session token: a80 FwoGZXIvYXdz IQoJb3JpZ2lu
Google key: d35 AIza
Google client secret: d24 GOCSPX-
Google token: d30 ya29.
Docker credentials: b20 eyJhdXRocyI6
Adobe client secret: a32 p8e-
HCP secret: a40 hcp.
Ory token: d30 ory_at_ ory_rt_ ory_st_ ory_pat_ ory_apikey_
Vercel token: w40 vercel_blob_rw_
Scalingo token: d40 tk-us- tk-eu-
Defined Networking key: d60 dnkey-
Google key: d30 AQ.Ab
DigitalOcean token: x64 dop_v1_ doo_v1_ dor_v1_
Cloudflare token: d36 cfut_ cfat_ cfk_
Cloudflare key: x100 v1.0-
Heroku key: d36 HRKU-
Databricks token: x32 dapi dose dkea
Vault token: d20 hvs. hvb. hvr.
Vault token: a24 s.
Doppler token: d36 dp.pt. dp.st. dp.ct. dp.sa. dp.scim.
Pulumi token: x40 pul-
Vercel token: d20 vcp_ vci_ vca_ vcr_ vck_
Netlify token: a32 nfp_ nfc_ nfo_ nfb_ nfu_
Fly.io token: d40 fm1r_ fm2_ fo1_
Render key: a28 rnd_
PlanetScale token: d30 pscale_tkn_ pscale_pw_ pscale_oauth_
Supabase key: x40 sbp_ sbp_v0_
Supabase key: d20 sb_secret_
Tailscale key: d20 tskey-
Okta token: d40 00
Alibaba key id: a12 LTAI
Tencent key id: a32 AKID
Yandex key: d35 AQVN
Firebase key: d140 AAAA
Scaleway key: u17 SCW
New Relic key: d19 NRAK- NRII- NRIQ- NRAA- NRRA- NRJS-
Sentry token: w50 sntrys_
Sentry token: x60 sntryu_ sntrya_
Grafana token: w32 glsa_
Grafana token: a32 glc_
Grafana key: a40 eyJrIjoi
Datadog key: d30 ddapp_ ddapi_ ddpat_
PagerDuty token: d20 pdus+
Dynatrace token: u80 dt0c01. dt0s01. dt0s16.
LaunchDarkly key: x36 sdk-
Axiom token: x36 xaat- xapt-
Better Stack token: a20 btst_
PostHog key: a40 phx_ phc_
Slack token: a10 xoxa- xoxb- xoxe- xoxe.xoxb- xoxe.xoxp- xoxo- xoxp- xoxr- xoxs- xoxc- xoxd- xapp-
Stripe key: a16 sk_live_ sk_test_ rk_live_ rk_test_ sk_org_live_ sk_org_test_
Stripe secret: a24 whsec_
SendGrid key: d60 SG.
Twilio key: x32 SK AC
Mailgun key: x32 key-
Brevo key: a64 xkeysib- xsmtpsib-
Shopify token: x32 shpat_ shpca_ shppa_ shpss_ shpua_ shpit_
Square token: d22 sq0atp- sq0csp- sq0idp-
Square token: d58 EAAA
Facebook token: a80 EAA
Plaid token: x36 access-sandbox- access-development- access-production-
Razorpay key: a14 rzp_live_ rzp_test_
Resend key: w28 re_
EasyPost key: a50 EZAK EZTK
Paddle key: w40 pdl_live_apikey_ pdl_sdbx_apikey_
Mercado Pago token: x50 APP_USR-
Checkout.com key: x36 sk_sbox_
Worldpay key: x36 T_S_ L_S_
Shippo token: x40 shippo_live_ shippo_test_
Duffel token: d43 duffel_live_ duffel_test_
SumUp key: a30 sup_sk_
Adyen key: b90 AQE
Mollie key: a30 live_ test_
Mandrill key: a22 md-
Telnyx key: w40 KEY01
OneSignal key: l80 os_v2_app_ os_v2_org_
Matrix token: w30 syt_
Frame.io token: d60 fio-u-
HubSpot token: x36 pat-na1- pat-eu1- pat-na2-
Typeform token: d40 tfp_
Contentful token: d40 CFPAT-
Dropbox token: d100 sl.
Discord token: d80 mfa.
Flutterwave key: a30 FLWSECK-
PASETO token: d40 v1.local. v2.local. v3.local. v4.local. v2.public. v4.public.
macaroon: b60 MDAx MDAy
ASP.NET cookie: d60 CfDJ8
Nostr key: l58 nsec1
wallet key: a100 xprv yprv zprv tprv
1Password token: d80 ops_eyJ
age key: u58 AGE-SECRET-KEY-1
Prefect key: a36 pnu_ pnb_
Adafruit key: a28 aio_
OpenShift token: d43 sha256~
Mapbox token: d40 sk.eyJ1Ijoi
Instagram token: a80 IGQV IGQW
Klarna key: d40 klarna_live_api_ klarna_test_api_
Honeycomb key: l40 hcaik_ hcbik_ hcxik_ hcalk_
ntfy token: l29 tk_
OpenAI key: w32 ek_
Brave Search key: d27 BSA
Mem0 key: a38 m0-
Cursor key: x64 crsr_
Coze token: a64 pat_
Braintrust token: a30 bt-st-
Browserbase key: d20 bb_live_
Daytona key: x64 dtn_
OpenPipe key: a30 opk_
Baidu key: a40 ALTAK-
Volcengine key id: a32 AKLT
Salad key: w16 salad_cloud_
Voiceflow key: a40 VF.
Zapier key: d30 sk-ak-
n8n key: d40 n8n_api_
Packagist token: w40 packagist_
Bitbucket token: b40 BBDC-
Deno token: a36 ddp_ ddw_
Cody token: x64 slk_
Endor Labs key: a16 endr+
Trigger.dev key: a18 tr_prod_ tr_stg_ tr_dev_ tr_pat_
Inngest key: x32 signkey-prod- signkey-test- signkey-branch-
TruffleHog secret: x32 thog-secret-
42 secret: x64 s-s4t2ud- s-s4t2af-
SettleMint token: a16 sm_aat_ sm_pat_ sm_sat_
Sonar token: a59 sqco_
Artifactory key: a59 cmVmd
Figma token: d30 figp_ figo_ figor_
AWS key id: u17 A3T
AppSync key: l26 da2-
Microsoft refresh token: d250 0.A 1.A
ClickHouse key: a38 4b1d
Aiven password: d16 AVNS_
Elastic token: b60 essu_
Confluent secret: b60 cflt
Akamai token: d30 akab-
JumpCloud key: a36 jca_
Infisical token: x60 st.
Doppler token: d36 dp.audit.
Yandex key: d38 YC
Yandex token: a90 t1.
New Relic key: d19 NRBR-
Rootly key: x64 rootly_
pganalyze key: a24 pgar_ pga_
Healthchecks key: a28 hcw_ hcr_
PostHog key: a40 phs_
Ramp key: a40 ramp_id_ ramp_sec_
Robinhood key: x36 rh-api-
Xendit key: a40 xnd_production_ xnd_development_
Midtrans key: d20 Mid-server- SB-Mid-server-
Omise key: l19 skey_ skey_test_
Flutterwave key: a12 FLWSECK_TEST-
MailerSend token: x64 mlsn.
Klaviyo key: x34 pk_
Intercom token: b40 dG9rO
Cal.com key: x32 cal_live_ cal_test_
Trello token: a72 ATTA
Salesforce key: a80 3MVG9
Salesforce token: a80 5Aep861
Bannerbear key: x30 bb_pr_ bb_ma_
Flexport token: d40 shltm_
PubNub key: a40 sec-c-
Ubidots key: a30 BBFF-
LocationIQ key: a32 pk.
"""
CASES = [
    (kind, prefix, body)
    for line in KEYS.strip().splitlines()
    for kind, _, rest in [line.partition(": ")]
    for body, *prefixes in [rest.split()]
    for prefix in prefixes
]


@pytest.mark.parametrize(("kind", "prefix", "body"), CASES, ids=[case[1] for case in CASES])
def test_a_key_goes_whole(kind: str, prefix: str, body: str) -> None:
    key = prefix + fill(f"{{{body}}}")
    assert Redactor().redact(f"It is {key} here.").text == f"It is [{kind} 1] here."
    assert Redactor().redact(f"KEY='{key}'").text == f"KEY='[{kind} 1]'"
    # A key that is cut can still be used to look for it; a prefix with a few letters is a word.
    assert Redactor().redact(f"It is {prefix}{'a1b2c3d4e5f6'[: 12 - len(prefix)]} here.").found == {}


@pytest.mark.parametrize("prefix", sorted({prefix for _, prefix, _ in CASES}))
def test_words_behind_a_prefix_stay(prefix: str) -> None:
    for text in (f"{prefix}rotated", f"the {prefix}prefix of the documentation", f"{prefix}{'x' * 40}"):
        assert Redactor().redact(text).text == text


SPECIAL = [
    ("JSON web token", "eyJ{a20}.eyJ{a30}.{d43}"),
    ("Azure client secret", "{a3}8Q~{a34}"),
    ("Terraform token", "{a14}.atlasv1.{a60}"),
    ("Mailchimp key", "{x32}-us21"),
    ("Discord token", "M{a25}.{a6}.{a38}"),
    ("MaxMind key", "{a6}_{a29}_mmk"),
    ("Telegram token", "{n10}:AA{a33}"),
    ("Zhipu key", "{x32}.{a16}"),
    ("1Password key", "A3-{u6}-{u6}-{u5}-{u5}-{u5}-{u5}"),
    ("New Relic key", "{x36}NRAL"),
    ("New Relic key", "eu01xx{x36}-NRMA"),
    ("Authress key", "sc_{l20}.{l5}.acc_{l16}.{d40}"),
    ("Stripe secret", "pi_{a24}_secret_{a25}"),
    ("Zoho token", "1000.{x32}.{x32}"),
    ("Teamwork token", "tkn.v1_{a60}"),
    ("Azure key", "{a52}JQQJ99{a26}"),
    ("Azure key", "{b42}+ACR{a6}"),
    ("Azure key", "{d44}AzFu{a6}=="),
]


@pytest.mark.parametrize(("kind", "form"), SPECIAL)
def test_a_form_with_a_mark_goes_whole(kind: str, form: str) -> None:
    key = fill(form)
    assert Redactor().redact(f"It is {key} here.").text == f"It is [{kind} 1] here."
    for shorter in (key[: len(key) // 2], key[1:] if kind == "Azure client secret" else key[len(key) // 2 :]):
        assert kind not in Redactor().redact(f"It is {shorter} here.").found


# The name of the provider, then a word such as `key`: what the placeholder says, and the value.
NAMED = """
AWS secret: aws {b40}
AWS secret: secret_access {b40}
Azure key: azure {x32}
Azure key: openai {x32}
Cohere key: cohere {a40}
Mistral key: mistral {a32}
Weights & Biases key: wandb {x40}
Together key: together {x64}
Pinecone key: pinecone {x8}-{x4}-4{x3}-8{x3}-{x12}
Datadog key: datadog {x32}
Datadog key: dd_app {x40}
Cloudflare token: cloudflare {a40}
Cloudflare token: cf_api {x37}
Heroku key: heroku {x8}-{x4}-4{x3}-8{x3}-{x12}
Twilio token: twilio {x32}
Opsgenie key: opsgenie {x8}-{x4}-4{x3}-8{x3}-{x12}
PagerDuty token: pagerduty {a20}
Vercel token: vercel {a24}
Netlify token: netlify {a43}
Mailgun key: mailgun {x32}-{x8}-{x8}
ElevenLabs key: elevenlabs {x32}
Deepgram key: deepgram {x40}
AssemblyAI key: assemblyai {x32}
Fireworks key: fireworks {a24}
DeepSeek key: deepseek {a32}
Algolia key: algolia {x32}
Neon key: neon napi_{a40}
Snyk token: snyk {x8}-{x4}-4{x3}-8{x3}-{x12}
Fastly token: fastly {a32}
Asana token: asana {x32}
Atlassian token: jira {a24}
Atlassian token: confluence {a24}
Grafana key: grafana eyJ{a60}
Discord token: discord {a32}
New Relic key: newrelic {x40}
Firebase key: firebase {a40}
Supabase key: supabase {a40}
Google key id: private_key_id {x40}
"""


@pytest.mark.parametrize("line", NAMED.strip().splitlines())
def test_a_key_goes_by_the_name_of_its_provider(line: str) -> None:
    kind, _, rest = line.partition(": ")
    name, value = rest.split()
    key = fill(value)
    assert Redactor().redact(f"{name}_key = {key}, it was.").text == f"{name}_key = [{kind} 1], it was."
    assert kind not in Redactor().redact(f"{name}_key of commit {key}, it was.").found
    assert kind not in Redactor().redact(f"vendor_key = {key}, it was.").found
    assert kind not in Redactor().redact(f"{name}_key was here.\n\nIt is {key}, it was.").found


def test_every_kind_has_a_case() -> None:
    tested = {kind for kind, _, _ in CASES} | {kind for kind, _ in SPECIAL}
    assert tested == KINDS
    assert {line.partition(": ")[0] for line in NAMED.strip().splitlines()} == PROVIDER_KINDS


def test_a_wrapped_key_goes_with_its_second_line() -> None:
    first, second = fill("{a30}"), fill("{a40}")
    for between in ("\n", "\\\n", '"\n    "', "\n+ ", "\n> ", "\n    # "):
        text = "sk-" + f"ant-{first}{between}{second} end"
        assert Redactor().redact(text).text == "[Anthropic key 1]" + "\n" * between.count("\n") + " end"


@pytest.mark.parametrize("between", ['" + \\\n    "', '" +\n  "', '"\n  + "', '" .\n  "'])
def test_a_key_of_joined_strings_goes_with_the_last_of_them(between: str) -> None:
    text = 'k = "sk-' + f'ant-{fill("{a30}")}{between}quarry";'
    assert Redactor().redact(text).text == 'k = "[Anthropic key 1]\n";'


def test_random_characters_alone_below_a_key_go_and_ids_stay() -> None:
    key, hexadecimal = "gh" + "p_" + fill("{a36}"), "sk" + "_" + fill("{x40}")
    assert Redactor().redact(f"{key}\n  m3k9x2v7tz\n").text == "[GitHub token 1]\n\n"
    assert Redactor().redact(f"{hexadecimal}\n0c4d1e7f2a9b3\n").text == "[ElevenLabs key 1]\n\n"
    for after in (fill("{x40}"), fill("{x32}"), "gemma3n2025b", "claude-3-7-sonnet-20250219", "m3k9x2v7tz ok"):
        assert Redactor().redact(f"{key}\n{after}\n").text == f"[GitHub token 1]\n{after}\n"
    for after in (fill("{x40}"), fill("{x16}"), fill("{x8}")):
        assert Redactor().redact(f"{hexadecimal}\n{after}\n").text == f"[ElevenLabs key 1]\n{after}\n"


def test_the_next_line_of_words_is_no_part_of_a_key() -> None:
    key = "sk-" + "ant-" + fill("{a30}")
    for after in ("\nrotated yesterday", "\n2026-04-16 it was", "\n\nRotated2Later"):
        assert Redactor().redact(key + after).text == "[Anthropic key 1]" + after


@pytest.mark.parametrize("prefix", ["whsec_", "fm2_", "ALTAK-", "dG9rO", "AQE", "glc_"])
def test_a_key_with_a_slash_soon_behind_its_prefix_goes_whole(prefix: str) -> None:
    key = f"{prefix}C2/{fill('{a100}')}"
    out = Redactor().redact(f"the hook {key} was live").text
    assert fill("{a100}")[:24] not in out and out.startswith("the hook [") and out.endswith("] was live")


@pytest.mark.parametrize(
    "text",
    [
        "key_{x64} is the cache key of the prompt",
        "build spu-{x32} done",
        "flb_live_releaseCandidate20x",
        "pod api-{x8}-{x4}-4{x3}-8{x3}-{x12} restarted",
        "container fc-{x32}",
        "region as-Southeast1Cluster04Blue",
        "test_GPT4oRetries_on429_2026v2_HTTP_Client failed",
        "favicon ico-{x32}.png",
    ],
)
def test_a_digest_or_a_name_behind_a_short_prefix_stays(text: str) -> None:
    assert Redactor().redact(fill(text)).text == fill(text)
