"""How persons are called on platforms: handles, addresses of profiles, and the ids of users in chats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from afterword.redaction.matching import Anchors, Match, Needles, entries, hits, starts, value_at
from afterword.redaction.view import View
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import NO_PERSONS
from afterword.text.word_set import word_set

HANDLE, USER_ID = "handle", "user id"
KINDS = frozenset({HANDLE, USER_ID})

_NAME = r"[A-Za-z0-9_](?:[\w.-]{1,38}[A-Za-z0-9_])"
_PAGES = word_set("""
    about accounts ads api auth c categories channel company developer developers direct docs events explore feed groups
    hashtag help home i intent joinchat jobs legal login logout messages notifications p pages pg playlist policies
    privacy profile questions reel reels s search settings share sharer shorts signup status stories tag terms topics
    watch
""")
"""Pages of these sites that are not profiles."""
_PROFILE = late_pattern(
    r"(?i:twitter\.com/|(?<![\w.-])x\.com/|instagram\.com/|threads\.net/@|tiktok\.com/@|facebook\.com/|fb\.com/|"
    r"youtube\.com/@|reddit\.com/u(?:ser)?/|(?<![\w.-])t\.me/|telegram\.me/|medium\.com/@|"
    r"stackoverflow\.com/users/(?=\d)|xing\.com/profile/|(?<![\w.-])vk\.com/|orcid\.org/|linkedin\.com/(?:in|pub)/|"
    r"keybase\.io/|snapchat\.com/add/|bsky\.app/profile/|twitch\.tv/|(?<![\w.-])dev\.to/|kaggle\.com/(?!c/|datasets)|"
    r"strava\.com/athletes/|flickr\.com/people/|pinterest\.com/|weibo\.com/u/|"
    r"paypal\.me/|cash\.app/\$?|venmo\.com/(?:u/)?|ko-fi\.com/|patreon\.com/|buymeacoffee\.com/|onlyfans\.com/"
    r"|"
    rf"wa\.me/)(?P<value>{_NAME}(?:/[\w-]{{3,60}})?)"
)


def _profile(text: str, at: int) -> Iterator[Match]:
    """The address of a profile; `at` is at its host."""
    match = _PROFILE.match(text, at)
    if match and match["value"].partition("/")[0].lower() not in _PAGES:
        has_number = match["value"].partition("/")[0].isdigit()  # the name follows the number
        end = match.end() if has_number else match.start("value") + len(match["value"].partition("/")[0])
        yield Match(match.start("value"), end, HANDLE)


_PLATFORMS = (
    "twitter", "instagram", "insta", "tiktok", "telegram", "snapchat", "mastodon", "bluesky", "threads", "reddit",
    "linkedin", "github", "gitlab", "bitbucket", "discord", "tg", "skype", "xing", "facebook", "youtube", "twitch",
    "weibo", "steam", "slack", "venmo", "cashapp", "cash app", "revolut",
)  # fmt: skip
_PLATFORM = rf"(?:{'|'.join(_PLATFORMS)}|\big|\bgh|\bx)"
_CALLED = r"(?:user(?:name)?|handle|account|profile|login|nick(?:name)?|name|id|dm|dms)"
_ODD = (
    r"(?=[\w.]*[a-z])[A-Za-z]\w*[._](?!(?:com|io|net|org|js|py|md|json|yaml|ts|go|rs"
    r"|co)\b)[A-Za-z][\w.]{1,30}\w|[A-Za-z]\w{2,30}#\d{4}"
)
"""A name with a sign that no word has."""
_HANDLE = late_pattern(
    rf"(?i:(?<![a-z]){_PLATFORM}(?:[ _-]{_CALLED}){{0,2}})[\"']?(?:\s?[:=]|[ ](?:is|as|from|by"
    rf"|of))?\s?[\"'(]?(?P<value>@{_NAME})(?![\w@/])"
    rf"|(?i:(?<![a-z])(?:instagram|insta|telegram|tg|skype|snapchat|discord|tiktok)"
    rf"(?:[ _-]{_CALLED}){{0,2}})[:=]? (?P<odd>{_ODD})(?![\w@/])"
    rf"|(?i:(?<![a-z]){_PLATFORM}(?:[ _-]{_CALLED}){{1,2}})[\"']?(?P<sign>\s?[:=])?\s?[\"']?"
    rf"(?P<bare>{_NAME}(?:#\d{{4}})?)(?![\w@/])"
)
_COMPOUND = re.compile(
    r"(?i)(?:re|opt|sign|log|two|self|read|rate|pre|non|auto|multi|single|first|third|end|well|long)-.*|.*\.\.?"
)


def _handle(text: str, at: int) -> Iterator[Match]:
    """`Twitter: @…`, `github login …`; `at` is at the platform."""
    match = _HANDLE.match(text, at)
    if match and (match["value"] or match["odd"]):
        yield Match.of(match, HANDLE, group="value" if match["value"] else "odd")
    elif match and (match["sign"] or re.search(r"[\d_.#-]", match["bare"])) and not _COMPOUND.fullmatch(match["bare"]):
        yield Match.of(match, HANDLE, group="bare")


_IS_PLATFORM = late_pattern(rf"(?i:{_PLATFORM})(?![a-z])")
_ON = late_pattern(rf"(?<![\w@./])(?P<value>@{_NAME}) (?:on|via|at) \Z")


def _on_platform(text: str, at: int) -> Iterator[Match]:
    """`@… on Twitter`; `at` is at the platform."""
    match = _ON.search(text, max(0, at - 50), at)
    if match and _IS_PLATFORM.match(text, at):
        yield Match.of(match, HANDLE, group="value")


_MENTIONING = (
    "from", "by", "user", "customer", "client", "member", "player", "reporter", "streamer", "creator", "complaint",
    "account", "ping", "tell", "asked", "via", "thx", "thanks", "with", "von", "de", "cliente", "kunde",
)  # fmt: skip
_MENTIONED_BY = late_pattern(rf"(?<![^\W\d_])(?i:{'|'.join(_MENTIONING)})[ =:]{{1,2}}[\"']?\Z")
_SIGN_OF_HANDLE = late_pattern(rb"@(?<=[ =:\"']@)(?=[a-z.]{0,40}[0-9_])")
_HANDLE_BEHIND = late_pattern(r"@[a-z0-9][\w.]{2,38}\w(?![\w@/(-])")


def _mentioned(view: View) -> Iterator[Match]:
    """`ticket from @…`: with a digit or an underscore, as names of teams seldom have."""
    if view.words.isdisjoint(_MENTIONING_WORDS):
        return
    for at in starts(view.data, _SIGN_OF_HANDLE):
        match = _HANDLE_BEHIND.match(view.text, at)
        if (
            match
            and _MENTIONED_BY.search(view.text, max(0, at - 16), at)
            and NO_PERSONS.isdisjoint(re.findall("[a-z]+", match[0].lower()))
        ):
            yield Match.of(match, HANDLE)


_MENTIONING_WORDS = frozenset(word.encode() for word in _MENTIONING)
_HANDLE_OF = ("player", "user", "chat", "forum", "gamer", "stream", "his", "her", "their", "my")
_PLAYERS = ("gracz", "gracza", "joueur", "joueuse", "spieler", "spielerin", "jugador", "jugadora", "jogador",
            "giocatore", "speler", "spelare", "oyuncu")  # fmt: skip
_called = value_at(
    HANDLE,
    rf"(?i:(?:{'|'.join(_HANDLE_OF)}) handle|gamer ?tag|screen ?name|nick(?:name)?|ign|psn|battle ?tag|"
    rf"{'|'.join(_PLAYERS)})(?i:[ ]?[:=]| is| was)?[ ][\"'(]?"
    r"(?P<value>(?=\S{0,40}[_\d])(?=\S{0,40}[A-Za-z])\w[\w.#-]{3,39}\w)(?![\w@/(])",
    lambda value: not value.isupper() and re.fullmatch(r"[a-z]+_id|v?\d[\d.]*\w?", value) is None,
)
"""`handle …`, `gamertag: …`: what persons call themselves has a sign or a digit that words lack."""
_player = value_at(
    HANDLE,
    r"(?i:player|gamer|streamer) [\"“'](?P<value>(?=[^\s\"”']{0,30}[_\d])[^\W\d_][\w.-]{3,29})[\"”'](?!\w)",
    lambda value: (
        NO_PERSONS.isdisjoint(re.findall("[a-z]+", value.lower()))
        and re.fullmatch(
            r"[a-z]+_id"
            r"|v?\d[\d.]*\w?",
            value,
        )
        is None
    ),
)
"""`player "Ivy_Larch7"`."""
_posted = value_at(
    HANDLE,
    rf"(?i:posted by|tweet\w{{0,3}}|retweet\w{{0,3}}|dms?|followers?"
    rf"|mention\w{{0,3}})(?: [a-z]{{2,10}}){{0,3}}:? (?P<value>@{_NAME})(?![\w@/])",
)


def _platform(text: str, at: int) -> Iterator[Match]:
    yield from _handle(text, at)
    yield from _on_platform(text, at)


_id = partial(value_at, USER_ID)
_chat_id = value_at(USER_ID, r"(?:chat_id|from_id|from_user_id)[\"']?\s?[:=]\s?[\"']?(?P<value>-?\d{9,13})(?!\d)")

_numbered = value_at(
    HANDLE,
    r"(?i:github\.com|gitlab\.com|huggingface\.co"
    r"|bitbucket\.org)/(?P<value>[A-Za-z][A-Za-z-]{3,30}\d{2,4})(?=[/\s?#\"')>,;]|\.\s|\Z)",
)
"""An account of a code host whose name ends as those of persons do, and of no project."""
_IDS = (
    (_id(r"(?i:telegram)[^\n\d]{0,40}(?i:id|user|chat|from)[^\n\d]{0,12}(?P<value>\d{6,13})(?!\d)"), "telegram"),
    (_id(r"(?i:discord|author|snowflake)[^\n\d]{0,30}(?P<value>\d{17,20})(?!\d)"), "discord", "author", "snowflake"),
    (_id(r"(?i:orgid):(?P<value>[0-9a-f-]{36})"), "orgid="),
    (_id(r"(?i:skype)[^\n]{0,12}?\b(?P<value>live:[\w.-]{3,60})"), "skype"),
    (_id(r"(?i:user(?:_?id)?|member"
    r"|slack)[\"']?[\s:=]{1,3}[\"']?(?P<value>(?=[A-Z]*\d)[UW][A-Z0-9]{8,10})(?![A-Za-z0-9])"),
    "user(?=[=_ id]{1,8}[uw])", "slack", "member"),
)  # fmt: skip
_ANCHORED = Anchors(Needles(b"_id", {b"chat_id": _chat_id, b"from_id": _chat_id, b"from_user_id": _chat_id},
"chat from"),
                    *Needles.each(
    *(entry for look, *needles in _IDS for entry in entries(look, *needles)),
    *entries(_platform, *_PLATFORMS, "ig", "gh"),
    *entries(_called, *_PLAYERS),
    *entries(_called, *(f"{one} handle" for one in _HANDLE_OF), "gamertag", "gamer tag", "screen name", "screenname",
    "nickname", "nick ", "ign ", "psn ", "battletag"),
    *((word + b" (?=[^\n]{5})", _player, word.decode()) for word in (b"player", b"gamer", b"streamer")),
    *entries(_posted, "posted by", "tweet", "tweeted", "tweets", "retweet", "retweeted",
    "mentioned", "dm", "dms", "follower", "followers", "mention", "mentions"),
    *entries(_profile, *["twitter.com/", "instagram.com/", "threads.net/", "tiktok.com/", "facebook.com/",
    "fb.com/", "youtube.com/", "reddit.com/", "telegram.me/", "medium.com/", "stackoverflow.com/", "xing.com/",
    "orcid.org/", "linkedin.com/", "keybase.io/", "snapchat.com/", "twitch.tv/", "kaggle.com/", "strava.com/",
    "flickr.com/", "pinterest.com/", "weibo.com/", "paypal.me/", "cash.app/", "venmo.com/", "ko-fi.com/",
    "patreon.com/", "buymeacoffee.com/", "onlyfans.com/"]),
    (b"github.com/", _numbered, "github"), (b"gitlab.com/", _numbered, "gitlab"),
    (b"huggingface.co/", _numbered, "huggingface"), (b"bitbucket.org/", _numbered, "bitbucket"),
    (b"x.com/", _profile, "x"), (b"t.me/", _profile,
    "me"), (b"vk.com/", _profile, "vk"), (b"wa.me/", _profile, "wa"),
                  (b"bsky.app/", _profile, "bsky"), (b"dev.to/", _profile, "dev"),
))  # fmt: skip
_REDDIT = late_pattern(r"(?:(?<![\w/])|(?<=(?<!\w)/))u/(?P<value>[A-Za-z0-9_-]{3,20})(?![\w/.-])")
_BLUESKY = late_pattern(r"(?<![\w.])@?(?P<value>[\w-]{2,40}\.bsky\.social)")
_MENTIONED = late_pattern(
    rb"@(?:(?<=<@)(?=!?[0-9]{17,20}>)|(?<![\w.@/+-]@)(?=[a-z0-9._=-]{2,40}:[a-z0-9-]{1,40}\.[a-z]))"
)
_MATRIX_ID = late_pattern(r"@[a-z0-9._=-]{2,40}:[a-z0-9-]{1,40}(?:\.[a-z0-9-]{2,40}){1,4}")
_DISCORD_ID = late_pattern(r"@!?(?P<value>\d{17,20})(?=>)")
_LINE = late_pattern(rb"U(?<![A-Za-z0-9]U)(?=[0-9a-f]{32}(?![0-9A-Za-z]))")


def find(view: View) -> Iterator[Match]:
    """Find them all."""
    text = view.text
    yield from _ANCHORED.find(view)
    yield from _mentioned(view)
    for at in hits(view.data, b"u/"):
        match = _REDDIT.match(text, at)
        if match and (b"reddit" in view.words or re.search(r"[_\d]", match["value"])):
            yield Match.of(match, HANDLE, group="value")
    if b"bsky" in view.words:
        yield from (Match.of(match, HANDLE, group="value") for match in _BLUESKY.finditer(text))
    for at in starts(view.data, _MENTIONED):
        if match := _MATRIX_ID.match(text, at):
            yield Match.of(match, HANDLE)
        elif match := _DISCORD_ID.match(text, at):
            yield Match.of(match, USER_ID, group="value")
    if not view.words.isdisjoint((b"line", b"userid", b"groupid")):
        yield from (Match(at, at + 33, USER_ID) for at in starts(view.data, _LINE))
