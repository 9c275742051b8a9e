"""Answers to open questions, from replies to the comment on a pull request: `afterword answer` in its branch.

Everything follows from what is there: the document of the branch, the replies, and the record in our comment. The next
run finishes one that was killed: an answer that is in the document is not written again, and the record comes last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from afterword.drafting.answer import Question, list_questions
from afterword.errors import AfterwordError
from afterword.evidence import read_ledger
from afterword.github.accounts import has_write_access
from afterword.github.comments import Comment, add_reaction, list_comments
from afterword.github.commits import commit_file
from afterword.github.repository import Repository
from afterword.postmortem import PostMortem, save_text
from afterword.postmortem.source import Span
from afterword.project import Project
from afterword.pull_requests.answer_edits import find_words, words_digest, write_words
from afterword.pull_requests.comment_text import MARKER
from afterword.pull_requests.opened_pull import OpenedPull, Say
from afterword.pull_requests.question_record import (
    AskedQuestion,
    NumberedQuestion,
    Record,
    Refusal,
    identify,
    read_record,
)
from afterword.pull_requests.replies import MAX_WORDS, read_answers
from afterword.redaction import Numbering, Redactor

_USED, _NOT_USED = "+1", "confused"
"""The receipts: reactions to a reply."""
_MAX_REPLIES = 300
_GONE = "the reply was deleted; its words stay in the file"
_TAKEN_OUT = "the answer was taken out of the reply; its words stay in the file"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of the replies.

    Attributes:
        record: the record as it is now.
        commits: what was committed, the newest last.
        has_moved: whether an answer was not committed because the branch has moved on; the next try can do it.
    """

    record: Record
    commits: tuple[str, ...]
    has_moved: bool


def list_asked(project: Project, document: PostMortem) -> list[tuple[AskedQuestion, Question]]:
    """Return the open questions of a document, the ones that matter most first."""
    found = list_questions(document, read_ledger(project.evidence_folder(document.id)))
    return [(AskedQuestion(document.id, one.section, one.words), one) for one in found]


def answer_questions(repository: Repository, opened: OpenedPull, say: Say) -> Answered | None:
    """Put the answers of replies into the documents of a pull request's branch, and give each reply its receipt.

    Args:
        repository: with a token that has `contents: write` and `pull-requests: write`.
        opened: the pull request; its documents in our folder change.
        say: called with what is left out, and why.

    Returns:
        What came of it; None if no reply is looked at.

    Raises:
        AfterwordError: GitHub fails, or the token lacks permission; the next run goes on.
    """
    pull = opened.pull
    own, comments = list_comments(repository, pull.number)
    ours = next((one.body for one in comments if one.author_id == own and one.begins_with(MARKER)), "")
    record = read_record(ours)
    reasons = (
        (not pull.is_open, "it is closed"),
        (pull.is_fork, "it comes from a fork, where nothing is written"),
        (pull.branch == pull.default_branch, "its branch is the default branch, to which nothing is committed"),
        (not record.questions, "it has no comment that numbers its questions"),
    )
    if why := next((why for is_so, why in reasons if is_so), ""):
        say(f"replies to pull request #{pull.number} answer nothing: {why}")
        return None
    # Older ones answer to the numbers of a comment, or a record, that is gone.
    replies = [one for one in comments if one.author_id != own and not one.is_bot and one.id > record.since]
    run = _Run(repository, opened, record, say)
    run.note_deleted({one.id for one in comments})
    for reply in replies[-_MAX_REPLIES:]:
        run.look_at(reply)
    return run.finish()


class _Run:
    """One run over the replies: first in our copies of the documents, then commits, receipts and the record."""

    def __init__(self, repository: Repository, opened: OpenedPull, record: Record, say: Say) -> None:
        self._repository = repository
        self._opened = opened
        self._project = opened.project
        self._record = record
        self._say = say
        self._writers: dict[str, bool] = {}
        self._before = {document.id: document.source.text for document in opened.documents()}
        self._taken: list[NumberedQuestion] = []
        self._refused: dict[int, list[Refusal]] = {}
        self._looked_at: list[Comment] = []

    def note_deleted(self, known: set[int]) -> None:
        """Note replies that answered and that were deleted."""
        noted = {one.reply for one in self._record.refused if one.why == _GONE}
        for one in self._record.questions:
            if one.reply and one.reply not in known and one.reply not in noted:
                refusal = Refusal(number=one.number, reply=one.reply, by=one.by, why=_GONE)
                self._record = self._record.looked_at(one.reply, "", [refusal])

    def look_at(self, reply: Comment) -> None:
        """Take the answers of a reply, unless it was looked at as it is now."""
        answers, is_known = read_answers(reply.body), reply.id in self._record.seen
        if not (answers or is_known) or self._record.has_seen(reply.id, reply.body) or not self._may_write(reply):
            return
        self._looked_at.append(reply)
        refused = {number: self._take(reply, number, words) for number, words in answers.items()}
        earlier = (one.number for one in self._record.questions if one.reply == reply.id)
        refused |= dict.fromkeys((number for number in earlier if number not in answers), _TAKEN_OUT)
        self._refused[reply.id] = [
            Refusal(number=number, reply=reply.id, by=reply.author, why=why) for number, why in refused.items() if why
        ]

    def _may_write(self, reply: Comment) -> bool:
        if reply.author not in self._writers:
            self._writers[reply.author] = has_write_access(self._repository, reply.author)
            if not self._writers[reply.author]:
                self._say(f"replies of {reply.author or 'a deleted account'} are not used: they have no write access")
        return self._writers[reply.author]

    def _take(self, reply: Comment, number: int, words: str) -> str:
        """Take one answer; return why it changes nothing, empty if it is in our copy of the document."""
        question = self._latest(number)
        document = self._project.post_mortem(question.document) if question else None
        if question is None:
            return "there is no question of this number"
        if document is None or question.document not in self._before:
            return "its post-mortem is not in this pull request any more"
        if len(words) > MAX_WORDS:
            return f"it is longer than {MAX_WORDS:,} characters: write it in the file"
        words = self._redacted(document, number, words)
        now = question.model_copy(
            update={
                "reply": reply.id, "by": reply.author, "said": words_digest(words), "lines": words.count("\n") + 1
            }
        )  # fmt: skip
        asked = list_asked(self._project, document)
        keys = identify([one for one, _ in asked])
        if question.key in keys:
            span: Span | None = asked[keys.index(question.key)][1].asked.span
        elif question.reply not in (0, reply.id):
            return f"{question.by} answered it before"
        elif find_words(document, now):  # a run that was killed wrote it
            self._taken.append(now)
            return ""
        else:
            span = find_words(document, question)
        if span is None:
            return "the file does not have the question, or its answer, as it was: change it there"
        if why := self._write(document, span, words):
            return why
        self._taken.append(now)
        return ""

    def _write(self, document: PostMortem, span: Span, words: str) -> str:
        text = write_words(document, span, words)
        if text is None:
            return "it would change more than its section, such as headings or tables: write it in the file"
        try:
            save_text(document, text, self._project.path(document))
        except AfterwordError as error:
            return error.message
        return ""

    def _latest(self, number: int) -> NumberedQuestion | None:
        taken = next((one for one in reversed(self._taken) if one.number == number), None)
        return taken or self._record.find(number)

    def _redacted(self, document: PostMortem, number: int, words: str) -> str:
        numbering = Numbering()
        numbering.reserve(document.source.readable)
        done = Redactor(self._project.config.redaction, (), numbering).redact(words)
        if done.found:
            self._say(f"redacted in the answer to Q{number}: {', '.join(sorted(done.found))}")
        return done.text

    def finish(self) -> Answered:
        """Commit what was taken, give the receipts, and return the record."""
        commits, stale = [], set[str]()
        for document in self._opened.documents():
            numbers = sorted({one.number for one in self._taken if one.document == document.id})
            if document.source.text == self._before[document.id] or not numbers:
                continue
            if commit := self._commit(document, numbers):
                commits.append(commit)
            else:
                stale.add(document.id)
        done = [one for one in self._taken if one.document not in stale]
        for one in done:
            self._record = self._record.answered(one)
        late = {one.reply for one in self._taken if one.document in stale}
        for reply in (one for one in self._looked_at if one.id not in late):
            refused = self._refused[reply.id]
            receipts = [_USED] if any(one.reply == reply.id for one in done) else []
            for receipt in [*receipts, *([_NOT_USED] if refused else [])]:
                add_reaction(self._repository, reply.id, receipt)
            self._record = self._record.looked_at(reply.id, reply.body, refused)
        return Answered(self._record, tuple(commits), bool(stale))

    def _commit(self, document: PostMortem, numbers: Sequence[int]) -> str:
        names = ", ".join(f"Q{number}" for number in numbers)
        people = dict.fromkeys(one.by for one in self._taken if one.document == document.id)
        assert self._opened.blobs is not None  # it has documents
        written = commit_file(
            self._repository, self._opened.pull, self._opened.path(document.id), document.source.encode(),
            base=self._opened.blobs[document.id],
            message=f"Answer {names} of {document.id}, as {' and '.join(people)} replied",
        )  # fmt: skip
        if written.why:
            self._say(f"{document.id}: {written.why}")
        return written.commit
