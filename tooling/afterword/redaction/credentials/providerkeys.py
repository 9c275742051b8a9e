"""Keys without a prefix, known by the name of their provider near them and by their documented length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.judging import is_filler
from afterword.redaction.matching import Match, Sort
from afterword.text.late_pattern import late_pattern

_PROVIDERS: tuple[tuple[str, str, str], ...] = (
    ("aws", "AWS secret", r"[A-Za-z0-9/+]{40}"),
    ("secret_?access_?key", "AWS secret", r"[A-Za-z0-9/+]{40}"),
    ("azure", "Azure key", r"[0-9a-f]{32}|[A-Za-z0-9]{84}|[a-z2-7]{52}"),
    ("openai", "Azure key", r"[0-9a-f]{32}"),
    ("cohere", "Cohere key", r"[A-Za-z0-9]{40}"),
    ("mistral", "Mistral key", r"[A-Za-z0-9]{32}"),
    ("wandb", "Weights & Biases key", r"[0-9a-f]{40}"),
    ("together", "Together key", r"[0-9a-f]{64}"),
    ("pinecone", "Pinecone key", r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
    ("datadog|dd[-_](?:api|app)", "Datadog key", r"[0-9a-f]{40}|[0-9a-f]{32}"),
    ("cloudflare|cf_", "Cloudflare token", r"[A-Za-z0-9_-]{40}|[0-9a-f]{37}"),
    ("heroku", "Heroku key", r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
    ("twilio", "Twilio token", r"[0-9a-f]{32}"),
    ("opsgenie|genie", "Opsgenie key", r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
    ("pagerduty", "PagerDuty token", r"[A-Za-z0-9_+-]{20}|[0-9a-f]{32}"),
    ("vercel", "Vercel token", r"[A-Za-z0-9]{24}"),
    ("netlify", "Netlify token", r"[A-Za-z0-9_-]{40,46}"),
    ("mailgun", "Mailgun key", r"[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}"),
    ("elevenlabs|xi-api", "ElevenLabs key", r"[0-9a-f]{32}"),
    ("deepgram", "Deepgram key", r"[0-9a-f]{40}"),
    ("assemblyai", "AssemblyAI key", r"[0-9a-f]{32}"),
    ("fireworks", "Fireworks key", r"[A-Za-z0-9]{24,48}"),
    ("deepseek", "DeepSeek key", r"[A-Za-z0-9]{32,48}"),
    ("algolia", "Algolia key", r"[0-9a-f]{32}"),
    ("neon", "Neon key", r"napi_[A-Za-z0-9]{40,80}"),
    ("snyk", "Snyk token", r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"),
    ("fastly", "Fastly token", r"[A-Za-z0-9_-]{32}"),
    ("asana", "Asana token", r"\d/\d{16}:[0-9a-f]{32}|[0-9a-f]{32}"),
    ("jira|atlassian|confluence", "Atlassian token", r"[A-Za-z0-9]{24}"),
    ("grafana", "Grafana key", r"eyJ[A-Za-z0-9=]{60,200}"),
    ("discord", "Discord token", r"[A-Za-z0-9_-]{32}|[A-Za-z0-9_.-]{59,72}"),
    ("new.?relic", "New Relic key", r"[0-9a-f]{40}"),
    ("firebase", "Firebase key", r"[A-Za-z0-9]{40}"),
    ("supabase", "Supabase key", r"[A-Za-z0-9._-]{40,300}"),
    ("private_key_id", "Google key id", r"[0-9a-f]{40}"),
)
_NEAR = late_pattern("|".join(f"(?P<n{index}>{name})" for index, (name, _, _) in enumerate(_PROVIDERS)), re.IGNORECASE)
_FORMS = [late_pattern(rf"(?<![A-Za-z0-9/+_-])(?:{form})(?![A-Za-z0-9/+_-])") for _, _, form in _PROVIDERS]
_REACH = 70
_LONG = late_pattern(r"[A-Za-z0-9/+_-]{20}")
_COMMIT = late_pattern(r"(?i)commit|sha|digest|hash|trace|request|span|uuid|run|build|etag|checksum|revision|image")
_SAID = late_pattern(
    r"(?<![a-z])(?:cohere|mistral|together|deepgram|fireworks|deepseek|elevenlabs|assemblyai)"
    r"(?:\.ai)?[\"']?[ ]?[:=][ ]?[\"']?(?=[A-Za-z0-9]{32,64}(?![\w/+.-]))",
    re.IGNORECASE,
)


def provider_alone(text: str, at: int) -> Iterator[Match]:
    """`mistral: …`: a key right behind the name of its provider and a sign; `at` is at the name."""
    if said := _SAID.match(text, at):
        for (name, kind, _), form in zip(_PROVIDERS, _FORMS, strict=True):
            if text[at : said.end()].lower().startswith(name) and (match := form.match(text, said.end())):
                yield Match.of(match, kind, Sort.SECRET)
                return


PROVIDER_KINDS = frozenset(kind for _, kind, _ in _PROVIDERS)


def provider_key(text: str, at: int) -> Iterator[Match]:
    """A key without a prefix, after the name of its provider and a word such as `key`; `at` is at that word."""
    if not _LONG.search(text, at, at + _REACH + 20):
        return
    for name in _NEAR.finditer(text, max(0, at - 40), at + 20):
        index = int(name.lastgroup[1:])  # type: ignore[index]
        form = _FORMS[index].search(text, at + 2, at + _REACH + 100)
        if form is None or form.start() > at + _REACH or "\n\n" in text[at : form.start()]:
            continue
        has_digit = any(char.isdigit() for char in form.group())
        if has_digit and not is_filler(form.group()) and not _COMMIT.search(text, at, form.start()):
            yield Match.of(form, _PROVIDERS[index][1], Sort.SECRET)
            return
