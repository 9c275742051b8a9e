"""What other programs read: JSON, feeds, llms.txt."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from xml.etree import ElementTree

import pytest

from afterword.postmortem import PostMortem, read
from afterword.site import data, feeds
from afterword.site.incident_page import describe
from afterword.site.site import Site

MakeSite = Callable[..., Site]
ADDRESS = "https://acme.example/incidents/"


def test_an_incident_says_what_its_front_matter_says(make_site: MakeSite, bot: PostMortem) -> None:
    found = json.loads(data.write_incident(bot, make_site(bot)))
    assert found["id"] == bot.id and found["severity"] == "SEV1" and found["versions"] == ["example-chat-2026-01-20"]
    assert found["incident"]["started"] == "2026-04-16T17:00Z" and found["incident"]["issue"] == "#12"
    assert found["impact"]["users"] == "~1200" and found["impact"]["revenue"] == "unknown"
    assert found["times"] == {"detected": 72, "mitigated": 125, "resolved": 1140}
    assert [(item["id"], item["status"], item["overdue"]) for item in found["actions"]] == [
        ("A1", "open", True),
        ("A2", "done", False),
        ("A3", "open", False),
    ]
    assert found["summary"] == "", "what nobody has reviewed is not passed on"


def test_the_table_s_data_is_the_newest_first_and_small(make_site: MakeSite, bot: PostMortem, old: PostMortem) -> None:
    text = data.write_incidents(make_site(old, bot))
    assert [row["id"] for row in json.loads(text)["incidents"]] == [bot.id, old.id]
    assert len(text) / 2 < 800


def test_data_says_what_is_only_proposed_and_what_is_a_near_miss(make_site: MakeSite) -> None:
    text = "---\nincident:\n  near_miss: true\n  detected: 2026-04-16T10:40Z # proposed, E7\n---\n"
    document = read(text.encode(), "postmortems/2026-04-16-x.md")
    found = json.loads(data.write_incident(document, make_site(document)))
    assert (found["near_miss"], found["proposed"], found["times"]["detected"]) == (True, 1, None)
    assert found["proposals"] == [{"key": "incident.detected", "value": "2026-04-16T10:40Z", "evidence": ["E7"]}]
    assert "detected" not in found["incident"]


def test_what_turns_text_around_is_a_word(make_site: MakeSite) -> None:
    turned = read('---\ntitle: "a\u202eb"\n---\n'.encode(), "postmortems/2026-04-16-x.md")
    for text in (data.write_incidents(make_site(turned)), data.write_incident(turned, make_site(turned))):
        assert "\u202e" not in text and "a⟦U+202E⟧b" in text


def test_without_an_address_there_are_no_feeds(make_site: MakeSite, old: PostMortem) -> None:
    assert "feed.xml" not in data.collect_files(make_site(old))
    assert {"feed.xml", "feed.json"} <= set(data.collect_files(make_site(old, address=ADDRESS)))


def test_feeds_and_llms_txt_hold_what_is_published_alone(make_site: MakeSite, bot: PostMortem, old: PostMortem) -> None:
    site = make_site(old, bot, address=ADDRESS, published={old.path: datetime(2026, 3, 2, 9, tzinfo=UTC)})
    items = ElementTree.fromstring(feeds.make_feed(site).write_rss()).findall("./channel/item")
    assert [item.findtext("title") for item in items] == ["SEV3: The old one"]
    assert items[0].findtext("link") == f"{ADDRESS}incidents/{old.id}/"
    assert items[0].findtext("pubDate") == "Mon, 02 Mar 2026 09:00:00 +0000"
    (entry,) = json.loads(feeds.make_feed(site).write_json())["items"]
    assert entry["url"] == f"{ADDRESS}incidents/{old.id}/" and entry["date_published"] == "2026-03-02T09:00:00+00:00"
    listed = data.write_llms_txt(site)
    assert f"- [The old one]({ADDRESS}incidents/{old.id}.json): SEV3, 2026-02" in listed
    assert bot.id not in listed


def test_a_feed_says_what_is_a_near_miss(make_site: MakeSite) -> None:
    front = "title: Caught\nstatus: published\nseverity: SEV3\nincident: {near_miss: true}\n"
    near = read(f"---\n{front}---\n".encode(), "postmortems/2026-04-16-x.md")
    (entry,) = json.loads(feeds.make_feed(make_site(near, address=ADDRESS)).write_json())["items"]
    assert (entry["title"], entry["tags"]) == ("SEV3, near miss: Caught", ["SEV3", "near miss"])


def test_a_feed_is_xml_with_any_title(make_site: MakeSite) -> None:
    odd = read(b'---\ntitle: "]]> <b> & \\u0007"\nstatus: published\n---\n', "postmortems/2026-04-16-x.md")
    channel = ElementTree.fromstring(feeds.make_feed(make_site(odd, address=ADDRESS)).write_rss())
    assert "<b> &" in (channel.findtext("./channel/item/title") or "")


def test_a_feed_reader_is_given_no_markup_to_run(make_site: MakeSite) -> None:
    """It takes a description for HTML, and text that quotes markup would be markup there."""
    text = "---\nstatus: published\n---\n\n## Summary\n\nIt said `<img src=x onerror=alert(1)>` & more.\n"
    site = make_site(read(text.encode(), "postmortems/2026-04-16-x.md"), address=ADDRESS)
    told = ElementTree.fromstring(feeds.make_feed(site).write_rss()).findtext("./channel/item/description") or ""
    assert told == "It said &lt;img src=x onerror=alert(1)&gt; &amp; more."
    assert json.loads(feeds.make_feed(site).write_json())["items"][0]["content_text"] == unescape(told)


def test_the_feed_names_itself_as_validators_ask(make_site: MakeSite, old: PostMortem) -> None:
    root = ElementTree.fromstring(feeds.make_feed(make_site(old, address=ADDRESS, name="Post-mortems")).write_rss())
    itself = root.find("./channel/{http://www.w3.org/2005/Atom}link")
    assert itself is not None and (itself.get("rel"), itself.get("href")) == ("self", f"{ADDRESS}feed.xml")
    assert root.findtext("./channel/description") == "Published post-mortems, the newest first"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_description_is_the_first_paragraph_of_the_summary(newline: str) -> None:
    text = "---\nid: x\n---\n\n## Summary\n\n<!-- One paragraph:\n\nno more. -->\n\nOne [^e1]\nline.\n \nTwo.\n"
    document = read(text.replace("\n", newline).encode(), "postmortems/2026-04-16-x.md")
    assert describe(document) == "One line."
